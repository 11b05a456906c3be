package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.detect.group.GroupProgress;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.Await;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskState;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How consumer groups move is read on while their stream is followed.
class FollowedGroupsTest extends FollowingFixture {

    private static final String STREAM = "orders";

    private PartitionRef lane = cluster.create(STREAM, 1).partition(0).ref();

    @BeforeEach
    void write() {
        lane = numbered(STREAM, 200).ref();
    }

    private void commit(String group, long next) {
        commit(group, next, 1);
    }

    private void commit(String group, long next, int epoch) {
        cluster.addGroupCommit(new GroupCommit(group, lane, Position.offset(next), MORNING + next * 1000, epoch));
    }

    private Scan followed() throws Exception {
        Scan scan = scanned(STREAM);
        follow(scan);
        Await.until("it is live", () -> scan.live().orElseThrow().stage() == LiveState.Stage.LIVE);
        return scan;
    }

    /// Where the group stands by the scan; -1 where it has no line.
    private static long stand(Scan scan, String group) {
        return scan.progress().stream()
                .filter(line -> line.group().equals(group))
                .map(GroupProgress::points)
                .map(List::getLast)
                .mapToLong(GroupProgress.Point::next)
                .findFirst()
                .orElse(-1);
    }

    @Test
    void linesMoveAsGroupsCommitAndNewGroupsGetOne() throws Exception {
        commit("billing", 10);
        Scan scan = followed();
        assertThat(stand(scan, "billing")).isEqualTo(10);

        commit("billing", 25);
        Await.until("the line has moved", () -> stand(scan, "billing") == 25);
        commit("audit", 5);
        Await.until("the new group has a line", () -> stand(scan, "audit") == 5);
        assertThat(stand(scan, "billing")).isEqualTo(25);
        stop(scan);
        assertThat(stand(scan, "billing")).isEqualTo(25);
    }

    @Test
    void theLineOfAGroupThatIsDeletedGoes() throws Exception {
        commit("billing", 10);
        commit("audit", 5);
        Scan scan = followed();
        cluster.forgetGroup("audit");

        Await.until("its line is gone", () -> stand(scan, "audit") < 0);
        assertThat(stand(scan, "billing")).isEqualTo(10);
        cluster.forgetGroup("billing");
        Await.until("there are no groups any more", () -> scan.progress().isEmpty());
        stop(scan);
        assertThat(kinds(scan)).isEmpty();
    }

    @Test
    void aSkipIsToldWhileItIsFollowedAndInTheEndAsByAFreshScan() throws Exception {
        for (int next = 5; next <= 30; next += 5) {
            commit("billing", next);
        }
        Scan scan = followed();
        assertThat(kinds(scan)).doesNotContain(FindingKind.GROUP_SKIP);

        commit("billing", 150, -1);
        Await.until("the skip is told", () -> kinds(scan).contains(FindingKind.GROUP_SKIP));
        stop(scan);
        assertThat(scan.findings().all()).isEqualTo(scanned(STREAM).findings().all());
    }

    @Test
    void groupsAreLookedAtWhereTheScanIsMadeForFollowing() throws Exception {
        for (int next = 5; next <= 30; next += 5) {
            commit("billing", next);
        }
        commit("billing", 150, -1);
        Scan scan = scans.startAndFollow(request(STREAM, Depth.RECORDS));
        scan.stopFollowing();
        scan.task().await();

        assertThat(kinds(scan)).contains(FindingKind.GROUP_SKIP);
        assertThat(stand(scan, "billing")).isEqualTo(150);
    }

    @Test
    void aSkipThatIsSaidToBeNoProblemStaysSaid() throws Exception {
        for (int next = 5; next <= 30; next += 5) {
            commit("billing", next);
        }
        commit("billing", 150, -1);
        Scan scan = followed();
        var skip = scan.findings().all().getFirst();
        scan.findings().put(skip.withStatus(FindingStatus.DISMISSED));
        commit("billing", 160);
        Await.until("the line has moved", () -> stand(scan, "billing") == 160);
        stop(scan);

        assertThat(scan.findings().get(skip.id()))
                .hasValueSatisfying(kept -> assertThat(kept.status()).isEqualTo(FindingStatus.DISMISSED));
    }

    @Test
    void aFailureKeepsTheLinesAndTheyMoveOnAfterIt() throws Exception {
        commit("billing", 10);
        var gone = new AtomicBoolean();
        var asked = new AtomicInteger();
        source.withFault(step -> {
            if (step == MemoryFault.Step.GROUPS && gone.get()) {
                asked.incrementAndGet();
                throw new SourceException(SourceException.Kind.INTERRUPTED, "broker is gone", true, null);
            }
        });
        Scan scan = followed();
        commit("billing", 20);
        Await.until("the line has moved", () -> stand(scan, "billing") == 20);
        gone.set(true);
        commit("billing", 30);
        Await.until("it was asked and failed", () -> asked.get() > 1);
        assertThat(stand(scan, "billing")).isEqualTo(20);
        assertThat(kinds(scan)).isEmpty();

        gone.set(false);
        Await.until("the line has moved on", () -> stand(scan, "billing") == 30);
        assertThat(scan.isFollowing()).isTrue();
        stop(scan);
    }

    @Test
    void missingRightsAreToldAndTakenBackOnceTheyAreGranted() throws Exception {
        commit("billing", 10);
        var denied = new AtomicBoolean(true);
        source.withFault(step -> {
            if (step == MemoryFault.Step.GROUPS && denied.get()) {
                throw new SourceException(SourceException.Kind.DENIED, "you may not read it", false, null);
            }
        });
        Scan scan = scans.startAndFollow(request(STREAM, Depth.RECORDS));
        Await.until("it is told", () -> kinds(scan).contains(FindingKind.NOT_EVALUATED));
        assertThat(scan.findings().all().getFirst().explanation().explanation()).contains("you may not read it");

        denied.set(false);
        Await.until("the line is there", () -> stand(scan, "billing") == 10);
        Await.until("it is told no more", () -> !kinds(scan).contains(FindingKind.NOT_EVALUATED));
        stop(scan);
    }

    @Test
    void neitherACancelNorTheEventsWaitForGroupsThatAreNotTold() throws Exception {
        commit("billing", 10);
        var reading = new CountDownLatch(1);
        Scan scan = scanned(STREAM);
        source.withFault(step -> {
            if (step == MemoryFault.Step.GROUPS) {
                reading.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new SourceException(SourceException.Kind.INTERRUPTED, "interrupted", true, e);
                }
            }
        });
        follow(scan);
        reading.await();
        append(cluster.stream(STREAM).partition(0), 200, 220);
        Await.until("what comes is read", () -> scan.index().events() == 220);

        scan.cancel();
        assertThatThrownBy(scan.task()::await).isInstanceOf(TaskCancelledException.class);
        assertThat(scan.task().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(stand(scan, "billing")).isEqualTo(10);
        assertThat(kinds(scan)).isEmpty();
    }

    @Test
    void whatGroupsCommittedIsKeptForWhoeverLooksUntilItIsReadAgain() throws Exception {
        commit("billing", 10);
        Scan scan = scanned(STREAM);
        assertThat(scan.commits()).isEmpty();
        follow(scan);
        Await.until("it was read", () -> scan.commits().isPresent());
        assertThat(Objects.requireNonNull(scan.commits().orElseThrow()))
                .singleElement()
                .satisfies(commit -> assertThat(commit.next()).isEqualTo(Position.offset(10)));
        stop(scan);
    }
}
