package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a replay finds changed since its plan was made, and stops at.
class ReplayChangedTest {

    private Incident incident = new Incident();

    private void assertRefused(ReplayPlan plan, String message) {
        assertThatThrownBy(() -> incident.execute(plan))
                .isInstanceOfSatisfying(
                        PlanException.class, e -> assertThat(e.kind()).isEqualTo(PlanException.Kind.CHANGED))
                .hasMessageContaining(message);
        assertThatThrownBy(() -> incident.dryRun(plan)).isInstanceOf(PlanException.class);
    }

    @Test
    void refusesByKeyWhenTheTargetHasOtherPartitionsNow() {
        incident = new Incident(3);
        ReplayPlan plan = incident.planAll();
        incident.orders.addPartitions(1);
        assertRefused(plan, "had 3 partitions when the plan was made and has 4 now");
    }

    @Test
    void doesNotMindLaterAppendsOnEitherSide() throws Exception {
        ReplayPlan plan = incident.planAll();
        incident.upstream.partition(0).append(Incident.content(13));
        incident.orders.partition(0).append(Incident.content(903));
        incident.orders.partition(1).appendTransaction(Fate.ABORTED, Incident.content(904));

        assertThat(incident.execute(plan).written()).isEqualTo(16);
        assertThat(incident.check(plan).isOk()).isTrue();
    }

    @Test
    void refusesWhenTheHeadMovedIntoTheRange() {
        ReplayPlan plan = incident.planAll();
        incident.upstream.partition(1).moveHead(1);
        assertRefused(plan, "now starts at 1");
        incident.assertNothingWritten();
    }

    /// Retention comes after the repair, and somebody runs the plan once more to be sure.
    @Test
    void saysThatAPlanIsDoneOfWhichTheSourceDoesNotKeepAllAnyMore() throws Exception {
        ReplayPlan plan = incident.planAll();
        incident.execute(plan);
        incident.upstream.partition(1).moveHead(3);

        for (ReplayReport again : List.of(incident.execute(plan), incident.dryRun(plan))) {
            assertThat(again.isNoOp()).isTrue();
            assertThat(again.summary()).startsWith("Nothing to do: all 16 events");
            assertThat(again.notes()).anyMatch(note -> note.contains("counted, not compared"));
        }
        assertThat(incident.arrived(0).size() + incident.arrived(1).size()).isEqualTo(16);

        incident.upstream.partition(0).moveHead(20);
        incident.upstream.partition(1).moveHead(6);
        assertThat(incident.execute(plan).isNoOp()).isTrue();
        assertThat(incident.arrived(0).size() + incident.arrived(1).size()).isEqualTo(16);
    }

    /// One copy less than there were events: nobody knows of which.
    @Test
    void refusesAPlanThatIsNotDoneAndOfWhichTheSourceDoesNotKeepAllAnyMore() throws Exception {
        ReplayPlan plan = incident.planAll();
        incident.execute(
                plan,
                incident.endingAt(2),
                ReplayOptions.DEFAULT.withEventsPerTransaction(1).withFacts(SelectionFacts.NONE));
        int arrived = incident.arrived(0).size() + incident.arrived(1).size();
        assertThat(arrived).isBetween(1, 15);
        incident.upstream.partition(1).moveHead(3);

        assertRefused(plan, "now starts at 3");
        assertThat(incident.arrived(0).size() + incident.arrived(1).size()).isEqualTo(arrived);
    }

    @Test
    void refusesWhenTheSourceWasTruncatedOrCreatedAgain() {
        ReplayPlan plan = incident.planAll();
        incident.upstream.partition(1).truncate(2);
        assertRefused(plan, "it was truncated");
        incident.cluster.create("upstream", 2);
        assertRefused(plan, "deleted and created again");
        incident.assertNothingWritten();
    }

    @Test
    void refusesWhenTheTargetWasTruncatedOrCreatedAgainOrLostTheRegionOfCopies() {
        ReplayPlan plan = incident.planAll();
        incident.orders.partition(1).truncate(1);
        assertRefused(plan, "in the target ends at 1 now");
        incident = new Incident();
        ReplayPlan other = incident.planAll();
        incident.orders.partition(0).append(Incident.content(1), Incident.content(2));
        incident.orders.partition(0).moveHead(3);
        assertRefused(other, "nobody can tell any more");
        incident.cluster.create("orders", 2);
        assertRefused(other, "deleted and created again");
    }

