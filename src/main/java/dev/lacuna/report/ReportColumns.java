package dev.lacuna.report;

import dev.lacuna.model.Finding;
import dev.lacuna.model.TimeSpan;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns of a gap report, in their order. The names are a contract: scripts read them.
final class ReportColumns {

    /// RFC 3339 in UTC, milliseconds always.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ReportColumns() {}

    /// The cells of a row: `String`, `Long`, [Evidence] or null where there is nothing to say.
    static Map<String, @Nullable Object> of(ReportRow row) {
        Finding finding = row.finding();
        TimeSpan time = finding.time();
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("finding_id", finding.id());
        cells.put("source", finding.partition().stream().source());
        cells.put("stream", finding.partition().stream().name());
        cells.put("partition", (long) finding.partition().number());
        cells.put("kind", finding.kind().id());
        cells.put("severity", finding.severity().id());
        cells.put("verdict", finding.verdict().id());
        cells.put("cause", finding.cause().id());
        cells.put("from_position", finding.positions().from().toString());
        cells.put("to_position", finding.positions().to().toString());
        cells.put("missing", finding.missing().isPresent() ? finding.missing().getAsLong() : null);
        cells.put("missing_basis", finding.basis().id());
        cells.put("from_time", time.isKnown() ? time(time.from()) : null);
        cells.put("to_time", time.isKnown() ? time(time.to()) : null);
        cells.put(
                "explanation",
                finding.explanation().summary() + ". " + finding.explanation().explanation());
        cells.put("suggestion", finding.explanation().suggestion());
        cells.put("status", finding.status().id());
        cells.put("evidence", finding.evidence());
        cells.put("scan_from", row.scanFrom());
        cells.put("scan_to", row.scanTo());
        cells.put("scanned_at", time(row.scannedAt()));
        cells.put("tool_version", row.toolVersion());
        return cells;
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }
}
