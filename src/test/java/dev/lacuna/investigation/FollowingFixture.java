package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.SetClock;
import dev.lacuna.task.TaskRunner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A source in memory that is scanned and followed by looks every few milliseconds, on a clock that tests move.
abstract class FollowingFixture {

    static final long MORNING = 1_773_475_200_000L;
    static final FieldSpec NUMBERED = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.of("json:/id"), Optional.empty(), PayloadFormat.JSON);

    final SetClock clock = new SetClock(MORNING + 86_400_000);
    final TaskRunner runner = new TaskRunner(clock);
    final MemoryCluster cluster = MemoryCluster.of("live");
    final MemorySource source = cluster.connect();
    final Scans scans = new Scans(source, runner, "test");

    @BeforeEach
    void hurry() {
        scans.lookEvery(Duration.ofMillis(20));
    }

    @AfterEach
    void close() {
        runner.close();
    }

    Scan scanned(String stream) throws Exception {
        return scanned(stream, Depth.RECORDS);
    }

    Scan scanned(String stream, Depth depth) throws Exception {
        Scan scan = scans.start(request(stream, depth));
        scan.task().await();
        return scan;
    }

    Scan fresh(String stream) throws Exception {
        return fresh(stream, Depth.RECORDS);
    }

    Scan fresh(String stream, Depth depth) throws Exception {
        return scanned(stream, depth);
    }

    void follow(Scan scan) throws SourceException {
        assertThat(scan.canBeFollowed()).isTrue();
        scans.follow(scan, scan.request());
    }

    static void stop(Scan scan) throws Exception {
        scan.stopFollowing();
        scan.task().await();
    }

    static ScanRequest request(String stream, Depth depth) {
        FieldSpec fields = depth == Depth.RECORDS ? NUMBERED : FieldSpec.NONE;
        return new ScanRequest(stream, Set.of(), Bounds.ALL, depth, fields);
    }

    boolean isAtEnd(Scan scan) {
        return cluster.stream(scan.request().stream()).partitions().stream()
                .allMatch(partition -> scan.outcomes().stream()
                        .anyMatch(outcome -> outcome.asked().partition().equals(partition.ref())
                                && outcome.reached().equals(partition.info().end())));
    }

    static boolean has(Scan scan, Predicate<Finding> wanted) {
        return scan.findings().all().stream().anyMatch(wanted);
    }

    static Set<FindingKind> kinds(Scan scan) {
        return scan.findings().all().stream().map(Finding::kind).collect(Collectors.toSet());
    }

    static List<Finding> gaps(Scan scan) {
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .toList();
    }

    MemoryPartition numbered(String stream, int count) {
        MemoryPartition partition = cluster.create(stream, 1).partition(0);
        append(partition, 0, count);
        return partition;
    }

    static void append(MemoryPartition partition, int from, int to) {
        for (int number = from; number < to; number++) {
            partition.append(event(number));
        }
    }

    /// Writes a few events among which something may go wrong.
    static long write(Random random, MemoryPartition partition, long next) {
        long number = next + (random.nextInt(12) == 0 ? 1 + random.nextInt(3) : 0);
        switch (random.nextInt(16)) {
            case 0 -> partition.append(event(Math.max(0, number - 1 - random.nextInt(9)))); // late, or twice
            case 1 ->
                partition.append(MemoryContent.of(MORNING + number * 1000, "k", "{\"seq\":" + number + ",")); // broken
            case 2 -> {
                partition.skip(1 + random.nextInt(3));
                partition.append(event(number++));
            }
            default -> {
                for (int i = 0; i < 5; i++) {
                    partition.append(event(number++));
                }
            }
        }
        return number;
    }

    static MemoryContent event(long number) {
        return MemoryContent.of(
                MORNING + number * 1000, "k" + number, "{\"seq\":" + number + ",\"id\":\"id-" + number + "\"}");
    }
}
