package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import org.junit.jupiter.api.Test;

/// Logs whose end an unclean election cuts off, and that others write on: they are as long as before, and
/// not the same.
class ReplayCutTest {

    private static final SourceException LOST =
            new SourceException(SourceException.Kind.INTERRUPTED, "lost", true, null);

    private final Incident incident = new Incident();

    /// Loses the connection at the n-th commit, when that has happened.
    private MemorySource losingAtCommit(int n, MemoryFault.Step step, Runnable meanwhile) {
        int[] commits = new int[1];
        return incident.cluster.connect().withFault(at -> {
            if (at == step && ++commits[0] == n) {
                meanwhile.run();
                throw LOST;
            }
        });
    }

    private static void cut(MemoryPartition log, long to, int others) {
        log.truncate(to);
        for (int i = 0; i < others; i++) {
            log.append(Incident.content(700 + i));
        }
    }

    private void copyHalf(ReplayPlan plan) throws Exception {
        var options = ReplayOptions.DEFAULT.withEventsPerTransaction(1).withFacts(SelectionFacts.NONE);
        assertThat(incident.execute(plan, incident.endingAt(2), options).written())
                .isEqualTo(7);
    }

    private void endsAsCut(ReplayPlan plan, MemorySource client) throws Exception {
        ReplayReport report = incident.execute(plan, client, ReplayOptions.DEFAULT.withEventsPerTransaction(1));

        assertThat(report.stop().orElseThrow().reason()).isEqualTo(ReplayReport.Reason.CHANGED);
        assertThat(report.summary()).contains("cut", "Run the plan again");
        assertThat(incident.execute(plan).isComplete()).isTrue();
        assertThat(incident.check(plan).isOk()).isTrue();
    }

    @Test
    void endsWhereCopiesOfAnEarlierRunWereCutOffAndOthersStandThere() throws Exception {
        ReplayPlan plan = incident.planAll();
        copyHalf(plan);

        endsAsCut(plan, losingAtCommit(1, MemoryFault.Step.COMMIT, () -> cut(incident.orders.partition(0), 4, 60)));
    }

    @Test
    void endsWhereItsOwnCopiesWereCutOffAndThoseOfAnEarlierRunStand() throws Exception {
        ReplayPlan plan = incident.planAll();
        copyHalf(plan);
        long end = incident.orders.partition(1).info().end().asOffset();

        endsAsCut(plan, losingAtCommit(3, MemoryFault.Step.COMMIT, () -> cut(incident.orders.partition(1), end, 60)));
    }

    @Test
    void goesOnWhereNothingWasCutAndOthersHaveWritten() throws Exception {
        ReplayPlan plan = incident.planAll();
        copyHalf(plan);
        MemorySource client = losingAtCommit(1, MemoryFault.Step.COMMIT, () -> {
            incident.orders.partition(0).append(Incident.content(700));
            incident.orders.partition(1).append(Incident.content(701));
        });

        ReplayReport report = incident.execute(plan, client, ReplayOptions.DEFAULT.withEventsPerTransaction(1));

        assertThat(report.isComplete()).as(report.summary()).isTrue();
        assertThat(incident.check(plan).isOk()).isTrue();
    }

    /// Does something behind the n-th commit, of which the client is not told.
    private MemorySource unawareOf(int n, Runnable meanwhile) {
        int[] commits = new int[1];
        return incident.cluster.connect().withFault(at -> {
            if (at == MemoryFault.Step.COMMITTED && ++commits[0] == n) {
                meanwhile.run();
            }
        });
    }

    @Test
    void endsWhereALeaderThatKnewLessTookOverUnnoticed() throws Exception {
        ReplayPlan plan = incident.planAll();
        MemoryPartition log = incident.orders.partition(0);

        endsAsCut(plan, unawareOf(4, () -> {
            log.elect();
            cut(log, 4, 60);
        }));
    }

    @Test
    void endsWhereItsLastCopyWasCutOffAndNobodyHasWrittenSince() throws Exception {
        ReplayPlan plan = incident.planAll();

        endsAsCut(plan, unawareOf(16, () -> {
            MemoryPartition log = incident.orders.partition(0);
            log.truncate(log.info().end().asOffset() - 2); // the copy, and its marker
        }));
    }

