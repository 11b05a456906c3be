package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Edit;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.HeaderRules;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which events are copied, and how copies may differ from their originals.
class ReplayChoiceTest {

    private static final long T = Incident.MILLIS;

    private final MemoryCluster cluster = MemoryCluster.of("east");
    private final MemoryStream from = cluster.create("from", 1);
    private final MemoryStream to = cluster.create("to", 1);

    private static final EventReading READING = new KeyedReading();

    private static MemoryContent order(String id, long amount) {
        return MemoryContent.of(T + amount, id, "{\"id\":\"" + id + "\",\"amount\":" + amount + ",\"price\":1.50}");
    }

    private PlannedReplay plan(Choice choice, CopyForm form, Predicate<Event> picking) throws Exception {
        MemorySource source = cluster.connect();
        return Incident.planner()
                .plan(
                        new ReplayRequest(
                                source,
                                "from",
                                List.of(Incident.all(from, 0)),
                                source,
                                "to",
                                new PartitionMapping.Automatic(),
                                Incident.FIELDS,
                                READING,
                                choice,
                                Optional.ofNullable(picking),
                                List::of,
                                form,
                                List.of()),
                        new FakeContext());
    }

    private ReplayPlan plan(Choice choice) throws Exception {
        return plan(choice, CopyForm.EXACT, event -> true).plan();
    }

    private ReplayReport run(ReplayPlan plan, ReplayMode mode) throws Exception {
        MemorySource client = cluster.connect();
        var progress = new ReplayProgress(plan, mode);
        return new ReplayRun(Clock.fixed(Incident.NOW, ZoneOffset.UTC), new FakeTicks())
                .run(
                        new ReplayJob(plan, client, client, READING),
                        ReplayOptions.DEFAULT.acceptingHazards(),
                        progress,
                        new FakeContext());
    }

    private void runsAsPlanned(ReplayPlan plan) throws Exception {
        assertThat(run(plan, ReplayMode.DRY_RUN).written()).isEqualTo(plan.events());
        assertThat(run(plan, ReplayMode.EXECUTE).written()).isEqualTo(plan.events());
        assertThat(run(plan, ReplayMode.EXECUTE).isNoOp()).isTrue();
        MemorySource client = cluster.connect();
        ReplayCheckResult check = ReplayCheck.check(new ReplayJob(plan, client, client, READING), new FakeContext());
        assertThat(check.isOk()).as(check.summary()).isTrue();
    }

    private List<String> copied() {
        return to.partition(0).committed().stream()
                .filter(Event::isReplayed)
                .map(event -> event.key() == null ? "" : event.key().text())
                .toList();
    }

    private Event copy(int number) {
        return to.partition(0).committed().stream()
                .filter(Event::isReplayed)
                .toList()
                .get(number);
    }

    @Test
    void copiesOnlyWhatTheFilterTakesAndSaysWhatItCouldNotJudge() throws Exception {
        from.partition(0)
                .append(
                        order("a", 1),
                        order("b", 200),
                        MemoryContent.of(T, "c", "{\"id\":\"c\"}"),
                        order("d", 300),
                        MemoryContent.of(T, "e", "no json"));

        ReplayPlan plan = plan(Choice.ALL.where("value.amount > 100"));

        assertThat(plan.events()).isEqualTo(2);
        assertThat(plan.parts().getFirst().positions()).isEqualTo(PositionRange.offsets(1, 4));
        assertThat(plan.notes())
                .containsExactly(
                        "The filter could not judge 2 events, which are left out; the first: from/0@2: there is"
                                + " no field 'amount'.");
        runsAsPlanned(plan);
        assertThat(copied()).containsExactly("b", "d");
    }

