package dev.lacuna.ui.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Verification;
import dev.lacuna.repair.Hazard;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.gallery.Samples;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayViewModelTest {

    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final Acts acts = new Acts(runner);

    @AfterEach
    void close() {
        runner.close();
    }

    private ReplayViewModel ready() {
        ReplayViewModel model = new ReplayViewModel(acts, runner.start("plan", context -> Samples.plan()));
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

    @Test
    void copiesThenVerifiesByItselfAndTellsTheWindow() {
        ReplayViewModel model = ready();

        model.copy();
        until(model, () -> model.step() == ReplayStep.DONE);

        assertThat(acts.calls).containsExactly("preflight", "copy", "verify");
        assertThat(acts.verified).hasSize(1);
        assertThat(model.isVerified()).isTrue();
        assertThat(model.canCopy()).as("everything stands there").isFalse();
        assertThat(model.isBusy()).isFalse();
    }

    @Test
    void writesNothingInADryRun() {
        ReplayViewModel model = ready();

        model.dryRun();
        until(model, () -> model.step() == ReplayStep.READY);

        assertThat(acts.calls).containsExactly("preflight", "dry run");
        assertThat(ReplayWords.dryRun(model.dryRunReport().orElseThrow()))
                .isEqualTo("Dry run: 174 events of 174 would be copied. Nothing was written.");
        assertThat(model.report()).isEmpty();
    }

    @Test
    void keepsToTheReadOnlyLock() {
        acts.readOnly = true;
        ReplayViewModel model = ready();

        assertThat(model.canCopy()).isFalse();
        assertThat(model.canDryRun()).isTrue();
        model.copy();

        assertThat(acts.calls).doesNotContain("copy");
    }

    @Test
    void doesNotWriteBeforeTheHazardsAreKnown() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        acts.preflight = context -> {
            hold.await();
            return List.of();
        };
        ReplayViewModel model = new ReplayViewModel(acts, runner.start("plan", context -> Samples.plan()));
        until(model, () -> model.step() == ReplayStep.READY);
        assertThat(model.canCopy()).isFalse();

        hold.countDown();
        until(model, model::canCopy);
    }

    @Test
    void asksForAgreementToWhatBlocks() {
        acts.preflight = context -> List.of(Hazard.blocking("Old events", "They would win."));
        ReplayViewModel model = ready();
        assertThat(model.canCopy()).isFalse();

        model.agree(true);
        model.copy();

        assertThat(acts.calls).contains("copy, agreed").doesNotContain("copy");
    }

    @Test
    void writesToProductionOnlyOnceItsNameIsTyped() {
        acts.names = List.of("prod-eu");
        acts.preflight = context -> List.of();
        ReplayViewModel model = ready();
        assertThat(model.canCopy()).isFalse();
        assertThat(model.canDryRun()).isTrue();

        model.confirm("prod");
        assertThat(model.canCopy()).isFalse();
        model.copy();
        model.confirm(" prod-eu ");
        assertThat(model.canCopy()).isTrue();
        model.copy();

        assertThat(acts.calls).containsExactly("preflight", "copy as prod-eu");
    }

    @Test
    void goesOnByItselfWithWhatWasInterrupted() {
        acts.preflight = context -> List.of();
        ReplayViewModel model = goingOn();
        until(model, () -> model.step() == ReplayStep.DONE);
        assertThat(acts.calls).containsExactly("preflight", "copy", "verify");
    }

    @Test
    void goesOnWithNothingThatSomebodyMustAgreeToFirst() {
        acts.preflight = context -> List.of(Hazard.blocking("Old events", "They would win."));
        ReplayViewModel blocked = goingOn();
        until(blocked, () -> blocked.consent().hazards().isPresent());
        acts.preflight = context -> List.of();
        acts.names = List.of("prod-eu");
        ReplayViewModel production = goingOn();
        until(production, () -> production.consent().hazards().isPresent());
        production.confirm("prod-eu");
        production.refresh();
        assertThat(acts.calls).as("typing alone writes nothing").containsOnly("preflight");
    }

    private ReplayViewModel goingOn() {
        ReplayViewModel model = new ReplayViewModel(acts, runner.start("plan", context -> Samples.plan()));
        model.goOnWhenReady();
        return model;
    }

    @Test
    void canCheckForHazardsAgainAfterThatFailed() {
        acts.preflight = context -> {
            throw new IllegalStateException("The broker does not answer.");
        };
        ReplayViewModel model = ready();
        assertThat(model.consent().problem()).contains("The broker does not answer.");
        assertThat(model.canCopy()).isFalse();

        acts.preflight = context -> List.of();
        model.preflightAgain();
        until(model, model::canCopy);

        assertThat(model.consent().problem()).isEmpty();
    }

    @Test
    void saysWhyThereIsNoPlan() {
        ReplayViewModel model = new ReplayViewModel(acts, runner.start("plan", context -> {
            throw new IllegalStateException("The topic is gone.");
        }));
        until(model, () -> model.step() == ReplayStep.REFUSED);

        assertThat(ReplayWords.problem(model.problem().orElseThrow(), false))
                .isEqualTo("The replay could not be planned. Nothing was changed. The topic is gone.");
        assertThat(acts.calls).isEmpty();
    }

    @Test
    void tellsExactlyWhatStandsThereAfterAnEarlyEndAndGoesOn() {
        acts.run = context -> Samples.report(false, 100, 20);
        ReplayViewModel model = ready();
        model.copy();
        until(model, () -> model.step() == ReplayStep.READY);

        assertThat(ReplayWords.copied(model.report().orElseThrow(), "orders"))
                .isEqualTo(
                        "Copied 100 of 174 events to orders. 20 events stood there already. It ended early, 54 events"
                                + " left. The connection was lost and did not come back.");
        assertThat(acts.calls).doesNotContain("verify");

        acts.run = context -> Samples.report(false, 54, 120);
        model.copy();
        until(model, () -> model.step() == ReplayStep.DONE);
        assertThat(model.isVerified()).isTrue();
    }

    @Test
    void canLookAtWhatStandsThereAfterAnEarlyEnd() {
        acts.run = context -> Samples.report(false, 100, 0);
        ReplayViewModel model = ready();
        model.copy();
        until(model, () -> model.step() == ReplayStep.READY);

        model.verify();
        until(model, () -> model.step() == ReplayStep.DONE);

        assertThat(acts.calls).endsWith("verify");
    }

    @Test
    void pausesResumesAndCancels() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        acts.run = context -> {
            context.report(new ProgressSnapshot("Copying", 36, 174, "events", List.of(), ""));
            started.countDown();
            while (true) {
                context.checkpoint();
                Thread.onSpinWait();
            }
        };
        ReplayViewModel model = ready();
        model.copy();
        started.await();

        model.pauseOrResume();
        assertThat(model.isPaused()).isTrue();
        model.pauseOrResume();
        assertThat(model.isPaused()).isFalse();
        assertThat(ReplayWords.progress(model.progress())).isEqualTo("36 of 174 events · 20 %");

        model.cancel();
        until(model, () -> model.step() == ReplayStep.READY);

        assertThat(ReplayWords.problem(model.problem().orElseThrow(), true))
                .isEqualTo(
                        "The replay was cancelled. When it ended, 36 events of this plan stood in the target. Running"
                                + " it again copies only the rest.");
        assertThat(model.canCopy()).isTrue();
    }

    @Test
    void doesNotCallVerifiedWhatIsNot() {
        acts.verify = context ->
                new Verification(Samples.plan(), Samples.copies(3), List.of(), List.of(Samples.lostRun()), null);
        ReplayViewModel model = ready();
        model.copy();
        until(model, () -> model.step() == ReplayStep.DONE);

        assertThat(model.isVerified()).isFalse();
        assertThat(model.canCopy()).as("what is missing can be copied").isTrue();
        assertThat(ReplayWords.troubles(model.verification().orElseThrow()))
                .containsExactly(
                        "Missing in the target: 3 events.", "Still open: 173 missing sequence numbers in orders/2.");
        assertThat(acts.verified).as("the window has to know, too").hasSize(1);
    }

    @Test
    void canVerifyAgainWhenThatFailed() {
        acts.verify = context -> {
            throw new IllegalStateException("The broker does not answer.");
        };
        ReplayViewModel model = ready();
        model.copy();
        until(model, () -> model.step() == ReplayStep.DONE);
        assertThat(model.problem().orElseThrow().reason()).isEqualTo("The broker does not answer.");
        assertThat(acts.verified).isEmpty();

        acts.verify = new Acts(runner).verify;
        model.verify();
        until(model, () -> model.step() == ReplayStep.DONE);

        assertThat(model.isVerified()).isTrue();
        assertThat(model.problem()).isEmpty();
    }
}