    @Test
    void looksOnceMoreWhereALeaderHasChangedAndEndsWell() throws Exception {
        ReplayPlan plan = incident.planAll();
        int[] looks = new int[1];
        int[] commits = new int[1];
        MemorySource client = incident.cluster.connect().withFault(at -> {
            if (at == MemoryFault.Step.COMMITTED && ++commits[0] == 4) {
                incident.orders.partition(0).elect();
            }
            looks[0] += at == MemoryFault.Step.AWAIT_STABLE ? 1 : 0;
        });

        ReplayReport report = incident.execute(plan, client, ReplayOptions.DEFAULT.withEventsPerTransaction(1));

        assertThat(report.isComplete()).as(report.summary()).isTrue();
        assertThat(looks[0]).as("looks at the target").isEqualTo(2);
        incident.assertAllCopiedOnce();
    }

    @Test
    void looksOnlyOnceWhereNoLeaderHasChanged() throws Exception {
        int[] looks = new int[1];
        MemorySource client =
                incident.cluster.connect().withFault(at -> looks[0] += at == MemoryFault.Step.AWAIT_STABLE ? 1 : 0);

        incident.execute(incident.planAll(), client, ReplayOptions.DEFAULT);

        assertThat(looks[0]).isEqualTo(1);
    }

    private ReplayReport runCompacted(ReplayPlan plan, MemorySource client) throws Exception {
        incident.orders.compacted();
        return incident.execute(
                plan, client, ReplayOptions.DEFAULT.withEventsPerTransaction(1).acceptingHazards());
    }

    @Test
    void endsWhereACompactedTargetWasCutAndOthersStandThere() throws Exception {
        ReplayPlan plan = incident.planAll();
        copyHalf(plan);

        ReplayReport report = runCompacted(
                plan, losingAtCommit(1, MemoryFault.Step.COMMIT, () -> cut(incident.orders.partition(0), 4, 60)));

        assertThat(report.stop().orElseThrow().reason()).isEqualTo(ReplayReport.Reason.CHANGED);
        assertThat(report.summary()).contains("was cut");
    }

    @Test
    void endsWhereItsLastCopyWasCutOffACompactedTarget() throws Exception {
        MemoryPartition log = incident.orders.partition(0);

        ReplayReport report = runCompacted(
                incident.planAll(),
                unawareOf(16, () -> log.truncate(log.info().end().asOffset() - 2)));

        assertThat(report.stop().orElseThrow().reason()).isEqualTo(ReplayReport.Reason.CHANGED);
        assertThat(report.summary()).contains("was cut");
    }