    @Test
    void takesAllEventsOfATimeAndTellsThoseThatCameLate() throws Exception {
        from.partition(0).append(order("a", 10), order("b", 20), order("late", 15), order("c", 30), order("later", 19));
        MemorySource source = cluster.connect();
        var range = new ReplayRequest.Range(
                0, PositionRange.offsets(0, 5), List.of(), Optional.of(dev.lacuna.model.Position.offset(1)));
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
        runsAsPlanned(plan);
        assertThat(copied()).containsExactly("a", "late", "later");
    }

    @Test
    void picksEventsAndNamesTheirPositionsInThePlan() throws Exception {
        for (int i = 0; i < 10; i++) {
            from.partition(0).append(order("" + i, i));
        }
        ReplayPlan plan = plan(
                        Choice.ALL,
                        CopyForm.EXACT,
                        event -> List.of(2L, 3L, 7L).contains(event.position().asOffset()))
                .plan();

        assertThat(plan.parts().getFirst().picked())
                .containsExactly(PositionRange.offsets(2, 4), PositionRange.offsets(7, 8));
        runsAsPlanned(plan);
        assertThat(copied()).containsExactly("2", "3", "7");
    }

    @Test
    void leavesOutWhatTheTargetHoldsByItsId() throws Exception {
        from.partition(0).append(order("a", 1), order("b", 2), order("c", 3), order("b", 4), order("d", 5));
        to.partition(0).append(order("c", 3), order("x", 9));

        ReplayPlan plan = plan(Choice.ALL.unlessHeldBy("key"));

        assertThat(plan.events()).isEqualTo(3);
        assertThat(plan.notes())
                .containsExactly(
                        "1 event is left out, because the target holds it already.",
                        "1 event repeats an id of the selection and is left out.");
        runsAsPlanned(plan);
        assertThat(copied()).containsExactly("a", "b", "d");
    }

    /// The look before the first write sees also what came from elsewhere since the plan was made.
    @Test
    void leavesOutWhatCameToTheTargetSinceThePlanWasMade() throws Exception {
        from.partition(0).append(order("a", 1), order("b", 2), order("c", 3));
        ReplayPlan plan = plan(Choice.ALL.unlessHeldBy("key"));
        to.partition(0).append(order("b", 2));

        assertThat(run(plan, ReplayMode.DRY_RUN).written()).isEqualTo(2);
        ReplayReport report = run(plan, ReplayMode.EXECUTE);

        assertThat(report.written()).isEqualTo(2);
        assertThat(report.alreadyThere()).isEqualTo(1);
        assertThat(copied()).containsExactly("a", "c");
        MemorySource client = cluster.connect();
        ReplayCheckResult check = ReplayCheck.check(new ReplayJob(plan, client, client, READING), new FakeContext());
        assertThat(check.isOk()).isTrue();
        assertThat(check.notes()).anyMatch(note -> note.startsWith("1 of the events have no copy"));
    }

    /// Neither the plan's look nor that of a run would see it, if the one ended before it and the other began behind.
    @Test
    void leavesOutWhatAnOpenTransactionHeldWhenThePlanWasMade() throws Exception {
        from.partition(0).append(order("a", 1), order("b", 2));
        to.partition(0).append(order("x", 9));
        to.partition(0).appendTransaction(Fate.OPEN, order("b", 2));
        ReplayPlan plan = plan(Choice.ALL.unlessHeldBy("key"));
        to.partition(0).truncate(1);
        to.partition(0).appendTransaction(Fate.COMMITTED, order("b", 2));

        assertThat(run(plan, ReplayMode.DRY_RUN).written()).isEqualTo(1);
        assertThat(run(plan, ReplayMode.EXECUTE).written()).isEqualTo(1);
        assertThat(copied()).containsExactly("a");
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

        assertThat(run(plan, ReplayMode.EXECUTE).written()).isEqualTo(1);
        assertThat(wide.partition(0).committed()).hasSize(1);
    }

