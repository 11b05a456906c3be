package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.source.CheckHandler;
import dev.lacuna.source.CheckRequest;
import dev.lacuna.source.CheckStep;
import dev.lacuna.source.CheckStep.Kind;
import dev.lacuna.source.CheckStep.State;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.Await;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConnectionCheckTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());

    @AfterEach
    void close() {
        runner.close();
    }

    private static CheckRequest request(String uri) {
        return new CheckRequest(SourceSpec.of(uri), Optional.empty(), false);
    }

    /// Somebody whose first step lasts until the latch is opened, whatever happens.
    private record Slow(CountDownLatch begun, CountDownLatch release, AtomicReference<Boolean> wanted)
            implements SourceProvider {

        @Override
        public boolean accepts(String uri) {
            return true;
        }

        @Override
        public boolean check(CheckRequest request, CheckHandler handler) {
            handler.begun(Kind.NAME, "slow");
            begun.countDown();
            boolean open = false;
            while (!open) {
                try {
                    release.await();
                    open = true;
                } catch (InterruptedException e) {
                    // a look-up of a name does not care
                }
            }
            wanted.set(handler.isWanted());
            handler.ended(new CheckStep(Kind.NAME, "slow", State.OK, "Here.", "", Duration.ZERO));
            return true;
        }

        @Override
        public StreamSource open(SourceSpec spec) {
            throw new AssertionError("never opened");
        }
    }

    @Test
    void endsAtOnceWhenItIsCancelledWhateverTheWorldDoes() throws Exception {
        var slow = new Slow(new CountDownLatch(1), new CountDownLatch(1), new AtomicReference<>(true));
        TaskHandle<CheckReport> task =
                ConnectionCheck.start("check", request("slow://x"), new Sources(List.of(slow)), runner, report -> {});
        slow.begun().await();

        task.cancel();

        assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class); // though nobody let it go on
        assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
        slow.release().countDown();
        Await.until("the look-up hears that nobody waits", () -> !slow.wanted().get());
    }

    @Test
    void tellsOfStepsAsTheyComeAndReturnsThemAll() throws Exception {
        var slow = new Slow(new CountDownLatch(1), new CountDownLatch(0), new AtomicReference<>(true));
        List<CheckReport> seen = new ArrayList<>();

        CheckReport report = ConnectionCheck.start(
                        "check", request("slow://x"), new Sources(List.of(slow)), runner, seen::add)
                .await();

        assertThat(report.steps()).hasSize(1);
        assertThat(report.isGood()).isTrue();
        assertThat(seen).hasSize(2);
        assertThat(seen.getFirst().now()).contains(Kind.NAME);
    }

    @Test
    void opensASourceThatHasNoStepsOfItsOwn() throws Exception {
        MemoryCluster cluster = MemoryCluster.of("shop");
        cluster.create("orders", 1);
        CheckReport report = check(new Opening(cluster));

        assertThat(report.steps()).singleElement().satisfies(step -> {
            assertThat(step.kind()).isEqualTo(Kind.OPEN);
            assertThat(step.state()).isEqualTo(State.OK);
            assertThat(step.told()).contains("1 topic");
        });
    }

    @Test
    void tellsAsAStepThatNobodyOpensSuchAnAddress() throws Exception {
        CheckReport report = ConnectionCheck.start(
                        "check", request("gopher://x"), new Sources(List.of()), runner, each -> {})
                .await();

        assertThat(report.failure()).get().extracting(CheckStep::kind).isEqualTo(Kind.PROPERTIES);
    }

    @Test
    void failsWhenAStepBreaksInsteadOfEndingWell() {
        assertThatThrownBy(() -> check(new Breaking()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a fault of ours");
    }

    private record Breaking() implements SourceProvider {
        @Override
        public boolean accepts(String uri) {
            return true;
        }

        @Override
        public boolean check(CheckRequest request, CheckHandler handler) {
            throw new IllegalStateException("a fault of ours");
        }

        @Override
        public StreamSource open(SourceSpec spec) {
            throw new AssertionError("never opened");
        }
    }

    private CheckReport check(SourceProvider provider) throws Exception {
        return ConnectionCheck.start("check", request("memory://shop"), new Sources(List.of(provider)), runner, r -> {})
                .await();
    }

    private record Opening(MemoryCluster cluster) implements SourceProvider {
        @Override
        public boolean accepts(String uri) {
            return true;
        }

        @Override
        public StreamSource open(SourceSpec spec) throws SourceException {
            return cluster.connect();
        }
    }
}
