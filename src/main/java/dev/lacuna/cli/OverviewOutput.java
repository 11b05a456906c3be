package dev.lacuna.cli;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Backdrop;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.report.OverviewReport;
import dev.lacuna.report.OverviewRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Prints the overview of a stream: its density, and no finding, because nothing was read.
final class OverviewOutput {

    private static final int COLUMNS = 60;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private OverviewOutput() {}

    static void print(Scan scan, TimeSpan span, OutputFormat format, PrintWriter out) throws IOException {
        switch (format) {
            case CSV -> OverviewReport.writeCsv(rows(scan, span), out);
            case JSONL -> OverviewReport.writeJsonLines(rows(scan, span), out);
            case TABLE -> printTable(scan, span, out);
        }
        out.flush();
    }

    private static List<OverviewRow> rows(Scan scan, TimeSpan span) {
        List<OverviewRow> rows = new ArrayList<>();
        for (PartitionRef partition : scan.index().partitions()) {
            Backdrop backdrop = scan.backdrop(partition);
            for (int i = 0; i < backdrop.stretches(); i++) {
                var time = new TimeSpan(backdrop.millis()[i], backdrop.millis()[i + 1]);
                if (time.overlaps(span)) {
                    rows.add(new OverviewRow(partition, time, backdrop.positions()[i], backdrop.positions()[i + 1]));
                }
            }
        }
        return rows;
    }

    private static void printTable(Scan scan, TimeSpan span, PrintWriter out) {
        Map<PartitionRef, long[]> lines = new LinkedHashMap<>();
        for (PartitionRef partition : scan.index().partitions()) {
            lines.put(partition, columns(scan, partition, span));
        }
        var sparkline = new Sparkline(lines.values());
        var table = new TextTable("PARTITION", "POSITIONS (AT MOST)", "DENSITY");
        lines.forEach((partition, counts) -> {
            long positions = 0;
            for (long count : counts) {
                positions += count;
            }
            table.row(
                    partition.toString(),
                    "≈ " + String.format(Locale.ROOT, "%,d", positions),
                    "|" + sparkline.of(counts) + "|");
        });
        table.print(out);
        out.printf(
                Locale.ROOT,
                "from %s to %s UTC, %s a column%n",
                TIME.format(span.from()),
                TIME.format(span.to()),
                Durations.text(span.length().dividedBy(COLUMNS)));
    }

    private static long[] columns(Scan scan, PartitionRef partition, TimeSpan span) {
        long[] counts = new long[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            long from = span.fromMillis() + span.millis() * i / COLUMNS;
            long to = span.fromMillis() + span.millis() * (i + 1) / COLUMNS;
            counts[i] = scan.index().lane(partition).unread(new TimeSpan(from, Math.max(from, to)));
        }
        return counts;
    }
}