    @Test
    void goesOnWhereACleanerTookWhatItSawLast() throws Exception {
        ReplayPlan plan = incident.planAll();
        copyHalf(plan);

        ReplayReport report = runCompacted(plan, losingAtCommit(1, MemoryFault.Step.COMMIT, () -> {
            incident.orders
                    .partition(0)
                    .lose(incident.arrived(0).getLast().position().asOffset());
            incident.orders
                    .partition(1)
                    .compactAway(incident.arrived(1).getLast().position().asOffset());
        }));

        assertThat(report.isComplete()).as(report.summary()).isTrue();
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void saysWhereALeaderChangedAndACompactedTargetLacksCopies() throws Exception {
        ReplayReport report = runCompacted(incident.planAll(), unawareOf(4, () -> {
            MemoryPartition log = incident.orders.partition(0);
            log.elect();
            log.lose(incident.arrived(0).getFirst().position().asOffset());
        }));

        assertThat(report.isComplete()).as(report.summary()).isTrue();
        assertThat(report.notes()).singleElement().asString().contains("leader may have changed", "Verify the plan");
    }

    @Test
    void endsWhereTheTargetWasDeletedAndMadeAnewMeanwhile() throws Exception {
        ReplayPlan plan = incident.planAll();

        ReplayReport report = incident.execute(
                plan,
                unawareOf(4, () -> incident.cluster.create("orders", 2)),
                ReplayOptions.DEFAULT.withEventsPerTransaction(3));

        assertThat(report.stop().orElseThrow().reason()).isEqualTo(ReplayReport.Reason.CHANGED);
        assertThat(report.summary()).contains("deleted and created again while this ran");
    }

    @Test
    void leavesATargetAloneThatWasMadeAnewMeanwhile() throws Exception {
        ReplayPlan plan = incident.planAll();

        ReplayReport report = incident.execute(
                plan,
                unawareOf(2, () -> incident.cluster.create("orders", 2)),
                ReplayOptions.DEFAULT.withEventsPerTransaction(3));

        assertThat(report.stop().orElseThrow().reason()).isEqualTo(ReplayReport.Reason.CHANGED);
        assertThat(report.written()).isEqualTo(6); // and what was committed before went with the old target
        assertThat(incident.cluster.stream("orders").partitions())
                .allMatch(log -> log.committed().isEmpty());
    }

    @Test
    void saysThatAPlanCanNotBeRunAgainWhereItsSourceLosesTheHead() throws Exception {
        ReplayPlan plan = incident.planAll();
        MemoryPartition last = incident.upstream.partition(1);

        ReplayReport report = incident.execute(
                plan,
                unawareOf(2, () -> last.moveHead(last.info().end().asOffset() - 1)),
                ReplayOptions.DEFAULT.withEventsPerTransaction(3));

        assertThat(report.stop().orElseThrow().reason()).isEqualTo(ReplayReport.Reason.CHANGED);
        assertThat(report.summary()).contains("Make a new plan").doesNotContain("Run the plan again");
    }

    @Test
    void endsWhereTheTargetWasDeletedMeanwhile() throws Exception {
        ReplayPlan plan = incident.planAll();

        ReplayReport report = incident.execute(
                plan,
                losingAtCommit(3, MemoryFault.Step.COMMIT, () -> incident.cluster.delete("orders")),
                ReplayOptions.DEFAULT.withEventsPerTransaction(3));

        assertThat(report.stop().orElseThrow().reason()).isEqualTo(ReplayReport.Reason.CHANGED);
        assertThat(report.written()).isEqualTo(6);
        assertThat(report.summary()).contains("was deleted while this ran").doesNotContain("Run the plan again");
    }

    @Test
    void saysThatCopiesWereDeletedWhileItRan() throws Exception {
        MemoryPartition log = incident.orders.partition(0);

        ReplayReport report = incident.execute(
                incident.planAll(),
                unawareOf(2, () -> log.moveHead(log.info().end().asOffset())),
                ReplayOptions.DEFAULT.withEventsPerTransaction(3));

        assertThat(report.notes()).singleElement().asString().contains("retention or a deletion");
        assertThat(report.within())
                .containsEntry(
                        0, new PositionRange(log.info().start(), log.info().end()));
    }

    @Test
    void refusesAPlanWhereOthersStandAtThePositionsOfItsEvents() throws Exception {
        ReplayPlan plan = incident.planAll();
        MemoryPartition log = incident.upstream.partition(0);
        long end = log.info().end().asOffset();
        cut(log, end - 3, 3);

        assertThatThrownBy(() -> incident.execute(plan))
                .isInstanceOfSatisfying(
                        PlanException.class, e -> assertThat(e.kind()).isEqualTo(PlanException.Kind.CHANGED))
                .hasMessageContaining("not the same ones")
                .hasMessageContaining("Nothing was written");
        assertThatThrownBy(() -> incident.dryRun(plan)).hasMessageContaining("not the same ones");
        assertThat(incident.arrived(0)).isEmpty();
        assertThat(incident.arrived(1)).isEmpty();
    }

    @Test
    void isNotContentWithCopiesOfOthersThanWerePlanned() throws Exception {
        ReplayPlan plan = incident.planAll();
        MemoryPartition log = incident.upstream.partition(0);
        cut(log, log.info().end().asOffset() - 3, 3);
        incident.execute(plan, incident.cluster.connect(), ReplayOptions.DEFAULT.withFacts(SelectionFacts.NONE));

        ReplayCheckResult result = incident.check(plan);

        assertThat(result.altered()).isZero();
        assertThat(result.missing()).isZero();
        assertThat(result.isOk()).isFalse();
        assertThat(result.summary()).contains("the source holds other events at these positions now");
    }

    /// The commit was done, its answer lost, and the next try refused because another run had begun.
    @Test
    void saysThatItsLastTransactionMayStandThereWhereItsCommitWasRefused() throws Exception {
        ReplayPlan plan = incident.planAll();
        MemorySource client = incident.cluster.connect().withFault(at -> {
            if (at == MemoryFault.Step.COMMITTED) {
                throw new SourceException(SourceException.Kind.FENCED, "another took over", false, null);
            }
        });

        ReplayReport report = incident.execute(plan, client, ReplayOptions.DEFAULT.withEventsPerTransaction(3));

        assertThat(report.stop().orElseThrow().reason()).isEqualTo(ReplayReport.Reason.FENCED);
        assertThat(report.summary()).contains("may stand there all the same");
        assertThat(incident.execute(plan).alreadyThere()).isEqualTo(3);
        incident.assertAllCopiedOnce();
    }
}
