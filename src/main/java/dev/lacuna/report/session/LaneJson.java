package dev.lacuna.report.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lacuna.model.Backdrop;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Density;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import java.util.List;

/// A lane as a line of a session file. Long rows of ascending numbers stand as the first and then the differences: they
/// take a fraction of the room.
///
/// ```
/// {"stream":"orders","partition":0,"events":…,"bytes":…,"first_time_ms":…,"last_time_ms":…,
///  "over_time":{"bucket_ms":1024,"starts":[…],"counts":[…],"bytes":[…]},
///  "over_positions":{"bucket_positions":64,"starts":[…],"counts":[…]},
///  "estimated":false,"positions_estimated":false,
///  "looked_up":{"times_ms":[…],"positions":[…]},"read":[[FROM,TO],…],
///  "sampled":{"positions":[…],"times_ms":[…]},"epochs":[[EPOCH,FIRST],…]}
/// ```
/// The start of a bucket is its number: times the width it is a time or a position.
final class LaneJson {

    private LaneJson() {}

    static ObjectNode of(String stream, SavedLane lane) {
        Density density = lane.density();
        ObjectNode cells = Cells.object();
        cells.put("stream", stream);
        cells.put("partition", lane.partition());
        cells.put("events", density.events());
        cells.put("bytes", density.bytes());
        if (density.events() > 0) {
            cells.put("first_time_ms", density.firstMillis());
            cells.put("last_time_ms", density.lastMillis());
        }
        cells.put("estimated", density.estimated());
        cells.put("positions_estimated", density.placesEstimated());
        cells.set("over_time", counts("bucket_ms", density.times()));
        cells.set("over_positions", counts("bucket_positions", density.places()));
        ObjectNode lookedUp = cells.putObject("looked_up");
        lookedUp.set("times_ms", Cells.differences(density.backdrop().millis()));
        lookedUp.set("positions", Cells.differences(density.backdrop().positions()));
        cells.set(
                "read",
                Cells.rows(density.read().stream()
                        .map(range ->
                                new long[] {range.from().asOffset(), range.to().asOffset()})
                        .toList()));
        ObjectNode sampled = cells.putObject("sampled");
        sampled.set("positions", Cells.differences(lane.positions()));
        sampled.set("times_ms", Cells.differences(lane.millis()));
        cells.set(
                "epochs",
                Cells.rows(lane.epochs().stream()
                        .map(start -> new long[] {start.epoch(), start.first().asOffset()})
                        .toList()));
        return cells;
    }

    private static ObjectNode counts(String width, Density.Counts counts) {
        ObjectNode cells = Cells.object();
        cells.put(width, 1L << counts.shift());
        cells.set("starts", Cells.differences(counts.keys()));
        cells.set("counts", Cells.array(counts.counts()));
        if (counts.bytes().length > 0) {
            cells.set("bytes", Cells.array(counts.bytes()));
        }
        return cells;
    }

    static SavedLane read(Cells cells) {
        boolean any = cells.has("first_time_ms");
        Cells lookedUp = cells.object("looked_up");
        Cells sampled = cells.object("sampled");
        List<PositionRange> read = cells.rows("read", 2).stream()
                .map(run -> PositionRange.offsets(run[0], run[1]))
                .toList();
        var density = new Density(
                counts("bucket_ms", cells.object("over_time"), true),
                counts("bucket_positions", cells.object("over_positions"), false),
                cells.number("events"),
                cells.number("bytes"),
                any ? cells.number("first_time_ms") : Density.NONE.firstMillis(),
                any ? cells.number("last_time_ms") : Density.NONE.lastMillis(),
                cells.truth("estimated"),
                cells.truth("positions_estimated"),
                new Backdrop(lookedUp.ascending("times_ms"), lookedUp.ascending("positions")),
                read);
        return new SavedLane(
                cells.integer("partition"),
                density,
                sampled.ascending("positions"),
                sampled.ascending("times_ms"),
                cells.rows("epochs", 2).stream()
                        .map(start -> new Baseline.EpochStart((int) start[0], Position.offset(start[1])))
                        .toList());
    }

    private static Density.Counts counts(String widthName, Cells cells, boolean weighs) {
        long width = cells.number(widthName);
        if (width <= 0 || Long.bitCount(width) != 1) {
            throw new IllegalArgumentException("'" + widthName + "' is no power of two: " + width);
        }
        return new Density.Counts(
                Long.numberOfTrailingZeros(width),
                cells.ascending("starts"),
                cells.numbers("counts"),
                weighs && cells.has("bytes") ? cells.numbers("bytes") : new long[0]);
    }
}
