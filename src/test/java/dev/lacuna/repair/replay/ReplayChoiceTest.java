package dev.lacuna.repair.replay;

import static dev.lacuna.repair.replay.ChoiceScene.READING;
import static dev.lacuna.repair.replay.ChoiceScene.T;
import static dev.lacuna.repair.replay.ChoiceScene.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.MemoryStream;
import dev.lacuna.task.ProgressSnapshot;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which events are copied.
class ReplayChoiceTest {

    private final ChoiceScene scene = new ChoiceScene();
    private final MemoryCluster cluster = scene.cluster;
    private final MemoryStream from = scene.from;
    private final MemoryStream to = scene.to;

    @Test
    void copiesOnlyWhatTheFilterTakesAndSaysWhatItCouldNotJudge() throws Exception {
        from.partition(0)
                .append(
                        order("a", 1),
                        order("b", 200),
                        MemoryContent.of(T, "c", "{\"id\":\"c\"}"),
                        order("d", 300),
                        MemoryContent.of(T, "e", "no json"));

        ReplayPlan plan = scene.plan(Choice.ALL.where("value.amount > 100"));

        assertThat(plan.events()).isEqualTo(2);
        assertThat(plan.parts().getFirst().positions()).isEqualTo(PositionRange.offsets(1, 4));
        assertThat(plan.notes())
                .containsExactly(
                        "The filter could not judge 2 events, which are left out; the first: from/0@2: there is"
                                + " no field 'amount'.");
        scene.runsAsPlanned(plan);
        assertThat(scene.copied()).containsExactly("b", "d");
    }

    @Test
    void takesAllEventsOfATimeAndTellsThoseThatCameLate() throws Exception {
        from.partition(0).append(order("a", 10), order("b", 20), order("late", 15), order("c", 30), order("later", 19));
        MemorySource source = cluster.connect();
        var range = new ReplayRequest.Range(0, PositionRange.offsets(0, 5), List.of(), Optional.of(Position.offset(1)));
        ReplayPlan plan = Incident.planner()
                .plan(
                        new ReplayRequest(
                                source,
                                "from",
                                List.of(range),
                                source,
                                "to",
                                new PartitionMapping.Automatic(),
                                Incident.FIELDS,
                                READING,
                                Choice.ALL.within(new TimeSpan(T + 10, T + 20)),
                                Optional.empty(),
                                List::of,
                                CopyForm.EXACT,
                                List.of()),
                        new FakeContext())
                .plan();

        assertThat(plan.events()).isEqualTo(3);
        assertThat(plan.notes()).singleElement().asString().startsWith("2 of the events stand behind the place");
        scene.runsAsPlanned(plan);
        assertThat(scene.copied()).containsExactly("a", "late", "later");
    }

    @Test
    void picksEventsAndNamesTheirPositionsInThePlan() throws Exception {
        for (int i = 0; i < 10; i++) {
            from.partition(0).append(order("" + i, i));
        }
        ReplayPlan plan = scene.plan(
                        Choice.ALL,
                        CopyForm.EXACT,
                        event -> List.of(2L, 3L, 7L).contains(event.position().asOffset()))
                .plan();

        assertThat(plan.parts().getFirst().picked())
                .containsExactly(PositionRange.offsets(2, 4), PositionRange.offsets(7, 8));
        scene.runsAsPlanned(plan);
        assertThat(scene.copied()).containsExactly("2", "3", "7");
    }

    @Test
    void leavesOutWhatTheTargetHoldsByItsId() throws Exception {
        from.partition(0).append(order("a", 1), order("b", 2), order("c", 3), order("b", 4), order("d", 5));
        to.partition(0).append(order("c", 3), order("x", 9));

        ReplayPlan plan = scene.plan(Choice.ALL.unlessHeldBy("key"));

        assertThat(plan.events()).isEqualTo(3);
        assertThat(plan.notes())
                .containsExactly(
                        "1 event is left out, because the target holds it already.",
                        "1 event repeats an id of the selection and is left out.");
        scene.runsAsPlanned(plan);
        assertThat(scene.copied()).containsExactly("a", "b", "d");
    }

