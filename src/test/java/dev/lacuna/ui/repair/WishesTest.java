package dev.lacuna.ui.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Edit;
import dev.lacuna.model.HeaderRules;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.replay.PartitionMapping;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.gallery.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wished of a replay, and the plans that are made anew of it.
class WishesTest {

    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final Acts acts = new Acts(runner);
    private final List<ReplayWishes> planned = new ArrayList<>();
    private final List<TaskHandle<ReplayPlan>> plannings = new ArrayList<>();
    private TaskRunner.Work<ReplayPlan> planning = context -> Samples.plan();

    @AfterEach
    void close() {
        runner.close();
    }

    private final class Basis implements ReplayBasis {
        @Override
        public Set<Wish> asked() {
            return EnumSet.allOf(Wish.class);
        }

        @Override
        public boolean takesEdits() {
            return true;
        }

        @Override
        public ReplayWishes first() {
            return ReplayWishes.USUAL.with(Wish.TO_TOPIC, "orders");
        }

        @Override
        public List<String> topics() {
            return List.of("orders", "orders-fixed");
        }

        @Override
        public List<String> clusters() {
            return List.of();
        }

        @Override
        public TaskHandle<ReplayPlan> plan(ReplayWishes wishes) {
            planned.add(wishes);
            TaskHandle<ReplayPlan> task = runner.start("plan", planning);
            plannings.add(task);
            return task;
        }

        @Override
        public Optional<String> command(ReplayWishes wishes) {
            return Optional.of("lacuna plan replay --filter " + wishes.get(Wish.FILTER));
        }

        @Override
        public void beside(Runnable work) {
            runner.beside(work);
        }
    }

    private ReplayViewModel ready() {
        var model = new ReplayViewModel(acts, new Basis());
        until(model, () -> model.step() == ReplayStep.READY && !model.isBusy());
        return model;
    }

