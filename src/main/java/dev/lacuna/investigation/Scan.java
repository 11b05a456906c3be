package dev.lacuna.investigation;

import dev.lacuna.index.DensityIndex;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.report.ReportRow;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.task.TaskHandle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A scan while it runs and after: what it was asked, how far it is, what it has seen. Safe from any thread; everything
/// seen stays usable when it is cancelled or fails.
public final class Scan {

    private final ScanRequest request;
    private final StreamInfo stream;
    private final List<PartitionRange> ranges;
    private final DensityIndex index;
    private final Map<PartitionRef, TimeMap> times;
    private final FindingLog findings = new FindingLog();
    private final Instant at;
    private final String toolVersion;
    private volatile TaskHandle<Scan> task;
    private volatile List<PartitionOutcome> outcomes = List.of();

    @SuppressWarnings("NullAway.Init") // the task is set before anybody else sees the scan
    Scan(
            ScanRequest request,
            StreamInfo stream,
            List<PartitionRange> ranges,
            DensityIndex index,
            Map<PartitionRef, TimeMap> times,
            Instant at,
            String toolVersion) {
        this.request = request;
        this.stream = stream;
        this.ranges = List.copyOf(ranges);
        this.index = index;
        this.times = Map.copyOf(times);
        this.at = at;
        this.toolVersion = toolVersion;
    }

    void startedAs(TaskHandle<Scan> handle) {
        task = handle;
    }

    void endedWith(List<PartitionOutcome> ends) {
        outcomes = List.copyOf(ends);
    }

    public ScanRequest request() {
        return request;
    }

    /// The stream as it stood when the scan began.
    public StreamInfo stream() {
        return stream;
    }

    /// What is looked at.
    public List<PartitionRange> ranges() {
        return ranges;
    }

    TimeMap times(PartitionRef partition) {
        TimeMap map = times.get(partition);
        if (map == null) {
            throw new IllegalArgumentException("not part of this scan: " + partition);
        }
        return map;
    }

    public DensityIndex index() {
        return index;
    }

    public FindingLog findings() {
        return findings;
    }

    /// Roughly when the event at a position happened, epoch ms; -1 when unknown.
    public long timeAt(PartitionRef partition, long position) {
        TimeMap map = times.get(partition);
        return map == null ? -1 : map.at(position);
    }

    /// The running or ended work; DONE also when some partitions could not be read to their end, see [#outcomes()].
    public TaskHandle<Scan> task() {
        return task;
    }

    /// When the scan began.
    public Instant at() {
        return at;
    }

    /// How each partition's scan ended; empty until all have.
    public List<PartitionOutcome> outcomes() {
        return outcomes;
    }

    /// Whether every partition was seen to the end that was asked for.
    public boolean isComplete() {
        return !outcomes.isEmpty()
                && outcomes.stream()
                        .allMatch(outcome -> outcome.isComplete() || outcome.end() == PartitionOutcome.End.HEAD_MOVED);
    }

    public long events() {
        return outcomes.stream().mapToLong(PartitionOutcome::events).sum();
    }

    /// The findings as a report shows them.
    public List<ReportRow> report() {
        Map<PartitionRef, PartitionOutcome> ends = outcomes.stream()
                .collect(Collectors.toMap(outcome -> outcome.asked().partition(), outcome -> outcome));
        return findings.all().stream()
                .map(finding -> row(finding, ends.get(finding.partition())))
                .toList();
    }

    private ReportRow row(Finding finding, @Nullable PartitionOutcome end) {
        String from = end == null ? "" : end.asked().positions().from().toString();
        String reached = end == null ? "" : end.reached().toString();
        return new ReportRow(finding, from, reached, at, toolVersion);
    }
}
