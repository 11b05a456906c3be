package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Verdict;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Tone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameBuilderTest {

    private final MadeUpSource source = new MadeUpSource(6).withIncident();
    private final Snapshot snapshot = SnapshotBuilder.build(source, Axis.TIME, 1);
    private final TimelineModel model = new TimelineModel(() -> Instant.EPOCH);

    private TimelineFrame frame() {
        return FrameBuilder.build(snapshot, FrameRequest.of(model, 1));
    }

    private LaneHead head(int partition) {
        return Objects.requireNonNull(snapshot.heads().get(MadeUpSource.ORDERS.partition(partition)));
    }

    private void show() {
        model.viewport().resize(1_000, 400);
        model.show(
                snapshot.map(),
                List.copyOf(snapshot.heads().keySet()),
                snapshot.findings().values().stream().flatMap(List::stream).toList());
    }

    @Test
    void asksForTheWindowAndAWidthOnBothSides() {
        show();
        model.viewport().zoomAround(0.5, 12);
        FrameRequest request = FrameRequest.of(model, 1);
        AxisSpan seen = model.viewport().window().span();

        assertThat(request.span().from()).isLessThanOrEqualTo(seen.from() - seen.length());
        assertThat(request.span().to()).isGreaterThanOrEqualTo(seen.to() + seen.length());
        assertThat(Long.bitCount(request.bucket())).isEqualTo(1);
        double pixels = request.bucket() * model.viewport().scale().pixelsPerUnit();
        assertThat(pixels).isBetween(3.0, 6.0);
    }

    @Test
    void asksForTheSameAfterASmallMove() {
        show();
        model.viewport().zoomAround(0.5, 12);
        FrameRequest before = FrameRequest.of(model, 1);
        model.viewport().pan(0.01);

        assertThat(FrameRequest.of(model, 1)).isEqualTo(before);
        assertThat(FrameRequest.of(model, 2)).isNotEqualTo(before);
    }

    @Test
    void neverYieldsMoreBucketsThanPixels() {
        show();
        for (int notch = 0; notch < 60; notch++) {
            TimelineFrame frame = frame();
            for (LaneFrame lane : frame.lanes()) {
                assertThat(lane.buckets().size()).isLessThan(2_500);
            }
            model.viewport().zoomAround(0.4, 1);
        }
    }

    @Test
    void asksOnlyForLanesNearTheOnesSeen() {
        var big = new MadeUpSource(1_000);
        Snapshot many = SnapshotBuilder.build(big, Axis.TIME, 1);
        model.viewport().resize(1_000, 400);
        model.show(many.map(), List.copyOf(many.heads().keySet()), List.of());
        model.viewport().scrollTo(20_000);
        FrameRequest request = FrameRequest.of(model, 1);

        assertThat(request.lanes()).hasSizeLessThan(50);
        List<PartitionRef> seen = model.lanes()
                .shown()
                .subList(model.lanes().firstVisible(), model.lanes().endVisible());
        assertThat(request.lanes()).containsAll(seen);
    }

    @Test
    void headersTellPositionsEventsAndOpenFindings() {
        LaneHead head = head(2);

        assertThat(head.name()).isEqualTo("partition 2");
        assertThat(head.positions().replace(Formats.GROUP, ' ')).isEqualTo("10 224 113 … 20 421 980");
        assertThat(head.events()).matches("\\d+\\.\\d M events");
        assertThat(head.open()).isEqualTo(2);
        assertThat(head.worst()).isEqualTo(Tone.LOSS);
        assertThat(head(0).worst())
                .as("repaired and harmless findings are not open")
                .isNull();
    }

    @Test
    void leavesHarmlessFindingsOutUnlessAskedFor() {
        show();
        assertThat(frame().lanes().getFirst().marks()).hasSize(1);
        model.showBenign(true);
        assertThat(frame().lanes().getFirst().marks()).hasSize(2);
    }

    @Test
    void mergesTheFindingsOfOneBucketAndKeepsThemCounted() {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            String at = "08:%02d:%02d.%03d".formatted(i / 1000 % 60, i % 1000 * 6 / 100, i % 1000);
            many.add(MadeUpSource.finding(2, FindingKind.DUPLICATE, Verdict.ANOMALY, i, at, at, "1 duplicate"));
        }
        many.sort(java.util.Comparator.comparingLong(finding -> finding.time().fromMillis()));
        show();
        List<LaneMark> marks = FrameBuilder.marks(many, FrameRequest.of(model, 1));

        assertThat(marks).hasSizeLessThan(1_500);
        assertThat(marks.stream().mapToInt(mark -> mark.more() + 1).sum()).isEqualTo(50_000);
    }

    @Test
    void aPeakDoesNotFlattenTheRest() {
        show();
        TimelineFrame frame = frame();
        LaneFrame calm = frame.lanes().get(3);
        double highest = (double) calm.buckets().max() / calm.buckets().width() / frame.fullRate();

        assertThat(highest).isGreaterThan(0.5);
    }

    @Test
    void theOverviewHoldsEveryEvent() {
        Overview overview = snapshot.overview();
        long sum = 0;
        for (long count : overview.counts()) {
            sum += count;
        }

        assertThat(overview.events()).isEqualTo(source.density().events());
        assertThat(sum).isEqualTo(overview.events());
        assertThat(overview.exact()).isTrue();
        assertThat(overview.title()).isEqualTo("orders");
    }

    @Test
    void theOverviewShowsTheWorstFindingOfAPlace() {
        assertThat(snapshot.overview().ticks().stream()
                        .filter(tick -> model.shows(tick.findingClass()))
                        .map(Overview.Tick::tone))
                .contains(Tone.LOSS, Tone.SUSPECT, Tone.ANOMALY)
                .doesNotContain(Tone.PLAIN);
        long loss = MadeUpSource.at("08:14:07");
        assertThat(snapshot.overview().ticks())
                .as("the repaired finding of partition 0 lies at the same time")
                .anyMatch(tick -> tick.tone() == Tone.LOSS && Math.abs(tick.at() - loss) < 60_000);
    }

    @Test
    void theOverviewIsScannedOnlyAsFarAsEveryLaneIs() {
        assertThat(SnapshotBuilder.build(source.scannedTo("08:00:00"), Axis.TIME, 2)
                        .overview()
                        .scanned())
                .containsExactly(new AxisSpan(MadeUpSource.START, MadeUpSource.at("08:00:00")));
        source.coverage = Optional.empty();
        assertThat(SnapshotBuilder.build(source, Axis.TIME, 3).overview().scanned())
                .isEmpty();
    }

    @Test
    void alongOffsetsALossIsAsWideAsItIsAndTheRestIsFull() {
        Snapshot along = SnapshotBuilder.build(source, Axis.OFFSET, 2);
        show();
        model.turnAxis();
        TimelineFrame frame = FrameBuilder.build(along, FrameRequest.of(model, 2));
        LaneFrame lane = frame.lanes().get(2);
        long holeStart = MadeUpSource.positionAt(2, MadeUpSource.at("08:12:44"));
        long holeEnd = MadeUpSource.positionAt(2, MadeUpSource.at("08:15:32"));
        long full = 0;
        for (int i = 0; i < lane.buckets().size(); i++) {
            long from = lane.buckets().start() + i * lane.buckets().width();
            long to = from + lane.buckets().width();
            if (from >= holeStart && to <= holeEnd) {
                assertThat(lane.buckets().counts()[i]).isZero();
            } else if (lane.buckets().counts()[i] == lane.buckets().width()) {
                full++;
            }
        }

        assertThat(full).isGreaterThan(200);
        assertThat(frame.fullRate()).isEqualTo(1);
        assertThat(lane.marks())
                .extracting(LaneMark::from)
                .contains(MadeUpSource.positionAt(2, MadeUpSource.at("08:12:41.003")));
        assertThat(along.overview().axis()).isEqualTo(Axis.OFFSET);
        assertThat(along.overview().ticks()).hasSameSizeAs(snapshot.overview().ticks());
    }

    @Test
    void alongOffsetsTheOverviewIsUnknownWhereAnyLaneIsUnread() {
        Snapshot along = SnapshotBuilder.build(source, Axis.OFFSET, 2);
        assertThat(along.overview().scanned())
                .containsExactly(along.map().extent(Axis.OFFSET).orElseThrow());
    }

    /// However far one zooms out: each finding is in some mark, and its lane says what is worst there.
    @Test
    void noFindingVanishesByZoomingOut() {
        var many = new MadeUpSource(1);
        for (int i = 0; i < 200; i++) {
            String second = "%02d".formatted(i % 60);
            String minute = "%02d".formatted(i / 4);
            many.with(MadeUpSource.finding(
                    0,
                    i % 50 == 7 ? FindingKind.GAP_SEQUENCE : FindingKind.DUPLICATE,
                    i % 50 == 7 ? Verdict.LOSS : Verdict.ANOMALY,
                    i,
                    "07:" + minute + ":" + second,
                    "07:" + minute + ":" + second,
                    i + " duplicates"));
        }
        Snapshot all = SnapshotBuilder.build(many, Axis.TIME, 1);
        model.viewport().resize(900, 400);
        model.show(all.map(), List.copyOf(all.heads().keySet()), all.inOrder());
        for (int notches = 0; notches < 30; notches += 6) {
            TimelineFrame built = FrameBuilder.build(all, FrameRequest.of(model, 1));
            List<LaneMark> marks = built.lanes().getFirst().marks();
            List<MarkLayout.Placed> placed =
                    new MarkLayout(model.viewport().scale(), text -> text.length() * 6.0).place(marks);

            assertThat(marks.stream().mapToInt(mark -> 1 + mark.more()).sum()).isEqualTo(200);
            assertThat(placed.stream().mapToInt(mark -> 1 + mark.mark().more()).sum())
                    .isEqualTo(200);
            assertThat(placed)
                    .allMatch(mark -> mark.end() - mark.x() >= MarkLayout.LEAST_WIDTH - 1e-6)
                    .anyMatch(mark -> mark.mark().style().tone() == Tone.LOSS);
            model.viewport().zoomAround(0.5, -6);
        }
    }
}
