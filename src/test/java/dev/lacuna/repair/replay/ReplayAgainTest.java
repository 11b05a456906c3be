package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A replay that is run over copies: its own of an earlier run, or those of another plan.
class ReplayAgainTest {

    private final Incident incident = new Incident();

    @Test
    void isANoOpTheSecondTimeAndSaysSo() throws Exception {
        ReplayPlan plan = incident.planAll();
        incident.execute(plan);
        var ends = incident.orders.info();

        ReplayReport second = incident.execute(plan);

        assertThat(second.isNoOp()).isTrue();
        assertThat(second.summary())
                .isEqualTo("Nothing to do: all 16 events of this plan stand in the target already.");
        assertThat(second.alreadyThere()).isEqualTo(16);
        assertThat(incident.orders.info()).isEqualTo(ends);
    }

    @Test
    void dryRunAfterAHalfRunCountsTheOtherHalf() throws Exception {
        ReplayPlan plan = incident.planAll();
        ReplayReport half = incident.execute(
                plan,
                incident.endingAt(2),
                ReplayOptions.DEFAULT.withEventsPerTransaction(1).withFacts(SelectionFacts.NONE));

        ReplayReport dry = incident.dryRun(plan);
        ReplayReport rest = incident.execute(plan);

        assertThat(half.written()).isEqualTo(7);
        assertThat(dry.alreadyThere()).isEqualTo(7);
        assertThat(dry.written()).isEqualTo(rest.written()).isEqualTo(9);
        incident.assertAllCopiedOnce();
    }

    @Test
    void writesAgainWhatTheTargetLostInBetween() throws Exception {
        ReplayPlan plan = incident.planAll();
        incident.execute(plan);
        incident.orders.partition(1).lose(incident.arrived(1).get(2).position().asOffset());

        ReplayReport again = incident.execute(plan);

        assertThat(again.written()).isEqualTo(1);
        assertThat(incident.arrived(1)).hasSize(5);
        ReplayCheckResult check = incident.check(plan);
        assertThat(check.isOk()).isTrue();
        assertThat(check.outOfOrder()).isEqualTo(1);
    }

    @Test
    void takesCopiesThatACompactedTargetCleanedAwayForWritten() throws Exception {
        incident.orders.compacted();
        ReplayPlan plan = incident.planAll();
        var options = ReplayOptions.DEFAULT.acceptingHazards();
        incident.execute(plan, incident.cluster.connect(), options);
        Position superseded = incident.arrived(0).get(1).position();
        incident.orders.partition(0).compactAway(superseded.asOffset());

        assertThat(incident.execute(plan, incident.cluster.connect(), options).isNoOp())
                .isTrue();
    }

    @Test
    void copiesACopyWithItsOldHeadersAndNewOnesBehindThem() throws Exception {
        incident.upstream
                .partition(1)
                .append(Incident.content(105)
                        .with("lacuna.origin", Bytes.utf8("east/upstream/0@0"))
                        .with("lacuna.plan", Bytes.utf8("older")));
        ReplayPlan plan = incident.planAll();

        ReplayReport report = incident.execute(plan);

        incident.assertAllCopiedOnce();
        assertThat(report.hazards()).extracting("title").contains("Copies of copies");
        assertThat(incident.check(plan).isOk()).isTrue();
    }

    @Test
    void copiesBackIntoTheSameStreamWithoutFeedingItself() throws Exception {
        var request = incident.request(List.of(Incident.all(incident.upstream, 1)));
        ReplayPlan plan = Incident.plan(new ReplayRequest(
                        request.source(),
                        "upstream",
                        request.ranges(),
                        request.target(),
                        "upstream",
                        request.mapping(),
                        request.fields(),
                        request.reading().fields(),
                        List.of()))
                .plan();

        assertThat(incident.execute(plan).written()).isEqualTo(5);
        assertThat(incident.execute(plan).isNoOp()).isTrue();
        assertThat(incident.upstream.partition(1).committed()).hasSize(10);
        assertThat(incident.check(plan).isOk()).isTrue();
    }
}
