package dev.lacuna.report;

import dev.lacuna.model.Basis;
import dev.lacuna.source.StreamGlance;
import dev.lacuna.source.StreamSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The streams of a source, a row per stream.
public final class StreamsReport {

    private static final List<String> COLUMNS = List.of(
            "stream",
            "partitions",
            "internal",
            "positions_at_most",
            "bytes",
            "policy",
            "retention_ms",
            "timestamps",
            "last_time",
            "last_time_ms",
            "problem",
            "bytes_basis",
            "partitions_absent");

    private StreamsReport() {}

    /// One stream, with what could be told of it.
    public record Row(StreamSummary summary, StreamGlance glance) {}

    public static NamedTable of(List<Row> rows) {
        var table = new NamedTable(COLUMNS);
        rows.forEach(row -> table.add(cells(row)));
        return table;
    }

    private static Map<String, @Nullable Object> cells(Row row) {
        StreamGlance glance = row.glance();
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("stream", row.summary().name());
        cells.put("partitions", row.summary().partitions());
        cells.put("internal", row.summary().internal());
        cells.put("positions_at_most", glance.isKnown() ? glance.positions() : null);
        cells.put("bytes", glance.bytes().isPresent() ? glance.bytes().getAsLong() : null);
        cells.put("policy", glance.policy().isEmpty() ? null : glance.policy());
        cells.put("retention_ms", glance.retention().map(Duration::toMillis).orElse(null));
        cells.put(
                "timestamps",
                glance.timestamps()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .orElse(null));
        NamedRows.putTime(
                cells,
                "last_time",
                glance.last().isPresent() ? Instant.ofEpochMilli(glance.last().getAsLong()) : null);
        cells.put("problem", glance.problem());
        cells.put(
                "bytes_basis", glance.bytes().isEmpty() ? null : (glance.remote() ? Basis.AT_LEAST : Basis.EXACT).id());
        cells.put("partitions_absent", glance.isKnown() ? glance.absent() : null);
        return cells;
    }
}
