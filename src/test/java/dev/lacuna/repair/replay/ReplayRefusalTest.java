package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import org.junit.jupiter.api.Test;

/// What the target refuses is set aside or ends the replay, and is told.
class ReplayRefusalTest {

    private final Incident incident = new Incident();

    @Test
    void setsAsideWhatTheTargetRefusesAndCopiesTheRest() throws Exception {
        ReplayPlan plan = incident.planAll();
        MemorySource poisoned = incident.cluster
                .connect()
                .reject(event -> Bytes.utf8("103").equals(event.key())
                        || Bytes.utf8("104").equals(event.key())
                        || Bytes.utf8("8").equals(event.key()));

        ReplayReport report = incident.execute(plan, poisoned, ReplayOptions.DEFAULT.withEventsPerTransaction(4));

        assertThat(report.isComplete()).isFalse();
        assertThat(report.stop()).isEmpty();
        assertThat(report.written()).isEqualTo(13);
        assertThat(report.setAside()).isEqualTo(3);
        assertThat(report.refusals())
                .extracting(ReplayReport.Refusal::event)
                .containsExactlyInAnyOrder("east/upstream/1@3", "east/upstream/1@4", "east/upstream/0@9");
        assertThat(report.refusals())
                .allSatisfy(refusal -> assertThat(refusal.reason()).contains("refused by the target"));
        assertThat(report.summary()).isEqualTo("Copied 13 of 16 events, 3 set aside because the target refuses them.");

        ReplayReport again = incident.execute(plan);

        assertThat(again.written()).isEqualTo(3);
        assertThat(again.alreadyThere()).isEqualTo(13);
        assertThat(incident.check(plan).isOk()).isTrue();
    }

    @Test
    void setsNothingAsideWithoutEnd() throws Exception {
        ReplayPlan plan = incident.planAll();

        ReplayReport report =
                incident.execute(plan, incident.cluster.connect().reject(event -> true), ReplayOptions.DEFAULT);

        assertThat(report.written()).isZero();
        assertThat(report.setAside()).isEqualTo(16);
        assertThat(incident.arrived(0)).isEmpty();
    }

    /// There what stands behind a place tells that all before it was written.
    @Test
    void endsAtWhatACompactedTargetRefusesAndKeepsAllBeforeIt() throws Exception {
        incident.orders.compacted();
        ReplayPlan plan = incident.planAll();
        MemorySource poisoned =
                incident.cluster.connect().reject(event -> Bytes.utf8("103").equals(event.key()));

        ReplayReport report = incident.execute(
                plan,
                poisoned,
                ReplayOptions.DEFAULT.withEventsPerTransaction(4).acceptingHazards());

        assertThat(report.isComplete()).isFalse();
        assertThat(report.written()).isEqualTo(8);
        var stop = report.stop().orElseThrow();
        assertThat(stop.reason()).isEqualTo(ReplayReport.Reason.REJECTED);
        assertThat(stop.event()).hasValue("east/upstream/1@3");
        assertThat(report.summary()).contains("the event east/upstream/1@3", "refused by the target", "8 are left");
        assertThat(incident.arrived(0)).hasSize(5);
        assertThat(incident.arrived(1)).hasSize(3);
        assertThat(incident.orders.partition(1).info().lastStable())
                .isEqualTo(incident.orders.partition(1).info().end());
    }

    @Test
    void failsAsTheSourceSaysWhenNothingWasWrittenYet() {
        ReplayPlan plan = incident.planAll();
        var denied = new SourceException(SourceException.Kind.DENIED, "No right to write.", false, null);
        MemorySource client = incident.cluster.connect().withFault(step -> {
            if (step == MemoryFault.Step.OPEN_SINK) {
                throw denied;
            }
        });
        assertThatThrownBy(() -> incident.execute(plan, client, ReplayOptions.DEFAULT))
                .isSameAs(denied);
    }
}
