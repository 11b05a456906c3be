package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.decode.Decoding;
import dev.lacuna.model.Depth;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SamplingTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final MemoryCluster cluster = MemoryCluster.of("sampled");

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void looksAtTheEndWhereNothingIsLeftAtTheStart() throws Exception {
        var partition = cluster.create("orders", 1).partition(0);
        for (int i = 0; i < 300; i++) {
            partition.append(MemoryContent.of(i, "k" + i % 5, "{\"seq\":" + i + "}"));
        }
        for (int i = 0; i < 200; i++) {
            partition.compactAway(i);
        }
        Scan scan = new Scans(cluster.connect(), runner, "test")
                .start(new ScanRequest("orders", Set.of(), Bounds.ALL, Depth.RECORDS, FieldSpec.NONE));
        scan.task().await();

        assertThat(scan.detection().orElseThrow().format()).isEqualTo(PayloadFormat.JSON);
    }

    /// Sixty events of each of eight partitions may be more than there is room for.
    @Test
    void ofLargeEventsAFewAreRead() throws Exception {
        var stream = cluster.create("orders", 2);
        var source = cluster.connect();
        String blob = "x".repeat(3_000_000);
        for (var partition : stream.partitions()) {
            for (int i = 0; i < 12; i++) {
                partition.append(MemoryContent.of(i, "k" + i, "{\"seq\":" + i + ",\"blob\":\"" + blob + "\"}"));
            }
            source.stallAt(partition.ref(), 8); // who reads so far waits for ever
        }
        StreamInfo info = source.describe("orders");

        List<Event> first = runner.start(
                        "sample", context -> new Sampling(source, Decoding.none()).first(info, context))
                .await();

        assertThat(first).hasSizeBetween(2, 8);
        assertThat(first.stream().map(Event::partition).distinct()).hasSize(2);
    }

    @Test
    void takesNothingForBytesBecauseItCouldNotBeRead() throws Exception {
        var partition = cluster.create("orders", 1).partition(0);
        for (int i = 0; i < 300; i++) {
            partition.append(MemoryContent.of(i, "k" + i % 5, "{\"seq\":" + i + "}"));
        }
        var source = cluster.connect()
                .failAt(
                        partition.ref(),
                        0,
                        new SourceException(SourceException.Kind.INTERRUPTED, "broker 1 is gone", true, null));
        Scan scan = new Scans(source, runner, "test")
                .start(new ScanRequest("orders", Set.of(), Bounds.ALL, Depth.RECORDS, FieldSpec.NONE));

        assertThatThrownBy(scan.task()::await).hasMessageContaining("broker 1 is gone");
        assertThat(scan.detection()).isEmpty();
    }

    @Test
    void looksElsewhereWhereTheFirstPartitionsCantBeRead() throws Exception {
        var stream = cluster.create("orders", 20);
        var source = cluster.connect();
        for (var partition : stream.partitions()) {
            partition.append(MemoryContent.of(1, "k", "{\"seq\":1}"));
            if (partition.ref().number() < 10) {
                source.failAt(
                        partition.ref(),
                        0,
                        new SourceException(SourceException.Kind.INTERRUPTED, "broker 1 is gone", true, null));
            }
        }
        Scan scan = new Scans(source, runner, "test")
                .start(new ScanRequest("orders", Set.of(), Bounds.ALL, Depth.RECORDS, FieldSpec.NONE));
        scan.task().await();

        assertThat(scan.detection().orElseThrow().format()).isEqualTo(PayloadFormat.JSON);
        assertThat(scan.events()).isEqualTo(10);
    }
}
