package dev.lacuna.source.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanRequest;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A copy of what a broker has written, to be broken by a test and scanned.
abstract class BrokenFolderFixture {

    static final FieldSpec NUMBERED = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.empty(), Optional.empty(), PayloadFormat.JSON);

    /// A topic that says that it is not compacted, and one that leaves it to its broker.
    static String known;

    static String unknown;

    /// Leaves it to its broker, too, and its batches tell nothing.
    static String singles;

    @TempDir
    Path home;

    final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    Path data;

    @BeforeAll
    static void fill() {
        known = BrokerLogs.severalSegments("damaged", Map.of("cleanup.policy", "delete"));
        unknown = BrokerLogs.severalSegments("damaged-too", Map.of());
        singles = BrokerLogs.ofSingleEvents("damaged-singles");
    }

    @BeforeEach
    void copy() throws IOException {
        data = BrokerLogs.copy(home, known, unknown, singles);
    }

    @AfterEach
    void stop() {
        runner.close();
    }

    Scan scan(String topic, FieldSpec fields) throws Exception {
        var sources = new Sources(List.of(new SegmentSourceProvider()));
        var spec = new SourceSpec("segments:" + data, Map.of(), false);
        try (Investigation investigation = Investigation.open(spec, sources, runner, "test")) {
            Depth depth = fields.sequence().isPresent() ? Depth.RECORDS : Depth.BATCHES;
            Scan scan = investigation.scan(new ScanRequest(topic, Set.of(), Bounds.ALL, depth, fields));
            scan.task().await();
            assertThat(scan.isComplete()).isTrue();
            return scan;
        }
    }

    static List<Finding> found(Scan scan, FindingKind kind) {
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
    }

    List<Finding> found(FindingKind kind) throws Exception {
        return found(scan(known, FieldSpec.NONE), kind);
    }

    List<Path> segments(String topic) {
        return LogCopies.segments(data.resolve(topic + "-0"));
    }

    static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 0x10;
        Files.write(file, bytes);
    }

    static void cut(Path file, int bytes) throws IOException {
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length - bytes));
    }
}