    /// The look before the first write sees also what came from elsewhere since the plan was made.
    @Test
    void leavesOutWhatCameToTheTargetSinceThePlanWasMade() throws Exception {
        from.partition(0).append(order("a", 1), order("b", 2), order("c", 3));
        ReplayPlan plan = scene.plan(Choice.ALL.unlessHeldBy("key"));
        to.partition(0).append(order("b", 2));

        assertThat(scene.run(plan, ReplayMode.DRY_RUN).written()).isEqualTo(2);
        ReplayReport report = scene.run(plan, ReplayMode.EXECUTE);

        assertThat(report.written()).isEqualTo(2);
        assertThat(report.alreadyThere()).isEqualTo(1);
        assertThat(scene.copied()).containsExactly("a", "c");
        MemorySource client = cluster.connect();
        ReplayCheckResult check = ReplayCheck.check(new ReplayJob(plan, client, client, READING), new FakeContext());
        assertThat(check.isOk()).isTrue();
        assertThat(check.notes()).anyMatch(note -> note.startsWith("1 of the events has no copy"));
    }

    /// Neither the plan's look nor that of a run would see it, if the one ended before it and the other began behind.
    @Test
    void leavesOutWhatAnOpenTransactionHeldWhenThePlanWasMade() throws Exception {
        from.partition(0).append(order("a", 1), order("b", 2));
        to.partition(0).append(order("x", 9));
        to.partition(0).appendTransaction(Fate.OPEN, order("b", 2));
        ReplayPlan plan = scene.plan(Choice.ALL.unlessHeldBy("key"));
        to.partition(0).truncate(1);
        to.partition(0).appendTransaction(Fate.COMMITTED, order("b", 2));

        assertThat(scene.run(plan, ReplayMode.DRY_RUN).written()).isEqualTo(1);
        assertThat(scene.run(plan, ReplayMode.EXECUTE).written()).isEqualTo(1);
        assertThat(scene.copied()).containsExactly("a");
    }

    /// Copies go to the first partition here; who else writes the event may choose another.
    @Test
    void leavesOutWhatCameToAnyPartitionOfTheTarget() throws Exception {
        from.partition(0).append(order("a", 1), order("b", 2));
        MemoryStream wide = cluster.create("wide", 2);
        MemorySource source = cluster.connect();
        ReplayPlan plan = Incident.planner()
                .plan(
                        new ReplayRequest(
                                source,
                                "from",
                                List.of(Incident.all(from, 0)),
                                source,
                                "wide",
                                new PartitionMapping.Kept(),
                                Incident.FIELDS,
                                READING,
                                Choice.ALL.unlessHeldBy("key"),
                                Optional.empty(),
                                List::of,
                                CopyForm.EXACT,
                                List.of()),
                        new FakeContext())
                .plan();
        wide.partition(1).append(order("b", 2));

        assertThat(scene.run(plan, ReplayMode.EXECUTE).written()).isEqualTo(1);
        assertThat(wide.partition(0).committed()).hasSize(1);
    }

    @Test
    void refusesToCompareIdsThatEventsDontHave() {
        from.partition(0).append(order("a", 1), new MemoryContent(T, null, Bytes.utf8("{}"), List.of()));

        assertThatThrownBy(() -> scene.plan(Choice.ALL.unlessHeldBy("key")))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("1 event without an id by key")
                .hasMessageContaining("from/0@1");
    }

    /// One fetch may hold thousands, which take long where a rate is kept.
    @Test
    void tellsHowFarItIsAfterEachCommitAndNotOnlyAfterEachFetch() throws Exception {
        MemoryContent[] batch = new MemoryContent[12];
        Arrays.setAll(batch, i -> order("k" + i, i));
        from.partition(0).append(batch);
        ReplayPlan plan = scene.plan(Choice.ALL);
        MemorySource client = cluster.connect();
        var context = new FakeContext();

        new ReplayRun(Clock.fixed(Incident.NOW, ZoneOffset.UTC), new FakeTicks())
                .run(
                        new ReplayJob(plan, client, client, READING),
                        ReplayOptions.DEFAULT.withEventsPerTransaction(3),
                        new ReplayProgress(plan, ReplayMode.EXECUTE),
                        context);

        assertThat(context.reports)
                .filteredOn(report -> report.phase().equals("Copying"))
                .extracting(ProgressSnapshot::done)
                .contains(3L, 6L, 9L, 12L);
    }
}
