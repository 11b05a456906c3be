package dev.lacuna.investigation;

import dev.lacuna.index.DensityIndex;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Scans for the tests of whoever shows them: the work is the test's own.
public final class ScanFixture {

    private final TaskRunner runner;
    private final StreamInfo stream;
    private final List<PartitionRange> ranges;

    /// @param partitions how many, each with 10 000 positions
    public ScanFixture(TaskRunner runner, String name, int partitions) {
        this.runner = runner;
        this.stream = stream(name, partitions, Optional.of(Duration.ofDays(7)));
        this.ranges = stream.partitions().stream()
                .map(info -> new PartitionRange(info.partition(), info.range()))
                .toList();
    }

    /// A stream of that name with 10 000 positions in each partition.
    public static StreamInfo stream(String name, int partitions, Optional<Duration> retention) {
        StreamRef ref = new StreamRef("kafka://127.0.0.1:9092", name);
        List<PartitionInfo> infos = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            Position end = Position.offset(10_000);
            infos.add(new PartitionInfo(ref.partition(i), Position.offset(0), end, end));
        }
        return new StreamInfo(ref, "id-" + name, infos, Compaction.OFF, retention, TimestampKind.CREATE, Map.of());
    }

    public StreamInfo stream() {
        return stream;
    }

    /// A scan whose task does the given work.
    public Scan start(List<Finding> findings, TaskRunner.Work<Boolean> work) {
        Scan scan = new Scan(
                ScanRequest.all(stream.stream().name(), FieldSpec.NONE),
                stream,
                ranges,
                new DensityIndex(ranges.stream().map(PartitionRange::partition).toList()),
                Map.of(),
                Instant.parse("2026-11-23T12:00:00Z"),
                "test");
        findings.forEach(scan.findings()::put);
        TaskHandle<Scan> task = runner.start("Scan " + stream.stream().name(), context -> {
            work.run(context);
            return scan;
        });
        scan.startedAs(task);
        return scan;
    }

    /// A scan that has ended.
    ///
    /// @param end how every partition ended
    public Scan ended(List<Finding> findings, PartitionOutcome.End end, Optional<String> failure) throws Exception {
        Scan scan = start(findings, context -> true);
        scan.task().await();
        scan.begin(scan.request(), ranges)
                .endedWith(ranges.stream()
                        .map(range -> new PartitionOutcome(
                                range,
                                end == PartitionOutcome.End.COMPLETE
                                        ? range.positions().to()
                                        : Position.offset(4_120),
                                end,
                                100,
                                6_872,
                                0,
                                1_000_000,
                                List.of(),
                                Optional.empty(),
                                failure))
                        .toList());
        return scan;
    }
}
