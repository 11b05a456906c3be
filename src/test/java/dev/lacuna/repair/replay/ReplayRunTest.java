package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemorySource;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which events a replay copies, where to, and in what form.
class ReplayRunTest {

    private Incident incident = new Incident();

    @Test
    void copiesCommittedEventsOnlyInOrderAndByteForByte() throws Exception {
        ReplayReport report = incident.execute(incident.planAll());

        assertThat(report.isComplete()).isTrue();
        assertThat(report.written()).isEqualTo(16);
        assertThat(report.summary()).isEqualTo("Copied 16 of 16 events.");
        assertThat(report.parts()).extracting(ReplayReport.Part::written).containsExactly(5L, 5L, 6L);
        assertThat(report.within())
                .containsEntry(
                        0,
                        new PositionRange(
                                Position.offset(2),
                                incident.orders.partition(0).info().end()));
        incident.assertAllCopiedOnce();
    }

    @Test
    void dryRunWritesNothingAndCountsWhatTheRunThenDoes() throws Exception {
        ReplayPlan plan = incident.planAll();
        var seen = new ArrayList<MemoryFault.Step>();
        MemorySource client = incident.cluster.connect().withFault(seen::add);

        ReplayReport dry = incident.run(
                plan, client, ReplayOptions.DEFAULT, new ReplayProgress(plan, ReplayMode.DRY_RUN), new FakeContext());

        assertThat(seen).doesNotContain(MemoryFault.Step.OPEN_SINK, MemoryFault.Step.WRITE);
        incident.assertNothingWritten();
        assertThat(dry.summary()).isEqualTo("Would copy 16 of 16 events; nothing was written.");
        ReplayReport run = incident.execute(plan);
        assertThat(dry.written()).isEqualTo(run.written());
        assertThat(dry.parts()).isEqualTo(run.parts());
        assertThat(dry.facts()).isEqualTo(run.facts());
    }

    @Test
    void copiesOnlyTheSequenceNumbersThatThePlanNames() throws Exception {
        ReplayPlan plan = incident.plan(new ReplayRequest.Range(
                        0,
                        Incident.all(incident.upstream, 0).positions(),
                        List.of(new SequenceRange(5, 9), new SequenceRange(12, 12))))
                .plan();

        assertThat(incident.execute(plan).isComplete()).isTrue();

        assertThat(incident.arrived(0)).extracting(event -> keyOf(event)).containsExactly("5", "8", "9", "12");
        assertThat(incident.execute(plan).isNoOp()).isTrue();
    }

    private static String keyOf(Event event) {
        Bytes key = event.key();
        return key == null ? "" : key.text();
    }

    @Test
    void distributesByKeyWhereCountsDifferAndKeepsThatOnTheSecondRun() throws Exception {
        incident = new Incident(3);
        ReplayPlan plan = incident.planAll();

        assertThat(incident.execute(plan).isComplete()).isTrue();

        List<Event> copies = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            for (Event copy : incident.arrived(i)) {
                int chosen = incident.cluster.connect().partitionFor(copy.key(), 3);
                assertThat(i).isEqualTo(chosen >= 0 ? chosen : 0); // without a key: by the partition it comes from
                copies.add(copy);
            }
        }
        assertThat(copies).hasSize(16);
        assertThat(incident.execute(plan).isNoOp()).isTrue();
        assertThat(incident.check(plan).isOk()).isTrue();
    }

    @Test
    void readsTheSourceOnlyOnceWhenItsFactsAreKnown() throws Exception {
        PlannedReplay planned = incident.plan(Incident.all(incident.upstream, 0));
        var readers = new ArrayList<MemoryFault.Step>();
        MemorySource client = incident.cluster.connect().withFault(step -> {
            if (step == MemoryFault.Step.OPEN_READER) {
                readers.add(step);
            }
        });
        var job = new ReplayJob(planned.plan(), client, incident.cluster.connect(), Incident.KEY_SEQUENCE);
        new ReplayRun(Clock.fixed(Incident.NOW, ZoneOffset.UTC), incident.ticks)
                .run(
                        job,
                        ReplayOptions.DEFAULT.withFacts(planned.facts()),
                        new ReplayProgress(planned.plan(), ReplayMode.EXECUTE),
                        new FakeContext());
        assertThat(readers).hasSize(1);
        incident.assertCopied(0, incident.upstream.partition(0).committed());
    }

    @Test
    void setsNoTimestampOfItsOwnWhereTheTargetDoes() throws Exception {
        incident.orders.timestamps(TimestampKind.APPEND);
        ReplayPlan plan = incident.plan(ReplayRequest.Range.all(1, PositionRange.offsets(0, 2)))
                .plan();

        ReplayReport report = incident.execute(plan);

        assertThat(report.hazards()).extracting("title").containsExactly("Timestamps will be new");
        ReplayCheckResult check = incident.check(plan);
        assertThat(check.isOk()).isTrue();
        assertThat(check.timestampsCompared()).isFalse();
        assertThat(check.notes()).anyMatch(note -> note.contains("timestamps itself"));
    }
}