    @Test
    void refusesToCompareIdsThatEventsDontHave() {
        from.partition(0).append(order("a", 1), new MemoryContent(T, null, Bytes.utf8("{}"), List.of()));

        assertThatThrownBy(() -> plan(Choice.ALL.unlessHeldBy("key")))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("1 events that have no id by key")
                .hasMessageContaining("from/0@1");
    }

    @Test
    void leavesOutHeadersThatNoCopyShouldCarry() throws Exception {
        from.partition(0)
                .append(order("a", 1)
                        .with("shop", Bytes.utf8("eu"))
                        .with("traceparent", Bytes.utf8("00-1"))
                        .with("__mskmr", Bytes.utf8("arn"))
                        .with("X-B3-TraceId", Bytes.utf8("2")));
        PlannedReplay planned = plan(Choice.ALL, new CopyForm(HeaderRules.SAFE, List.of()), event -> true);

        assertThat(planned.facts().stripped()).isEqualTo(1);
        assertThat(planned.facts().edited()).isZero();
        runsAsPlanned(planned.plan());
        assertThat(copy(0).headers())
                .extracting(header -> header.name())
                .containsExactly("shop", "lacuna.origin", "lacuna.plan");
    }

    /// One fetch may hold thousands, which take long where a rate is kept.
    @Test
    void tellsHowFarItIsAfterEachCommitAndNotOnlyAfterEachFetch() throws Exception {
        MemoryContent[] batch = new MemoryContent[12];
        Arrays.setAll(batch, i -> order("k" + i, i));
        from.partition(0).append(batch);
        ReplayPlan plan = plan(Choice.ALL);
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

    @Test
    void editsCopiesAndMarksThem() throws Exception {
        from.partition(0)
                .append(
                        order("a", 1).with("old", Bytes.utf8("1")).with("kept", null),
                        new MemoryContent(T, Bytes.utf8("gone"), null, List.of()));
        var form = new CopyForm(
                HeaderRules.ALL,
                List.of(
                        new Edit.SetHeader("fixed", "yes"),
                        new Edit.RenameHeader("old", "new"),
                        new Edit.PatchJson("[{\"op\":\"replace\",\"path\":\"/amount\",\"value\":100}]"),
                        new Edit.ShiftTime(Duration.ofHours(1))));
        PlannedReplay planned = plan(Choice.ALL, form, event -> true);

        assertThat(planned.facts().edited()).isEqualTo(2);
        runsAsPlanned(planned.plan());
        assertThat(copy(0).value()).isEqualTo(Bytes.utf8("{\"id\":\"a\",\"amount\":100,\"price\":1.50}"));
        assertThat(copy(0).millis()).isEqualTo(T + 1 + 3_600_000);
        assertThat(copy(0).header("new")).isEqualTo(Bytes.utf8("1"));
        assertThat(copy(0).header("lacuna.edited")).isEqualTo(Bytes.utf8("header:fixed,header:old,value,timestamp"));
        assertThat(copy(1).value()).isNull();
        assertThat(copy(1).header("lacuna.edited")).isEqualTo(Bytes.utf8("header:fixed,timestamp"));
    }

    @Test
    void checksThatCopiesWereEditedAsPlannedAndNoOtherwise() throws Exception {
        from.partition(0).append(order("a", 1));
        var form = new CopyForm(HeaderRules.ALL, List.of(new Edit.SetTime(Instant.ofEpochMilli(T + 7))));
        ReplayPlan plan = plan(Choice.ALL, form, event -> true).plan();
        to.partition(0)
                .append(order("a", 1)
                        .with("lacuna.origin", Bytes.utf8("east/from/0@0"))
                        .with("lacuna.plan", Bytes.utf8(Incident.PLAN_ID)));
        MemorySource client = cluster.connect();

        ReplayCheckResult check = ReplayCheck.check(new ReplayJob(plan, client, client, READING), new FakeContext());

        assertThat(check.altered()).isEqualTo(1);
    }

    @Test
    void refusesAPatchThatDoesntFitAnEvent() {
        from.partition(0).append(order("a", 1), MemoryContent.of(T, "b", "{\"id\":\"b\"}"));
        var form = new CopyForm(
                HeaderRules.ALL,
                List.of(new Edit.PatchJson("[{\"op\":\"replace\",\"path\":\"/amount\",\"value\":100}]")));

        assertThatThrownBy(() -> plan(Choice.ALL, form, event -> true))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("from/0@1 can't be edited")
                .hasMessageContaining("replace at '/amount' doesn't fit its payload");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[{\"op\":\"move\"}]",
                "[1]",
                "nonsense",
                "[{\"op\":\"add\",\"path\":\"status\",\"value\":1}]",
                "[{\"op\":\"copy\",\"path\":\"/a\",\"from\":\"b\"}]",
                "[{\"op\":\"add\",\"path\":\"/a\",\"value\":1e99999999999}]",
            })
    void refusesWhatIsNoPatch(String patch) {
        from.partition(0).append(order("a", 1));

        assertThatThrownBy(() -> plan(
                        Choice.ALL, new CopyForm(HeaderRules.ALL, List.of(new Edit.PatchJson(patch))), event -> true))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("The patch can't be understood");
    }

    /// A limit that begins anew each time is none.
    @Test
    void countsOnAlsoWhereTheCountIsNotAmongTheHeadersThatAreKept() throws Exception {
        from.partition(0).append(order("a", 1).with("lacuna.redrives", Bytes.utf8("2")));
        var form = new CopyForm(new HeaderRules(List.of("shop-*"), List.of()), List.of(new Edit.CountRedrive()));

        runsAsPlanned(plan(Choice.ALL, form, event -> true).plan());

        assertThat(copy(0).header("lacuna.redrives")).isEqualTo(Bytes.utf8("3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lines/x", "/lines/01", "/lines/99999999999", "/lines/-"})
    void refusesAPatchOfAPlaceThatNoArrayHas(String path) {
        from.partition(0).append(MemoryContent.of(T, "a", "{\"lines\":[1,2]}"));
        var form = new CopyForm(
                HeaderRules.ALL,
                List.of(new Edit.PatchJson("[{\"op\":\"replace\",\"path\":\"" + path + "\",\"value\":1}]")));

        assertThatThrownBy(() -> plan(Choice.ALL, form, event -> true))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("doesn't fit its payload");
    }

    @Test
    void refusesToEditAPayloadWithANumberThatNobodyCanHold() {
        from.partition(0).append(MemoryContent.of(T, "a", "{\"amount\":1e99999999999}"));
        var form = new CopyForm(
                HeaderRules.ALL,
                List.of(new Edit.PatchJson("[{\"op\":\"replace\",\"path\":\"/amount\",\"value\":1}]")));

        assertThatThrownBy(() -> plan(Choice.ALL, form, event -> true))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("a number that is too large");
    }

    /// An event that failed again after it was driven back carries the count along.
    @Test
    void countsHowOftenAnEventWasDrivenBack() throws Exception {
        from.partition(0)
                .append(
                        order("a", 1).with("kafka_dlt-original-topic", Bytes.utf8("to")),
                        order("b", 2).with("lacuna.redrives", Bytes.utf8("2")));
        var form =
                new CopyForm(new HeaderRules(List.of(), DeadLetters.ADDED_HEADERS), List.of(new Edit.CountRedrive()));
        ReplayPlan plan = plan(Choice.ALL, form, event -> true).plan();

        runsAsPlanned(plan);
        assertThat(copy(0).header("lacuna.redrives")).isEqualTo(Bytes.utf8("1"));
        assertThat(copy(0).header("kafka_dlt-original-topic")).isNull();
        assertThat(copy(0).header("lacuna.edited")).isNull();
        assertThat(copy(1).header("lacuna.redrives")).isEqualTo(Bytes.utf8("3"));
    }
}