    /// The broker complains of the writer's numbers then, which tells nobody what to do.
    @Test
    void saysThatTheTargetWasMadeAnewUnderTheFirstTransaction() {
        ReplayPlan plan = incident.planAll();
        MemorySource client = incident.cluster.connect();
        client.withFault(step -> {
            if (step == MemoryFault.Step.WRITTEN) {
                incident.cluster.create("orders", 2);
                throw new SourceException(SourceException.Kind.OTHER, "odd sequence numbers", false, null);
            }
        });

        assertThatThrownBy(() -> incident.execute(plan, client, ReplayOptions.DEFAULT))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("Refused, nothing was written.")
                .hasMessageContaining("deleted and created again");
    }

    @Test
    void refusesAnotherClusterAtTheSameAddress() {
        ReplayPlan plan = incident.planAll();
        var other = new MemoryCluster("memory://east", "west");
        other.create("upstream", 2);
        other.create("orders", 2);
        assertThatThrownBy(() -> incident.execute(plan, other.connect(), ReplayOptions.DEFAULT))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("is the cluster west");
    }

    @Test
    void refusesBeforeItWritesWhenCompactionRemovedAPlannedEvent() {
        ReplayPlan plan = incident.planAll();
        incident.upstream.partition(1).compactAway(1);
        assertRefused(plan, "holds 4 of the 5 events");
        incident.assertNothingWritten();
    }

    @Test
    void endsEarlyWhenTheSourceLosesEventsWhileItIsCopied() throws Exception {
        ReplayPlan plan = incident.planAll();
        MemorySource client = incident.cluster.connect();
        client.withFault(step -> {
            if (step == MemoryFault.Step.COMMITTED) {
                incident.upstream.partition(0).moveHead(9);
            }
        });

        ReplayReport report = incident.execute(plan, client, ReplayOptions.DEFAULT.withEventsPerTransaction(2));

        assertThat(report.isComplete()).isFalse();
        assertThat(report.stop().orElseThrow().reason()).isEqualTo(ReplayReport.Reason.CHANGED);
        assertThat(report.stop().orElseThrow().message()).contains("upstream/0");
        assertThat(incident.arrived(0).size() + incident.arrived(1).size()).isEqualTo((int) report.written());
    }

    @Test
    void refusesATargetThatHoldsACopyTwice() throws Exception {
        ReplayPlan plan = incident.planAll();
        incident.execute(plan);
        Event copy = incident.arrived(1).getFirst();
        incident.orders.partition(1).append(new MemoryContent(copy.millis(), copy.key(), copy.value(), copy.headers()));
        assertRefused(plan, "second copy of east/upstream/1@0");
    }

    @Test
    void refusesABlockingHazardUntilSomeoneAgrees() throws Exception {
        incident.orders.compacted();
        ReplayPlan plan = incident.planAll();

        assertThatThrownBy(() -> incident.execute(plan))
                .isInstanceOfSatisfying(
                        PlanException.class, e -> assertThat(e.kind()).isEqualTo(PlanException.Kind.HAZARD))
                .hasMessageContaining("Old events on a compacted stream");
        incident.assertNothingWritten();
        assertThat(incident.dryRun(plan).hazards()).isNotEmpty();
        assertThat(incident.execute(plan, incident.cluster.connect(), ReplayOptions.DEFAULT.acceptingHazards())
                        .isComplete())
                .isTrue();
    }

    @Test
    void refusesAPlanWithAHandMadeContradiction() {
        ReplayPlan plan = incident.planAll();
        var broken = new ReplayPlan(
                plan.id(),
                plan.created(),
                plan.toolVersion(),
                plan.from(),
                plan.to(),
                plan.parts(),
                plan.fields(),
                Map.of(0, Position.offset(2)),
                plan.repairs(),
                plan.events(),
                plan.bytes());
        assertThatThrownBy(() -> incident.execute(broken)).hasMessageContaining("the target doesn't have");
    }
}
