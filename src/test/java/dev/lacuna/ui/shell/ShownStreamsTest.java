package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.CopyRequest;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.timeline.TimelineSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShownStreamsTest {

    private static final String UPSTREAM = "orders-upstream";

    private final Shop shop = new Shop();
    private final FxQueue fx = new FxQueue();
    private final WorkspaceModel workspace =
            new WorkspaceModel(shop.start(new Opening.Sample()), WindowState.FIRST, fx);
    private final ShownStreams shown = workspace.shown();

    @AfterEach
    void close() {
        workspace.close();
    }

    private void openBoth() throws InterruptedException {
        workspace.open(new Opening.Sample());
        fx.runUntil(() -> !shown.scans().isEmpty() && !shown.isBusy());
        workspace.addToView(UPSTREAM);
        fx.runUntil(() -> shown.scans().size() == 2 && !shown.isBusy());
    }

    private Scan scan(String name) {
        return shown.scanOf(name).orElseThrow();
    }

    private PartitionRef lane(String name, int number) {
        return scan(name).stream().stream().partition(number);
    }

    private static Finding loss(Scan scan) {
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void addsAStreamWithAScanOfItsOwnAndLeavesTheFirstAlone() throws Exception {
        workspace.open(new Opening.Sample());
        fx.runUntil(() -> !shown.scans().isEmpty() && !shown.isBusy());
        Scan first = scan("orders");
        workspace.addToView(UPSTREAM);
        fx.runUntil(() -> shown.scans().size() == 2 && !shown.isBusy());

        assertThat(shown.names()).containsExactly("orders", UPSTREAM);
        assertThat(scan("orders")).isSameAs(first);
        assertThat(scan(UPSTREAM).index().events()).isEqualTo(600);
        assertThat(workspace.streams().streamProperty().get()).isEqualTo("orders");
    }

    @Test
    void turnsToAStreamThatIsAddedTwice() throws Exception {
        openBoth();
        Scan before = scan(UPSTREAM);
        workspace.addToView(UPSTREAM);

        assertThat(shown.names()).containsExactly("orders", UPSTREAM);
        assertThat(scan(UPSTREAM)).isSameAs(before);
        assertThat(workspace.streams().streamProperty().get()).isEqualTo(UPSTREAM);
    }

    @Test
    void cancelsAndForgetsTheScanOfAStreamThatIsRemoved() throws Exception {
        shop.withFaults(source ->
                source.stallAt(shop.cluster.stream(UPSTREAM).partition(1).ref(), 250));
        workspace.open(new Opening.Sample());
        fx.runUntil(() -> !shown.scans().isEmpty() && !shown.isBusy());
        workspace.addToView(UPSTREAM);
        fx.runUntil(() -> shown.scans().size() == 2 && scan(UPSTREAM).isReading());
        Scan removed = scan(UPSTREAM);
        workspace.removeFromView(UPSTREAM);

        assertThat(shown.names()).containsExactly("orders");
        assertThat(shown.scans()).doesNotContain(removed);
        assertThat(removed.task().state()).isIn(TaskState.CANCELLING, TaskState.CANCELLED);
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (removed.isRunning() && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        assertThat(removed.task().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(shown.problemProperty().get()).isNull();
    }

    @Test
    void worksOnAnotherStreamWhenTheOneWorkedOnIsRemoved() throws Exception {
        openBoth();
        workspace.removeFromView("orders");

        assertThat(workspace.streams().streamProperty().get()).isEqualTo(UPSTREAM);
        workspace.removeFromView(UPSTREAM);
        assertThat(shown.names()).isEmpty();
        assertThat(workspace.streams().streamProperty().get()).isEmpty();
    }

    @Test
    void leavesNothingBesideAStreamThatIsOpenedAlone() throws Exception {
        openBoth();
        workspace.selectStream(UPSTREAM);
        fx.runUntil(() -> shown.scans().size() == 1 && !shown.isBusy());

        assertThat(shown.names()).containsExactly(UPSTREAM);
    }

    @Test
    void tellsOfATopicThatCannotBeAddedWhileTheOthersStay() throws Exception {
        openBoth();
        workspace.addToView("no-such-topic");
        fx.runUntil(() -> shown.problemProperty().get() != null);

        assertThat(Objects.requireNonNull(shown.problemProperty().get()).text()).contains("no-such-topic");
        assertThat(shown.scans()).hasSize(2);
        shown.dismissProblem();
        assertThat(shown.problemProperty().get()).isNull();
    }

    @Test
    void forgetsAllStreamsWithTheirSource() throws Exception {
        openBoth();
        workspace.connections().disconnect();

        assertThat(shown.names()).isEmpty();
        assertThat(shown.scans()).isEmpty();
    }

    @Test
    void readsTheRecordsOfASelectionOverBothStreams() throws Exception {
        openBoth();
        var time = new TimeSpan(
                loss(scan("orders")).time().fromMillis(),
                loss(scan("orders")).time().toMillis() + 1);
        var selection = new Selection.Span(time, Set.of(lane("orders", 1), lane(UPSTREAM, 1)));

        RecordPage page =
                workspace.records(selection, Optional.of(time)).orElseThrow().await();

        assertThat(page.rows())
                .filteredOn(row -> row.event().partition().equals(lane("orders", 1)))
                .hasSize(2);
        assertThat(page.rows())
                .filteredOn(row -> row.event().partition().equals(lane(UPSTREAM, 1)))
                .hasSize((int) Shop.LOST + 2);
    }

    @Test
    void rescansTheStreamThatWasRepairedWhicheverIsWorkedOn() throws Exception {
        openBoth();
        Scan before = scan("orders");
        Scan upstream = scan(UPSTREAM);
        Finding loss = loss(before);
        var plan = workspace
                .planRepair(before, List.of(loss), Optional.empty(), CopyRequest.SAFE)
                .await();
        workspace.investigation().run(plan, true, false).task().await();
        var verification = workspace.investigation().verify(plan).await();
        shown.turnTo(UPSTREAM);
        workspace.verified(verification);
        fx.runUntil(() -> scan("orders") != before && !shown.isBusy());

        assertThat(scan("orders").findings().get(loss.id()))
                .get()
                .extracting(Finding::status)
                .isEqualTo(FindingStatus.REPAIRED);
        assertThat(scan(UPSTREAM)).isSameAs(upstream);
    }

    @Test
    void saysWhatASelectionMeansInEachStream() throws Exception {
        openBoth();
        var time = new TimeSpan(0, 10);
        var selection = new Selection.Span(time, Set.of(lane("orders", 0), lane("orders", 1), lane(UPSTREAM, 1)));

        Map<String, SelectedRange> ranges = SelectedRange.byStream(selection, shown.scans(), Optional.of(time));

        assertThat(ranges).containsOnlyKeys("orders", UPSTREAM);
        assertThat(ranges)
                .hasEntrySatisfying(
                        "orders", range -> assertThat(range.partitions()).containsExactlyInAnyOrder(0, 1))
                .hasEntrySatisfying(
                        UPSTREAM, range -> assertThat(range.partitions()).containsExactly(1));
    }

    @Test
    void listsTheStreamsAnewWhereOneIsGoneAndKeepsWhatWasSeenOfIt() throws Exception {
        openBoth();
        Scan seen = scan(UPSTREAM);
        shop.cluster.delete(UPSTREAM);
        shown.turnTo(UPSTREAM);
        workspace.streams().rescan();
        fx.runUntil(() -> Objects.requireNonNull(workspace.connections().connection()).streams().stream()
                .noneMatch(stream -> stream.name().equals(UPSTREAM)));

        assertThat(scan(UPSTREAM)).isSameAs(seen);
    }

    @Test
    void findingsOfOneStreamMeanNothingInAnother() throws Exception {
        openBoth();
        Finding loss = loss(scan("orders"));

        assertThat(SelectedRange.byStream(
                        new Selection.Findings(Set.of(loss.id())), shown.scans(), Optional.of(loss.time())))
                .containsOnlyKeys("orders");
    }

    @Test
    void isOneTimelineWithALaneForEachPartitionOfEachStream() throws Exception {
        openBoth();
        StreamRef orders = scan("orders").stream().stream();
        TimelineSource timeline = new StreamsTimeline(shown.scans(), List::of, InstantSource.system());

        assertThat(timeline.streams()).extracting(info -> info.stream().name()).containsExactly("orders", UPSTREAM);
        assertThat(timeline.density().partitions()).hasSize(4);
        assertThat(timeline.density().lane(lane(UPSTREAM, 1)))
                .isSameAs(scan(UPSTREAM).index().lane(lane(UPSTREAM, 1)));
        assertThat(timeline.findings()).contains(loss(scan("orders")));
        assertThat(timeline.coverage(orders.partition(0))).isPresent();
        assertThat(timeline.extent()).contains(scan("orders").index().extent().orElseThrow());
        assertThat(timeline.timeAt(lane(UPSTREAM, 0), 10))
                .isEqualTo(new ScanTimeline(scan(UPSTREAM), List::of, InstantSource.system())
                        .timeAt(lane(UPSTREAM, 0), 10));
    }

    @Test
    void whatWasReadToItsEndsIsUnknownNowhere() throws Exception {
        shop.cluster.create("quiet", 2);
        shop.write("quiet", 0, 0, 100);
        workspace.open(new Opening.Sample());
        fx.runUntil(() -> !shown.scans().isEmpty() && !shown.isBusy());
        workspace.addToView("quiet");
        fx.runUntil(() -> shown.scans().size() == 2 && !shown.isBusy());
        TimelineSource timeline = new StreamsTimeline(shown.scans(), List::of, InstantSource.system());
        TimeSpan all = timeline.extent().orElseThrow();

        for (PartitionRef lane : List.of(lane("orders", 0), lane("quiet", 0), lane("quiet", 1))) {
            assertThat(timeline.coverage(lane).orElseThrow().scanned())
                    .as("of " + lane)
                    .singleElement()
                    .satisfies(scanned -> {
                        assertThat(scanned.fromMillis()).isLessThan(all.fromMillis());
                        assertThat(scanned.toMillis()).isGreaterThan(all.toMillis());
                    });
        }
    }

    @Test
    void theTimelineGoesOnWhenAStreamComesOrGoesAndNotWhenAllAreOthers() throws Exception {
        openBoth();
        Scan orders = scan("orders");
        Scan upstream = scan(UPSTREAM);
        var timeline = new StreamsTimeline(List.of(orders), List::of, InstantSource.system());

        assertThat(timeline.goesOnWith(List.of(upstream, orders))).isTrue();
        timeline.show(List.of(upstream, orders));
        assertThat(timeline.goesOnWith(List.of(upstream))).isTrue();
        timeline.show(List.of(upstream));
        assertThat(timeline.streams()).hasSize(1);
        assertThat(timeline.goesOnWith(List.of(orders))).isFalse();
    }

    @Test
    void everyStreamGoesOnFromWhatWasDecidedInItsSession() throws Exception {
        shop.cluster.create("payments", 1);
        shop.write("payments", 0, 0, 100);
        shop.write("payments", 0, 140, 300);
        workspace.open(new Opening.Sample());
        fx.runUntil(() -> !shown.scans().isEmpty() && !shown.isBusy());
        workspace.addToView("payments");
        fx.runUntil(() -> shown.scans().size() == 2 && !shown.isBusy());
        Map<String, Scan> recorded = Map.of("orders", scan("orders"), "payments", scan("payments"));
        String dismissed = loss(scan("orders")).id();
        workspace.dismiss(loss(scan("orders")), "a test");
        Finding other = loss(scan("payments"));
        workspace.dismiss(other, "a test, too");

        workspace.selectStream("orders");
        workspace.addToView("payments");
        recorded.forEach(shown::goOnFrom);
        fx.runUntil(() -> shown.scans().size() == 2 && !shown.isBusy());

        assertThat(scan("orders").findings().get(dismissed))
                .get()
                .extracting(Finding::status)
                .isEqualTo(FindingStatus.DISMISSED);
        assertThat(scan("payments").findings().get(other.id()))
                .get()
                .extracting(Finding::status)
                .isEqualTo(FindingStatus.DISMISSED);
    }
}