    private static void until(ReplayViewModel model, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + model.step());
            }
            model.refresh();
            Thread.onSpinWait();
        }
    }

    private static void wish(ReplayViewModel model, Wish wish, String text) {
        model.wish(model.wished().wishes().with(wish, text));
    }

    @Test
    void makesThePlanAnewOnceNobodyTypesAnyMore() {
        ReplayViewModel model = ready();
        wish(model, Wish.FILTER, "value.seq > 1");
        assertThat(model.step()).isEqualTo(ReplayStep.ASKING);
        assertThat(model.plan()).as("what is no longer wished for can't be run").isEmpty();
        assertThat(model.canCopy()).isFalse();
        model.refresh();
        wish(model, Wish.FILTER, "value.seq > 10");

        until(model, () -> model.step() == ReplayStep.READY && !model.isBusy());

        assertThat(planned).extracting(wishes -> wishes.get(Wish.FILTER)).containsExactly("", "value.seq > 10");
        assertThat(acts.calls).containsExactly("preflight", "preflight");
        assertThat(model.canCopy()).isTrue();
    }

    @Test
    void dropsWhatComesBackForAnOlderWish() {
        var hold = new CountDownLatch(1);
        planning = context -> {
            hold.await();
            context.checkpoint();
            return Samples.plan();
        };
        var model = new ReplayViewModel(acts, new Basis());
        planning = context -> Samples.plan();
        wish(model, Wish.TO_TOPIC, "orders-fixed");

        until(model, () -> model.step() == ReplayStep.READY && !model.isBusy());
        hold.countDown();

        assertThat(planned).hasSize(2);
        assertThat(plannings.getFirst().state()).isIn(TaskState.CANCELLED, TaskState.CANCELLING);
        assertThat(acts.calls).as("the older plan was never looked at").containsExactly("preflight");
    }

    @Test
    void saysWhereAFilterGoesWrongAndPlansNothingWithIt() {
        ReplayViewModel model = ready();
        wish(model, Wish.FILTER, "value.seq >");

        until(model, () -> model.wished().fault().isPresent());
        for (int i = 0; i < 20; i++) {
            model.refresh();
        }

        assertThat(model.wished().fault().orElseThrow().position()).isEqualTo(11);
        assertThat(model.wished().fault().orElseThrow().problem()).contains("ends too early");
        assertThat(model.step()).isEqualTo(ReplayStep.ASKING);
        assertThat(planned).hasSize(1);
        assertThat(model.command()).isEmpty();

        wish(model, Wish.FILTER, "value.seq > 3");
        until(model, () -> model.step() == ReplayStep.READY);
        assertThat(planned).hasSize(2);
        assertThat(model.wished().isFilterRight()).isTrue();
    }

    @Test
    void makesNoOtherPlanForARate() {
        ReplayViewModel model = ready();
        wish(model, Wish.RATE, "500/s");
        wish(model, Wish.BYTE_RATE, "5MB/s");

        assertThat(model.step()).isEqualTo(ReplayStep.READY);
        model.copy();

        assertThat(planned).hasSize(1);
        assertThat(acts.options.eventsPerSecond()).isEqualTo(500);
        assertThat(acts.options.bytesPerSecond()).isEqualTo(5_000_000);
    }

    @Test
    void copiesNothingAtARateThatCantBeUnderstood() {
        ReplayViewModel model = ready();
        wish(model, Wish.RATE, "fast");

        assertThat(model.canCopy()).isFalse();
        assertThat(model.wished().wishes().complaint(Wish.RATE).orElseThrow()).contains("events a second", "'fast'");
    }

    @Test
    void keepsThePlanOnceSomethingWasCopied() {
        acts.run = context -> Samples.report(false, 100, 0);
        ReplayViewModel model = ready();
        model.copy();
        until(model, () -> model.step() == ReplayStep.READY);
        assertThat(model.report()).isPresent();

        wish(model, Wish.FILTER, "value.seq > 1");

        assertThat(model.canWish()).isFalse();
        assertThat(model.step()).isEqualTo(ReplayStep.READY);
        assertThat(planned).hasSize(1);
    }

    @Test
    void keepsThePlanOnceARunWasCancelledThatMayHaveCopied() {
        acts.run = context -> {
            while (true) {
                context.checkpoint();
                Thread.onSpinWait();
            }
        };
        ReplayViewModel model = ready();
        model.copy();
        model.cancel();
        until(model, () -> model.step() == ReplayStep.READY);

        assertThat(model.report()).isEmpty();
        assertThat(model.canWish()).isFalse();
        assertThat(model.canVerify()).isTrue();
    }

    @Test
    void keepsThePlanWhereTheSecondRunFails() {
        acts.run = context -> Samples.report(false, 100, 0);
        ReplayViewModel model = ready();
        model.copy();
        until(model, () -> model.step() == ReplayStep.READY);
        acts.run = context -> {
            throw new IllegalStateException("no connection");
        };
        model.copy();
        until(model, () -> model.step() == ReplayStep.READY);

        assertThat(model.problem()).isPresent();
        assertThat(model.canWish()).isFalse();
    }

    @Test
    void takesAnotherWishWhereTheRunWasRefused() {
        acts.run = context -> {
            throw new IllegalStateException("refused, nothing was written");
        };
        ReplayViewModel model = ready();
        model.copy();
        until(model, () -> model.step() == ReplayStep.READY);

        assertThat(model.canWish()).isTrue();
    }

    @Test
    void asksAnewForTheNameOfProductionWithAnotherPlan() {
        acts.names = List.of("prod-eu");
        ReplayViewModel model = ready();
        model.confirm("prod-eu");
        assertThat(model.canCopy()).isTrue();

        wish(model, Wish.TO_TOPIC, "orders-fixed");
        until(model, () -> model.step() == ReplayStep.READY && !model.isBusy());

        assertThat(model.consent().typed()).isEmpty();
        assertThat(model.canCopy()).isFalse();
    }

    @Test
    void asksAnewForAgreementWithAnotherPlan() {
        acts.preflight = context -> List.of(Hazard.blocking("Old events", "They would win."));
        ReplayViewModel model = ready();
        model.agree(true);
        assertThat(model.canCopy()).isTrue();

        wish(model, Wish.TO_TOPIC, "orders-fixed");
        until(model, () -> model.step() == ReplayStep.READY && !model.isBusy());

        assertThat(model.consent().isAgreed()).isFalse();
        assertThat(model.canCopy()).isFalse();
    }

    @Test
    void rehearsesAndShowsWhatCameOfIt() {
        ReplayViewModel model = ready();
        model.rehearse();
        until(model, () -> model.step() == ReplayStep.READY);

        assertThat(model.rehearsal().orElseThrow().isGood()).isTrue();
        assertThat(acts.calls).containsExactly("preflight", "rehearse");

        wish(model, Wish.TO_TOPIC, "orders-fixed");
        assertThat(model.rehearsal()).as("it was another plan's").isEmpty();
    }

    @Test
    void meansByItsWordsWhatTheCommandLineMeans() {
        ReplayWishes wishes = ReplayWishes.USUAL
                .with(Wish.TO_PARTITION, "0:1")
                .with(Wish.DROP_HEADERS, "x-debug-*, trace")
                .with(Wish.KEEP_HEADERS, "shop-*")
                .withEdits(List.of(
                        new EditWish(EditWish.Kind.SHIFT_TIME, "", "-30m"),
                        new EditWish(EditWish.Kind.SET_HEADER, "fixed", "yes"),
                        new EditWish(EditWish.Kind.SET_HEADER, "", ""),
                        new EditWish(EditWish.Kind.RENAME_HEADER, "a", "b")));

        assertThat(wishes.mapping()).isEqualTo(new PartitionMapping.Explicit(Map.of(0, 1)));
        assertThat(wishes.form().edits())
                .as("in the order in which the command line does them")
                .containsExactly(
                        new Edit.RenameHeader("a", "b"),
                        new Edit.SetHeader("fixed", "yes"),
                        new Edit.ShiftTime(Duration.ofMinutes(-30)));
        assertThat(wishes.form().headers().drop())
                .containsAll(HeaderRules.NOT_OF_A_COPY)
                .endsWith("x-debug-*", "trace");
        assertThat(wishes.form().headers().keep()).containsExactly("shop-*");
        assertThat(wishes.with(Wish.KEEP_ALL_HEADERS, "true").form().headers().drop())
                .containsExactly("x-debug-*", "trace");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET_HEADER | lacuna.plan | x | marks copies",
                "SET_HEADER | a=b | x | =",
                "PATCH | '' | {} | can't be understood",
                "SET_TIME | '' | tomorrow | must be a time",
                "SHIFT_TIME | '' | a bit | must be a duration",
            })
    void saysWhatIsWrongWithAnEdit(EditWish.Kind kind, String name, String value, String why) {
        var edit = new EditWish(kind, name, value);
        ReplayWishes wishes = ReplayWishes.USUAL.withEdits(List.of(edit));

        assertThat(wishes.complaint(edit).orElseThrow()).contains(why);
        assertThat(wishes.isUnderstood()).isFalse();
    }

    @Test
    void takesNoTwoEditsThatTheCommandLineCantTakeTogether() {
        var set = new EditWish(EditWish.Kind.SET_TIME, "", "2026-02-14T10:00Z");
        var shift = new EditWish(EditWish.Kind.SHIFT_TIME, "", "2h");

        assertThat(ReplayWishes.USUAL.withEdits(List.of(set, shift)).complaint(shift))
                .isPresent();
        assertThat(ReplayWishes.USUAL.withEdits(List.of(set)).complaint(set)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SKIP_EXISTING,jsn:/id", "TO_PARTITION,nowhere", "RATE,0", "BYTE_RATE,5 stones", "TO_TOPIC,''"})
    void saysWhatIsWrongWithAWish(Wish wish, String text) {
        assertThat(ReplayWishes.USUAL.with(wish, text).complaint(wish)).isPresent();
    }
}
