package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Finding;
import dev.lacuna.ui.kit.Formats;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TipTextTest {

    @Test
    void saysWhatAButtonDoesAndWhatACollapsedHeaderHasNoRoomFor() {
        Snapshot snapshot = SnapshotBuilder.build(new MadeUpSource(2), Axis.TIME, 1);
        var open = new LaneRow.Lane(MadeUpSource.ORDERS.partition(1), true, false, false);
        var thin = new LaneRow.Lane(MadeUpSource.ORDERS.partition(1), false, true, false);
        var tip = new TipText(new Formats(), () -> Instant.EPOCH);

        assertThat(tip.at(
                        new HeaderSpot(0, open, Optional.of(HeaderButton.PIN)),
                        snapshot.heads(),
                        lane -> Optional.empty()))
                .contains("Unpin (P)");
        assertThat(tip.at(
                        new HeaderSpot(0, thin, Optional.of(HeaderButton.CHEVRON)),
                        snapshot.heads(),
                        lane -> Optional.empty()))
                .contains("Expand (C)");
        assertThat(tip.at(new HeaderSpot(0, thin, Optional.empty()), snapshot.heads(), lane -> Optional.empty())
                        .orElseThrow())
                .startsWith("partition 1\n")
                .endsWith("events");
        assertThat(tip.at(new HeaderSpot(0, open, Optional.empty()), snapshot.heads(), lane -> Optional.empty()))
                .isEmpty();
    }

    @Test
    void saysInTheHeaderOfALaneHowFarItsScanIs() {
        var lane = MadeUpSource.ORDERS.partition(1);
        var standing = new TimelineSource.Standing(4_120, MadeUpSource.at("08:12:41"), 2_400, 3_000);
        var head = new LaneHead("partition 1", "partition 1", "0 … 9", "0 … 9", "9 events", 0, null, null);
        var row = new LaneRow.Lane(lane, false, false, false);

        assertThat(texts.at(
                                new HeaderSpot(0, row, Optional.empty()),
                                Map.of(lane, head),
                                asked -> Optional.of(standing))
                        .orElseThrow()
                        .replace(Formats.GROUP, ' '))
                .isEqualTo("read to offset 4 120, 2026-11-23 08:12:41.000 UTC\n2 400/s · 3 s left");
    }

    private final MadeUpSource source = new MadeUpSource(6).withIncident();
    private final TipText texts =
            new TipText(new Formats(ZoneOffset.UTC), () -> Instant.ofEpochMilli(MadeUpSource.at("09:00:00")));

    private LaneFrame lane(int number) {
        Snapshot snapshot = SnapshotBuilder.build(source, Axis.TIME, 1);
        var model = new TimelineModel(() -> Instant.EPOCH);
        model.viewport().resize(1_000, 400);
        model.show(snapshot.map(), List.copyOf(snapshot.heads().keySet()), source.findings());
        return FrameBuilder.build(snapshot, FrameRequest.of(model, 1)).lanes().get(number);
    }

    @Test
    void tellsTimeAndCountOfTheBarUnderThePointer() {
        assertThat(texts.at(
                        Axis.TIME,
                        MadeUpSource.at("07:00:00"),
                        lane(0),
                        AxisMap.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        0))
                .startsWith("2026-11-23 07:00:00.000 UTC\n2 h ago\npartition 0 · ")
                .contains(" events in ");
    }

    @Test
    void tellsTheFindingWithItsTimesAndPositions() {
        Finding loss = source.findings().getFirst();

        assertThat(texts.at(
                        Axis.TIME,
                        MadeUpSource.at("08:14:00"),
                        lane(2),
                        AxisMap.NONE,
                        Optional.empty(),
                        Optional.of(loss),
                        2))
                .contains("LOSS · 173 missing sequence numbers")
                .contains("08:12:41.003 – 08:15:34.118")
                .contains("positions ")
                .contains("2 more findings here");
    }

    @Test
    void tellsEmptyFromUnknown() {
        assertThat(texts.at(
                        Axis.TIME,
                        MadeUpSource.at("07:47:00"),
                        lane(4),
                        AxisMap.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        0))
                .contains("no events here");
        source.scannedTo("07:00:00");
        assertThat(texts.at(
                        Axis.TIME,
                        MadeUpSource.at("07:47:00"),
                        lane(4),
                        AxisMap.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        0))
                .contains("not scanned yet");
    }

    @Test
    void tellsTheOffsetBesideTheTimeAndTheTimeBesideTheOffset() {
        long millis = MadeUpSource.at("07:00:00");
        long offset = MadeUpSource.positionAt(0, millis);

        assertThat(texts.at(Axis.TIME, millis, lane(0), MadeUpSource.map(1), Optional.empty(), Optional.empty(), 0))
                .contains("near offset " + Formats.number(offset));
        assertThat(texts.at(
                        Axis.OFFSET, offset, offsetLane(0), MadeUpSource.map(1), Optional.empty(), Optional.empty(), 0))
                .startsWith("offset " + Formats.number(offset) + "\nabout 2026-11-23 07:00:00.000 UTC\n2 h ago\n")
                .contains("positions hold an event");
        assertThat(texts.at(Axis.OFFSET, 5, offsetLane(0), MadeUpSource.map(1), Optional.empty(), Optional.empty(), 0))
                .contains("no such position");
    }

    private LaneFrame offsetLane(int number) {
        Snapshot snapshot = SnapshotBuilder.build(source, Axis.OFFSET, 1);
        var model = new TimelineModel(() -> Instant.EPOCH);
        model.viewport().resize(1_000, 400);
        model.show(snapshot.map(), List.copyOf(snapshot.heads().keySet()), source.findings());
        model.turnAxis();
        return FrameBuilder.build(snapshot, FrameRequest.of(model, 1)).lanes().get(number);
    }

    @Test
    void namesTheChangeOfLeadersUnderThePointer() {
        var epoch = new LaneEpoch(1, 3, 4_120);
        assertThat(texts.at(
                        Axis.TIME,
                        MadeUpSource.at("07:00:00"),
                        lane(0),
                        AxisMap.NONE,
                        Optional.of(epoch),
                        Optional.empty(),
                        0))
                .contains("leader epoch 1 → 3 from offset " + Formats.number(4_120) + " on");
    }
}
