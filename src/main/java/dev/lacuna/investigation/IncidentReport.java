package dev.lacuna.investigation;

import dev.lacuna.index.Buckets;
import dev.lacuna.index.DensityIndex;
import dev.lacuna.index.Lane;
import dev.lacuna.index.LaneTotals;
import dev.lacuna.model.Density;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.report.ReportRow;
import dev.lacuna.report.WholeFile;
import dev.lacuna.report.html.HtmlReport;
import dev.lacuna.report.html.StreamBars;
import dev.lacuna.report.session.SavedLane;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SavedStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reports of a session: the HTML page with its pictures, and the rows of the CSV and JSON Lines beside it.
public final class IncidentReport {

    /// Finer than the picture is wide nothing can be seen.
    private static final int BUCKETS = 480;

    private static final int COARSE = 2_048;
    private static final double FAR_OFF = 0.002;
    private static final int CLOSER = 4;

    private IncidentReport() {}

    /// Writes the page, whole or not at all.
    public static void writeHtml(SavedSession session, Path file) throws IOException {
        WholeFile.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writeHtml(session, writer);
            writer.flush();
        });
    }

    /// Leaves the writer open.
    public static void writeHtml(SavedSession session, Writer out) throws IOException {
        Map<String, StreamBars> bars = new LinkedHashMap<>();
        for (SavedStream stream : session.streams()) {
            bars(stream).ifPresent(picture -> bars.put(stream.name(), picture));
        }
        HtmlReport.write(session, bars, out);
    }

    /// The findings of all streams as a gap report shows them.
    public static List<ReportRow> rows(Recording recording) {
        List<ReportRow> rows = new ArrayList<>();
        for (SavedStream stream : recording.session().streams()) {
            recording.scan(stream.name()).ifPresent(scan -> rows.addAll(scan.report()));
        }
        return rows;
    }

    private static Optional<StreamBars> bars(SavedStream stream) {
        Map<PartitionRef, Density> densities = new TreeMap<>();
        for (SavedLane lane : stream.lanes()) {
            densities.put(stream.stream().stream().partition(lane.partition()), lane.density());
        }
        var index = DensityIndex.of(densities);
        if (densities.isEmpty()) { // findings of a gap report: their time is all that is known
            return stream.findings().stream()
                    .map(Finding::time)
                    .reduce(TimeSpan::union)
                    .map(time -> new StreamBars(new TimeSpan(time.fromMillis(), time.toMillis() + 1), 0, Map.of()));
        }
        return index.extent().map(extent -> bars(index, shown(index, extent)));
    }

    private static StreamBars bars(DensityIndex index, TimeSpan span) {
        Map<Integer, StreamBars.Lane> lanes = new LinkedHashMap<>();
        long all = 0;
        long within = 0;
        for (PartitionRef partition : index.partitions()) {
            Lane lane = index.lane(partition);
            LaneTotals totals = lane.totals();
            Buckets buckets = lane.query(span, BUCKETS);
            all += totals.events() + totals.unread();
            for (long count : buckets.counts()) {
                within += count;
            }
            lanes.put(
                    partition.number(),
                    new StreamBars.Lane(
                            buckets.start(),
                            buckets.width(),
                            buckets.counts(),
                            buckets.estimated(),
                            totals.events(),
                            totals.unread()));
        }
        return new StreamBars(span, Math.max(0, all - within), lanes);
    }

    /// The time in which all but a few events lie: one clock that is years off must not press all others into a line.
    private static TimeSpan shown(DensityIndex index, TimeSpan extent) {
        TimeSpan span = extent;
        for (int step = 0; step < 8; step++) {
            TimeSpan closer = closer(index, span);
            if (closer.millis() * CLOSER > span.millis()) {
                return span;
            }
            span = closer;
        }
        return span;
    }

    private static TimeSpan closer(DensityIndex index, TimeSpan span) {
        Map<Long, Long> sums = new TreeMap<>();
        long all = 0;
        long width = 1;
        for (PartitionRef partition : index.partitions()) {
            Buckets buckets = index.lane(partition).query(span, COARSE);
            width = Math.max(width, buckets.width());
            for (int i = 0; i < buckets.size(); i++) {
                if (buckets.counts()[i] > 0) {
                    sums.merge(buckets.start() + i * buckets.width(), buckets.counts()[i], Long::sum);
                    all += buckets.counts()[i];
                }
            }
        }
        long few = (long) (all * FAR_OFF);
        long from = span.fromMillis();
        long to = span.toMillis();
        long passed = 0;
        boolean begun = false;
        for (var sum : sums.entrySet()) {
            passed += sum.getValue();
            if (!begun && passed > few) {
                from = sum.getKey();
                begun = true;
            }
            if (passed >= all - few) {
                to = sum.getKey() + width;
                break;
            }
        }
        long margin = (to - from) / 50;
        return new TimeSpan(Math.max(span.fromMillis(), from - margin), Math.min(span.toMillis(), to + margin));
    }
}
