package dev.lacuna.ui.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.rewind.RewindAim;
import dev.lacuna.source.GroupMember;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.repair.RewindQuestion.Way;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RewindViewModelTest {

    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final RewindActs acts = new RewindActs(runner);

    @AfterEach
    void close() {
        runner.close();
    }

    private RewindViewModel asking() {
        var subject = new RewindSubject("billing", "orders", List.of(), List.of("shadow"), "-1h");
        return new RewindViewModel(acts, subject, Clock.fixed(NOW, ZoneOffset.UTC), ZoneId.of("Europe/Berlin"));
    }

    private RewindViewModel ready() {
        RewindViewModel model = asking();
        model.plan();
        until(model, () -> model.step() == RewindStep.READY);
        return model;
    }

    private static void until(RewindViewModel model, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + model.step());
            }
            model.refresh();
            Thread.onSpinWait();
        }
    }

    @Test
    void anotherZoneChangesWhatIsWrittenAndNotWhatIsAskedFor() {
        RewindViewModel model = asking();
        model.changeZone(ZoneOffset.UTC, millis -> "never");
        assertThat(model.question().answer()).as("told from now").isEqualTo("-1h");

        model.answer("2026-03-14 09:00:00.000");
        var asked = new RewindAim.AtTime(Instant.parse("2026-03-14T09:00:00Z").toEpochMilli());
        assertThat(model.question().aim()).contains(asked);
        model.plan();
        until(model, () -> model.step() == RewindStep.READY);

        model.changeZone(ZoneId.of("Asia/Tokyo"), millis -> "2026-03-14 18:00:00.000");
        assertThat(model.question().answer()).isEqualTo("2026-03-14 18:00:00.000");
        assertThat(model.question().aim()).contains(asked);
        assertThat(model.step()).as("the preview is of the same time").isEqualTo(RewindStep.READY);

        model.answer("2026-03-14T09:00:00Z");
        model.changeZone(ZoneOffset.UTC, millis -> "never");
        assertThat(model.question().answer()).as("names its zone").isEqualTo("2026-03-14T09:00:00Z");
    }

    @Test
    void understandsAnswersOrSaysWhatIsWrongWithThem() {
        RewindViewModel model = asking();
        assertThat(model.question().aim())
                .contains(new RewindAim.AtTime(NOW.minusSeconds(3600).toEpochMilli()));

        model.answer("2026-03-14 08:30");
        assertThat(model.question().aim())
                .as("in the window's zone")
                .contains(new RewindAim.AtTime(
                        Instant.parse("2026-03-14T07:30:00Z").toEpochMilli()));
        model.answer("half past nine");
        assertThat(model.question().complaint())
                .hasValueSatisfying(words -> assertThat(words).contains("no position or time"));
        assertThat(model.canPlan()).isFalse();

        model.choose(Way.POSITION);
        model.answer("0=12,1=7");
        assertThat(model.question().aim())
                .hasValueSatisfying(aim -> assertThat(aim.words()).isEqualTo("positions 0=12,1=7"));
        model.choose(Way.SHIFT);
        assertThat(model.canPlan()).isFalse();
        model.answer("-5");
        assertThat(model.question().aim()).contains(new RewindAim.By(-5));
        model.choose(Way.GROUP);
        assertThat(model.question().aim()).contains(new RewindAim.LikeGroup("shadow"));
        model.choose(Way.TIME);
        assertThat(model.question().answer()).as("each way keeps its answer").isEqualTo("half past nine");
    }

    @Test
    void plansSetsAndRollsBack() {
        RewindViewModel model = ready();
        assertThat(model.canRollBack()).isFalse();

        model.dryRun();
        until(model, () -> model.step() == RewindStep.READY);
        assertThat(model.report().orElseThrow().dryRun()).isTrue();
        model.set();
        until(model, () -> model.step() == RewindStep.SET);
        assertThat(model.canSet()).isFalse();
        model.rollBack();
        until(model, () -> model.step() == RewindStep.BACK);

        assertThat(acts.calls).containsExactly("plan orders time 2026-03-14T09:00:00Z", "dry run", "set", "roll back");
        assertThat(acts.changed).hasSize(2);
    }

    @Test
    void rollsBackInSpiteOfWhatBlocksItOnlyWhenAgreedTo() {
        acts.backBlocked = true;
        RewindViewModel model = ready();
        model.set();
        until(model, () -> model.step() == RewindStep.SET);
        assertThat(model.isBackBlocked()).as("nobody knows yet").isFalse();

        model.rollBack();
        until(model, () -> model.step() == RewindStep.SET);
        assertThat(model.isBackBlocked()).isTrue();
        assertThat(model.canRollBack()).isFalse();
        assertThat(model.problem().orElse("")).contains("went beyond");

        model.agreeBack(true);
        model.rollBack();
        until(model, () -> model.step() == RewindStep.BACK);

        assertThat(acts.calls).endsWith("roll back", "roll back, agreed");
    }

    @Test
    void anotherAnswerDropsThePreview() {
        RewindViewModel model = ready();

        model.answer("-2h");

        assertThat(model.planned()).isEmpty();
        assertThat(model.step()).isEqualTo(RewindStep.ASKING);
        model.chooseAllStreams(true);
        model.plan();
        until(model, () -> model.step() == RewindStep.READY);
        assertThat(acts.calls).last().isEqualTo("plan all time 2026-03-14T08:00:00Z");
    }

    @Test
    void neverSetsAnActiveGroupWhateverIsAgreedTo() {
        acts.members = List.of(new GroupMember("id", Optional.empty(), "billing-1", "/10.0.0.7", List.of()));
        RewindViewModel model = ready();
        model.agree(true);

        assertThat(model.isActive()).isTrue();
        assertThat(model.canSet()).isFalse();
        assertThat(model.canDryRun()).isTrue();
    }

    @Test
    void setsInSpiteOfWhatBlocksItOnlyWhenAgreedTo() {
        acts.blocking = true;
        RewindViewModel model = ready();
        assertThat(model.canSet()).isFalse();

        model.agree(true);
        model.set();
        until(model, () -> model.step() == RewindStep.SET);

        assertThat(acts.calls).last().isEqualTo("set, agreed");
    }

    @Test
    void asksForTheNameOfProductionAndPassesItOn() {
        acts.name = "shop-prod";
        RewindViewModel model = ready();
        assertThat(model.asksForName()).isFalse();

        model.set();
        until(model, () -> model.step() == RewindStep.READY);
        assertThat(model.asksForName()).isTrue();
        model.confirm(" shop-prod ");
        model.set();
        until(model, () -> model.step() == RewindStep.SET);

        assertThat(acts.changed).hasSize(1);
    }

    @Test
    void theNameOfProductionIsAskedForBeforeAnythingIsTried() {
        acts.name = "shop-prod";
        acts.names = List.of("shop-prod", "shop-eu");
        RewindViewModel model = asking();
        assertThat(model.asksForName()).as("there is nothing to set yet").isFalse();

        model.plan();
        until(model, () -> model.step() == RewindStep.READY);
        assertThat(model.asksForName()).isTrue();
        assertThat(model.canSet()).isFalse();
        assertThat(model.canDryRun()).as("a dry run writes nothing").isTrue();
        model.confirm("shop");
        assertThat(model.canSet()).isFalse();
        model.set();
        assertThat(model.step()).isEqualTo(RewindStep.READY);

        model.confirm("shop-prod ");
        assertThat(model.canSet()).isTrue();
        model.set();
        until(model, () -> model.step() == RewindStep.SET);
        assertThat(model.canRollBack()).isTrue();
    }

    @Test
    void asksAnewForTheNameOfProductionWithAnotherPlan() {
        acts.name = "shop-prod";
        RewindViewModel model = ready();
        model.set();
        until(model, () -> model.step() == RewindStep.READY);
        model.confirm("shop-prod");
        model.answer("-2h");
        model.plan();
        until(model, () -> model.step() == RewindStep.READY);

        assertThat(model.confirmed()).isEmpty();
        assertThat(model.asksForName()).isFalse();
        model.set();
        until(model, () -> model.step() == RewindStep.READY);
        assertThat(model.asksForName()).isTrue();
        assertThat(acts.changed).isEmpty();
    }

    @Test
    void staysWhereItWasWhenItIsRefused() {
        RewindViewModel model = ready();
        acts.failure = "The group has committed since the plan was made.";

        model.set();
        until(model, () -> model.step() == RewindStep.READY);

        assertThat(model.problem()).contains("The group has committed since the plan was made.");
        assertThat(acts.changed).isEmpty();
    }

    @Test
    void whatWasSetInPartCanBeGoneOnWithOrTakenBack() {
        RewindViewModel model = ready();
        acts.part = true;

        model.set();
        until(model, () -> model.step() == RewindStep.READY);

        assertThat(model.canSet()).isTrue();
        assertThat(model.canRollBack()).isTrue();
        RewindPlan plan = model.plannedPlan().orElseThrow();
        assertThat(plan.parts()).hasSize(2);
    }

    @Test
    void readOnlyShowsThePreviewAndNoMore() {
        acts.readOnly = true;
        RewindViewModel model = ready();

        assertThat(model.canSet()).isFalse();
        assertThat(model.canDryRun()).isTrue();
    }

    @Test
    void whatWasSetInPartCanBeRolledBackAfterADryRunAsWell() {
        acts.part = true;
        RewindViewModel model = ready();
        model.set();
        until(model, () -> model.step() == RewindStep.READY);
        assertThat(model.canRollBack()).isTrue();

        model.dryRun();
        until(
                model,
                () -> model.step() == RewindStep.READY
                        && model.report().orElseThrow().dryRun());

        assertThat(model.canRollBack()).isTrue();
        model.rollBack();
        assertThat(acts.calls).endsWith("roll back");
    }
}
