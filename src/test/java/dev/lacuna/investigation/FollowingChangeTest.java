package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Depth;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Verdict;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What becomes of following where the source goes away, or its log is cut, made anew or deleted in front.
class FollowingChangeTest extends FollowingFixture {

    /// Nothing can be read until that is set to false.
    private AtomicBoolean heldUp() {
        var held = new AtomicBoolean(true);
        source.withFault(step -> {
            if (step == MemoryFault.Step.POLL && held.get()) {
                throw new SourceException(SourceException.Kind.INTERRUPTED, "The broker is away.", true, null);
            }
        });
        return held;
    }

    @Test
    void whatRetentionTakesInFrontOfItIsNoLoss() throws Exception {
        MemoryPartition partition = numbered("orders", 300);
        Scan scan = scanned("orders");
        AtomicBoolean held = heldUp();
        follow(scan);
        append(partition, 300, 400);
        partition.moveHead(350);
        held.set(false);
        Await.until("all was read", () -> isAtEnd(scan));
        Await.until("it is told", () -> kinds(scan).contains(FindingKind.GAP_HEAD));
        stop(scan);

        assertThat(scan.findings().all()).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void saysThatTheSourceIsAwayAndGoesOnWhenItIsBack() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        Scan scan = scanned("orders");
        follow(scan);
        Await.until("it is live", () -> scan.live().orElseThrow().stage() == LiveState.Stage.LIVE);
        var away = new AtomicBoolean(true);
        source.withFault(step -> {
            if (away.get()) {
                throw new SourceException(SourceException.Kind.UNREACHABLE, "The broker is away.", true, null);
            }
        });
        Await.until("it waits", () -> scan.live().orElseThrow().stage() == LiveState.Stage.WAITING);
        assertThat(scan.live().orElseThrow().trouble()).isEqualTo("The broker is away.");
        append(partition, 30, 50);
        away.set(false);

        Await.until("it goes on", () -> isAtEnd(scan));
        Await.until("it says so", () -> scan.live().orElseThrow().trouble().isEmpty());
        stop(scan);
        assertThat(scan.findings().all()).isEmpty();
    }

    @Test
    void aGapIsNoLossWhileTheSourceIsAway() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        Scan scan = scanned("orders");
        follow(scan);
        append(partition, 31, 40);
        Await.until("the gap is told", () -> gaps(scan).size() == 1);
        var away = new AtomicBoolean(true);
        var tries = new AtomicInteger();
        source.withFault(step -> {
            if (away.get()) {
                tries.addAndGet(step == MemoryFault.Step.OPEN_READER ? 1 : 0);
                throw new SourceException(SourceException.Kind.UNREACHABLE, "The broker is away.", true, null);
            }
        });
        Await.until("it waits", () -> scan.live().orElseThrow().stage() == LiveState.Stage.WAITING);
        partition.append(event(30)); // late, and not seen yet
        clock.move(Duration.ofSeconds(30));
        int before = tries.get();
        Await.until("rules have looked between two tries", () -> tries.get() > before + 1);

        assertThat(gaps(scan))
                .singleElement()
                .satisfies(gap -> assertThat(gap.verdict()).isEqualTo(Verdict.UNDECIDED));
        away.set(false);
        Await.until("the late one fills it", () -> gaps(scan).isEmpty());
        stop(scan);
    }

    @Test
    void aStreamThatWasMadeAnewSinceTheScanIsNotReadAsTheOldOne() throws Exception {
        numbered("orders", 30);
        Scan scan = scanned("orders");
        append(cluster.create("orders", 1).partition(0), 1_000, 1_100);
        follow(scan);
        scan.task().await();

        assertThat(scan.live().orElseThrow().trouble()).contains("made anew");
        assertThat(scan.index().events()).isEqualTo(30);
        assertThat(gaps(scan)).isEmpty();
    }

    @Test
    void anOverviewOfAStreamThatWasMadeAnewReadsNothingOfTheNewOne() throws Exception {
        numbered("orders", 30);
        Scan scan = scans.start(request("orders", Depth.OVERVIEW));
        scan.task().await();
        append(cluster.create("orders", 1).partition(0), 1_000, 1_100);
        scans.deepen(scan, request("orders", Depth.RECORDS)).await();

        assertThat(scan.index().events()).isZero();
        assertThat(scan.outcomes())
                .singleElement()
                .satisfies(
                        outcome -> assertThat(outcome.failure().orElseThrow()).contains("made anew"));
        assertThat(kinds(scan)).doesNotContain(FindingKind.LOG_TRUNCATED);
    }

    @Test
    void whatWasSaidOfPositionsThatWentStaysSaid() throws Exception {
        MemoryPartition partition = numbered("orders", 300);
        Scan scan = scanned("orders");
        AtomicBoolean held = heldUp();
        follow(scan);
        append(partition, 300, 400);
        partition.moveHead(350);
        held.set(false);
        Await.until("it is told", () -> kinds(scan).contains(FindingKind.GAP_HEAD));
        Finding gone = scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_HEAD)
                .findFirst()
                .orElseThrow();
        scan.findings().put(gone.withStatus(FindingStatus.DISMISSED));
        append(partition, 402, 410);
        Await.until("rules have looked", () -> !gaps(scan).isEmpty());
        stop(scan);

        assertThat(scan.findings().get(gone.id()).orElseThrow().status()).isEqualTo(FindingStatus.DISMISSED);
    }

    @Test
    void aLogThatIsCutIsToldAndEndsIt() throws Exception {
        MemoryPartition partition = numbered("orders", 100);
        Scan scan = scanned("orders");
        follow(scan);
        Await.until("it is live", () -> scan.live().orElseThrow().stage() == LiveState.Stage.LIVE);
        partition.truncate(60);
        scan.task().await();

        assertThat(kinds(scan)).contains(FindingKind.LOG_TRUNCATED);
        assertThat(scan.canBeFollowed()).isFalse();
    }

    @Test
    void aStreamThatIsMadeAnewIsTold() throws Exception {
        numbered("orders", 100);
        Scan scan = scanned("orders");
        follow(scan);
        Await.until("it is live", () -> scan.live().orElseThrow().stage() == LiveState.Stage.LIVE);
        cluster.create("orders", 1);
        scan.task().await();

        assertThat(scan.live().orElseThrow().trouble()).contains("made anew");
    }
}
