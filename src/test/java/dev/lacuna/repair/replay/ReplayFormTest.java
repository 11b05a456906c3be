package dev.lacuna.repair.replay;

import static dev.lacuna.repair.replay.ChoiceScene.READING;
import static dev.lacuna.repair.replay.ChoiceScene.T;
import static dev.lacuna.repair.replay.ChoiceScene.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Edit;
import dev.lacuna.model.HeaderRules;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.MemoryStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How copies may differ from their originals.
class ReplayFormTest {

    private final ChoiceScene scene = new ChoiceScene();
    private final MemoryCluster cluster = scene.cluster;
    private final MemoryStream from = scene.from;
    private final MemoryStream to = scene.to;

    @Test
    void leavesOutHeadersThatNoCopyShouldCarry() throws Exception {
        from.partition(0)
                .append(order("a", 1)
                        .with("shop", Bytes.utf8("eu"))
                        .with("traceparent", Bytes.utf8("00-1"))
                        .with("__mskmr", Bytes.utf8("arn"))
                        .with("X-B3-TraceId", Bytes.utf8("2")));
        PlannedReplay planned = scene.plan(Choice.ALL, new CopyForm(HeaderRules.SAFE, List.of()), event -> true);

        assertThat(planned.facts().stripped()).isEqualTo(1);
        assertThat(planned.facts().edited()).isZero();
        scene.runsAsPlanned(planned.plan());
        assertThat(scene.copy(0).headers())
                .extracting(header -> header.name())
                .containsExactly("shop", "lacuna.origin", "lacuna.plan");
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
        PlannedReplay planned = scene.plan(Choice.ALL, form, event -> true);

        assertThat(planned.facts().edited()).isEqualTo(2);
        scene.runsAsPlanned(planned.plan());
        assertThat(scene.copy(0).value()).isEqualTo(Bytes.utf8("{\"id\":\"a\",\"amount\":100,\"price\":1.50}"));
        assertThat(scene.copy(0).millis()).isEqualTo(T + 1 + 3_600_000);
        assertThat(scene.copy(0).header("new")).isEqualTo(Bytes.utf8("1"));
        assertThat(scene.copy(0).header("lacuna.edited"))
                .isEqualTo(Bytes.utf8("header:fixed,header:old,value,timestamp"));
        assertThat(scene.copy(1).value()).isNull();
        assertThat(scene.copy(1).header("lacuna.edited")).isEqualTo(Bytes.utf8("header:fixed,timestamp"));
    }

    @Test
    void checksThatCopiesWereEditedAsPlannedAndNoOtherwise() throws Exception {
        from.partition(0).append(order("a", 1));
        var form = new CopyForm(HeaderRules.ALL, List.of(new Edit.SetTime(Instant.ofEpochMilli(T + 7))));
        ReplayPlan plan = scene.plan(Choice.ALL, form, event -> true).plan();
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

        assertThatThrownBy(() -> scene.plan(Choice.ALL, form, event -> true))
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

        assertThatThrownBy(() -> scene.plan(
                        Choice.ALL, new CopyForm(HeaderRules.ALL, List.of(new Edit.PatchJson(patch))), event -> true))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("The patch can't be understood");
    }

    /// A limit that begins anew each time is none.
    @Test
    void countsOnAlsoWhereTheCountIsNotAmongTheHeadersThatAreKept() throws Exception {
        from.partition(0).append(order("a", 1).with("lacuna.redrives", Bytes.utf8("2")));
        var form = new CopyForm(new HeaderRules(List.of("shop-*"), List.of()), List.of(new Edit.CountRedrive()));

        scene.runsAsPlanned(scene.plan(Choice.ALL, form, event -> true).plan());

        assertThat(scene.copy(0).header("lacuna.redrives")).isEqualTo(Bytes.utf8("3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lines/x", "/lines/01", "/lines/99999999999", "/lines/-"})
    void refusesAPatchOfAPlaceThatNoArrayHas(String path) {
        from.partition(0).append(MemoryContent.of(T, "a", "{\"lines\":[1,2]}"));
        var form = new CopyForm(
                HeaderRules.ALL,
                List.of(new Edit.PatchJson("[{\"op\":\"replace\",\"path\":\"" + path + "\",\"value\":1}]")));

        assertThatThrownBy(() -> scene.plan(Choice.ALL, form, event -> true))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("doesn't fit its payload");
    }

    @Test
    void refusesToEditAPayloadWithANumberThatNobodyCanHold() {
        from.partition(0).append(MemoryContent.of(T, "a", "{\"amount\":1e99999999999}"));
        var form = new CopyForm(
                HeaderRules.ALL,
                List.of(new Edit.PatchJson("[{\"op\":\"replace\",\"path\":\"/amount\",\"value\":1}]")));

        assertThatThrownBy(() -> scene.plan(Choice.ALL, form, event -> true))
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
        ReplayPlan plan = scene.plan(Choice.ALL, form, event -> true).plan();

        scene.runsAsPlanned(plan);
        assertThat(scene.copy(0).header("lacuna.redrives")).isEqualTo(Bytes.utf8("1"));
        assertThat(scene.copy(0).header("kafka_dlt-original-topic")).isNull();
        assertThat(scene.copy(0).header("lacuna.edited")).isNull();
        assertThat(scene.copy(1).header("lacuna.redrives")).isEqualTo(Bytes.utf8("3"));
    }
}
