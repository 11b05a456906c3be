package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A broker that stays connected and answers nothing, as one that is stopped, while its stream is followed.
class FollowedSilenceTest extends FollowingFixture {

    @Test
    void isToldWhileItLastsAndWhatCameMeanwhileIsReadThen() throws Exception {
        var partition = numbered("orders", 20);
        Scan scan = scanned("orders");
        follow(scan);
        Await.until("it is live", () -> stage(scan) == LiveState.Stage.LIVE);
        assertThat(trouble(scan)).isEmpty();

        source.stallAt(partition.ref(), 20);
        append(partition, 20, 30);
        clock.move(Duration.ofSeconds(4));
        String before = trouble(scan);
        clock.move(Duration.ofSeconds(2));
        Await.until("the silence is told", () -> !trouble(scan).isEmpty());

        assertThat(before).isEmpty();
        assertThat(trouble(scan)).startsWith("Nothing is heard of orders/0 since 2026-03-15 08:00:00.000 UTC");
        assertThat(stage(scan)).isEqualTo(LiveState.Stage.WAITING);

        source.goOn(partition.ref());
        Await.until("it is read on", () -> isAtEnd(scan) && trouble(scan).isEmpty());
        stop(scan);
        assertThat(scan.events()).isEqualTo(30);
        assertThat(gaps(scan)).isEmpty();
    }

    @Test
    void whoIsAskedHowTheStreamIsDescribedHoldsUpNeitherTheReadingNorItsEnd() throws Exception {
        var partition = numbered("orders", 20);
        Scan scan = scanned("orders");
        follow(scan);
        Await.until("it is live", () -> stage(scan) == LiveState.Stage.LIVE);
        var asked = new CountDownLatch(1);
        source.withFault(step -> {
            if (step == MemoryFault.Step.DESCRIBE) {
                asked.countDown();
                waitForEver();
            }
        });
        asked.await();
        append(partition, 20, 30);

        Await.until("it is read on", () -> scan.events() == 30);
        stop(scan);
        assertThat(scan.events()).isEqualTo(30);
    }

    private static void waitForEver() throws SourceException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(SourceException.Kind.INTERRUPTED, "It was interrupted.", true, e);
        }
    }

    private static LiveState.Stage stage(Scan scan) {
        return scan.live().map(LiveState::stage).orElse(LiveState.Stage.CATCHING_UP);
    }

    private static String trouble(Scan scan) {
        return scan.live().map(LiveState::trouble).orElse("");
    }
}
