package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.CopyRequest;
import dev.lacuna.investigation.LiveState;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.source.MemorySource;
import dev.lacuna.task.TaskState;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A scan that goes on with what comes.
class WorkspaceFollowTest extends WorkspaceFixture {

    private void follow() throws InterruptedException {
        workspace.streams().toggleFollow();
        runUntil(() -> scan().isFollowing() && scan().live().orElseThrow().stage() == LiveState.Stage.LIVE);
    }

    @Test
    void followsWhatComesUntilItIsStopped() throws Exception {
        Scan scan = opened();
        long before = scan.index().events();
        follow();
        assertThat(scan()).isSameAs(scan);
        assertThat(workspace.streams().followingProperty().get()).isTrue();
        assertThat(workspace.streams().busyProperty().get()).isFalse();

        shop.write("orders", 0, 300, 310);
        runUntil(() -> scan.index().events() == before + 10
                && scan.stream().partitions().getFirst().end().equals(Position.offset(310)));

        workspace.streams().toggleFollow();
        runUntil(() -> !scan.isFollowing() && scan.task().state() == TaskState.DONE);
        assertThat(workspace.streams().followingProperty().get()).isFalse();
        assertThat(loss(scan).missing()).hasValue(Shop.LOST);
        assertThat(workspace.streams().problemProperty().get()).isNull();
    }

    @Test
    void whereGroupsStandIsKeptUpWhileItFollows() throws Exception {
        Scan scan = opened();
        PartitionRef lane = scan.stream().stream().partition(0);
        StreamModel streams = workspace.streams();
        var timeline = new ScanTimeline(scan, List::of, InstantSource.system());
        commit(lane, 40);
        follow();
        runUntil(() -> {
            streams.keepUp();
            return stand(streams) == 40;
        });

        commit(lane, 90);
        runUntil(() -> {
            streams.keepUp();
            return stand(streams) == 90;
        });
        assertThat(timeline.trails().get(lane))
                .singleElement()
                .satisfies(trail -> assertThat(trail.points().getLast().next()).isEqualTo(90));
        List<GroupOffset> shown = streams.groupsProperty().get();
        shop.write("orders", 0, 300, 310);
        runUntil(() -> scan.index().lane(lane).totals().events() == 310);
        streams.keepUp();
        fx.runAll();
        assertThat(streams.groupsProperty().get()).isSameAs(shown); // nothing to draw anew

        shop.cluster.forgetGroup("billing");
        runUntil(() -> {
            streams.keepUp();
            return streams.groupsProperty().get().isEmpty();
        });
        streams.toggleFollow();
        runUntil(() -> !scan.isFollowing());
    }

    @Test
    void whatIsOnItsWayLeavesNoUnreadHoleBehindWhatIsFollowed() throws Exception {
        PartitionRef lane = shop.cluster.stream("orders").partition(0).ref();
        shop.withFaults(source -> source.stallAt(lane, 305));
        Scan scan = opened();
        var timeline = new ScanTimeline(scan, List::of, InstantSource.system());
        follow();
        shop.write("orders", 0, 300, 310);
        runUntil(() -> scan.index().lane(lane).totals().events() == 305
                && scan.stream().partitions().getFirst().end().equals(Position.offset(310)));
        long newest = scan.index().lane(lane).totals().lastMillis();

        assertThat(scan.live().orElseThrow().stage()).isEqualTo(LiveState.Stage.LIVE);
        assertThat(timeline.coverage(lane).orElseThrow().scanned())
                .singleElement()
                .satisfies(read -> assertThat(read.toMillis()).isGreaterThan(newest + 3_600_000));
        scan.cancel();
        runUntil(() -> !scan.isFollowing());
    }

    private void commit(PartitionRef lane, long next) {
        shop.cluster.addGroupCommit(
                new GroupCommit("billing", lane, Position.offset(next), System.currentTimeMillis(), 1));
    }

    /// Where the only group stands in the only partition that it has read; -1 where there is none.
    private static long stand(StreamModel streams) {
        List<GroupOffset> rows = streams.groupsProperty().get();
        return rows.isEmpty() ? -1 : rows.getFirst().next().asOffset();
    }

    @Test
    void aNewScanEndsTheFollowing() throws Exception {
        Scan followed = opened();
        follow();
        workspace.streams().rescan();
        runUntil(() -> workspace.streams().scan() != followed
                && !workspace.streams().busyProperty().get()
                && followed.task().state().isTerminal());

        assertThat(workspace.streams().followingProperty().get()).isFalse();
        assertThat(followed.isFollowing()).isFalse();
        assertThat(scan().events()).isEqualTo(followed.index().events());
    }

    @Test
    void aRepairIsPlannedFromWhatStandsFastWhileItFollows() throws Exception {
        Scan scan = opened();
        follow();
        ReplayPlan plan = workspace
                .planRepair(scan, List.of(loss(scan)), Optional.empty(), CopyRequest.SAFE)
                .await();
        shop.write("orders-upstream", 1, 300, 320);

        assertThat(plan.events()).isEqualTo(Shop.LOST);
        workspace.streams().toggleFollow();
        runUntil(() -> !scan.isFollowing());
    }

    @Test
    void saysWhyAFolderOfLogsCannotBeFollowed() throws Exception {
        shop.withFaults(MemorySource::atRest);
        opened();
        workspace.streams().toggleFollow();

        assertThat(workspace.streams().followingProperty().get()).isFalse();
        assertThat(Objects.requireNonNull(workspace.streams().problemProperty().get())
                        .text())
                .contains("can't be followed");
    }
}
