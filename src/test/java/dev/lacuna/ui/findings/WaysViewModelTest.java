package dev.lacuna.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanFixture;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.findings.WaysViewModel.State;
import dev.lacuna.ui.gallery.Samples;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaysViewModelTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final List<TaskHandle<List<ReplaySource>>> searches = new ArrayList<>();
    private final WaysViewModel model = new WaysViewModel(this::search, fx::add);
    private final Finding loss = Samples.lostRun();
    private final Finding other = Samples.findings().get(1);
    private TaskRunner.Work<List<ReplaySource>> work = context -> Samples.sources();
    private Scan scan;

    @BeforeEach
    void scan() throws Exception {
        scan = new ScanFixture(runner, "orders", 6)
                .ended(Samples.findings(), PartitionOutcome.End.COMPLETE, Optional.empty());
    }

    @AfterEach
    void close() {
        runner.close();
    }

    private TaskHandle<List<ReplaySource>> search(Scan within, List<Finding> findings) {
        TaskHandle<List<ReplaySource>> task = runner.start("search", work);
        searches.add(task);
        return task;
    }

    @Test
    void showsWhatWasFoundBestFirst() throws Exception {
        assertThat(model.turnTo(loss, scan)).isTrue();
        assertThat(model.stateProperty().get()).isInstanceOf(State.Searching.class);

        model.search();
        fx.take().run();

        assertThat(model.stateProperty().get())
                .isInstanceOfSatisfying(
                        State.Found.class,
                        found ->
                                assertThat(found.sources().getFirst().isWhole()).isTrue());
    }

    @Test
    void asksOnceForEachFinding() throws Exception {
        model.turnTo(loss, scan);
        model.search();
        fx.take().run();
        model.turnTo(null, scan);

        assertThat(model.turnTo(loss, scan)).as("known already").isFalse();
        model.search();

        assertThat(model.stateProperty().get()).isInstanceOf(State.Found.class);
        assertThat(searches).hasSize(1);
    }

    @Test
    void asksAgainInAnotherScan() throws Exception {
        model.turnTo(loss, scan);
        model.search();
        fx.take().run();
        Scan later = new ScanFixture(runner, "orders", 6)
                .ended(Samples.findings(), PartitionOutcome.End.COMPLETE, Optional.empty());

        assertThat(model.turnTo(loss, later)).isTrue();
    }

    @Test
    void cancelsASearchThatNobodyWaitsFor() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        work = context -> {
            context.onCancel(cancelled::countDown);
            cancelled.await();
            context.checkpoint();
            return Samples.sources();
        };
        model.turnTo(loss, scan);
        model.search();
        work = context -> List.of();

        model.turnTo(other, scan);
        model.search();
        fx.take().run();
        fx.take().run();

        assertThat(searches.getFirst().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(model.stateProperty().get()).isInstanceOf(State.Nothing.class);
    }

    @Test
    void saysWhyASearchFailedAndTriesAgain() throws Exception {
        work = context -> {
            throw new IllegalStateException("The broker does not answer.");
        };
        model.turnTo(loss, scan);
        model.search();
        fx.take().run();
        assertThat(model.stateProperty().get()).isEqualTo(new State.Failed("The broker does not answer."));

        work = context -> Samples.sources();
        model.searchAgain();
        fx.take().run();

        assertThat(model.stateProperty().get()).isInstanceOf(State.Found.class);
    }

    @Test
    void looksForNothingWhereNothingIsMissingAnyMore() {
        assertThat(model.turnTo(loss.withStatus(FindingStatus.REPAIRED), scan)).isFalse();
        assertThat(model.turnTo(Samples.markers(), scan)).isFalse();
        assertThat(model.turnTo(Samples.findings().get(2), scan))
                .as("duplicates")
                .isFalse();
        model.search();

        assertThat(model.stateProperty().get()).isInstanceOf(State.NoGap.class);
        assertThat(searches).isEmpty();
    }

    @Test
    void offersOnlyWhatStandsThere() {
        String part = WayWords.offer(Samples.sources().get(1), loss, loss.time().fromMillis());
        assertThat(part).startsWith("120 of 173 events stand there. Exact: the event beside the gap");
        assertThat(WayWords.replay(Samples.sources().get(1))).isEqualTo("Replay 120 events…");
        assertThat(WayWords.offer(Samples.sources().getFirst(), loss, Long.MAX_VALUE / 2))
                .endsWith("Past its retention: it may be removed at any moment.");
    }

    @Test
    void countsDownHowLongASourceIsKept() {
        ReplaySource source = Samples.sources().getFirst();
        long until = loss.time().fromMillis()
                + source.stream().retention().orElseThrow().toMillis();

        assertThat(WayWords.offer(source, loss, until - 90_000))
                .endsWith("Kept for at least 1\u00A0min\u00A030\u00A0s more.");
        assertThat(WayWords.offer(source, loss, until - 89_000))
                .endsWith("Kept for at least 1\u00A0min\u00A029\u00A0s more.");
    }

    @Test
    void goesOnSearchingWhileTheScanChangesTheFinding() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        work = context -> {
            go.await();
            context.checkpoint();
            return Samples.sources();
        };
        model.turnTo(loss, scan);
        model.search();

        Finding newer = loss.withStatus(FindingStatus.REOPENED);
        assertThat(model.turnTo(newer, scan)).as("a search worth beginning").isFalse();
        go.countDown();
        fx.take().run();

        assertThat(searches).hasSize(1);
        assertThat(model.stateProperty().get()).isInstanceOf(State.Found.class);
        assertThat(model.sources(newer)).isEqualTo(Samples.sources());
    }

    @Test
    void knowsWhatWasFoundAlsoWhenNoFindingIsShown() throws Exception {
        model.turnTo(loss, scan);
        model.search();
        fx.take().run();
        model.turnTo(null, null);

        assertThat(model.sources(loss)).isEqualTo(Samples.sources());
        assertThat(model.turnTo(loss, scan)).as("a search worth beginning").isFalse();
    }
}
