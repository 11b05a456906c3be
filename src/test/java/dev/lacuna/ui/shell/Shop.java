package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.WriteGate;
import dev.lacuna.journal.Journal;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A small shop in memory: `orders` lacks numbers 100 to 119 of partition 1, which stand in `orders-upstream`.
final class Shop implements SourceProvider {

    static final String URI = "memory://shop";
    static final long FIRST_LOST = 100;
    static final long LOST = 20;
    private static final long EVENTS = 300;
    private static final long START = Instant.parse("2026-03-14T06:00:00Z").toEpochMilli();

    final MemoryCluster cluster = MemoryCluster.of("shop");
    /// Where plans of rewinds are kept.
    final Path plans = folder();
    final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    final Path home;
    final Journal journal;
    final WriteGate gate;
    private UnaryOperator<MemorySource> faults = source -> source;

    Shop() {
        try {
            home = Files.createTempDirectory("shop");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        journal = new Journal(home, Clock.systemUTC(), "test");
        gate = WriteGate.of(home.resolve("profiles"), journal, text -> {});
        for (String topic : List.of("orders", "orders-upstream")) {
            var stream = cluster.create(topic, 2);
            for (int number = 0; number < 2; number++) {
                fill(stream.partition(number), topic.equals("orders") && number == 1);
            }
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("lacuna-shop");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(MemoryPartition partition, boolean lossy) {
        for (long sequence = 0; sequence < EVENTS; sequence++) {
            if (lossy && sequence >= FIRST_LOST && sequence < FIRST_LOST + LOST) {
                continue;
            }
            String id = "o-" + partition.ref().number() + "-" + sequence;
            partition.append(MemoryContent.of(
                    START + sequence * 1_000,
                    id,
                    "{\"order_id\":\"" + id + "\",\"seq\":" + sequence + ",\"amount\":12.5}"));
        }
    }

    /// Writes further events to a partition, numbered from `from` to `to`.
    void write(String topic, int number, long from, long to) {
        MemoryPartition partition = cluster.stream(topic).partition(number);
        for (long sequence = from; sequence < to; sequence++) {
            String id = "o-" + number + "-" + sequence;
            partition.append(MemoryContent.of(
                    START + sequence * 1_000,
                    id,
                    "{\"order_id\":\"" + id + "\",\"seq\":" + sequence + ",\"amount\":12.5}"));
        }
    }

    /// From now on every source that is opened has these faults.
    void withFaults(UnaryOperator<MemorySource> newFaults) {
        faults = newFaults;
    }

    @Override
    public boolean accepts(String uri) {
        return uri.startsWith("memory:") || uri.startsWith("kafka:");
    }

    @Override
    public StreamSource open(SourceSpec spec) throws SourceException {
        if (!spec.uri().equals(URI)) {
            throw new SourceException(
                    SourceException.Kind.UNREACHABLE,
                    "Nobody answers at " + spec.uri() + ". Check host and port.",
                    true,
                    null);
        }
        return faults.apply(cluster.connect());
    }

    Start start(Opening opening) {
        var sources = new Sources(List.of(this));
        SampleOpener sample = progress -> {
            var investigation = Investigation.open(SourceSpec.of(URI), sources, runner, gate, "test");
            return new SampleOpener.OpenedSample(investigation, "orders", investigation::close);
        };
        return new Start(
                runner,
                sources,
                Preferences.inMemory(),
                sample,
                journal,
                gate,
                "test",
                Clock.systemUTC(),
                opening,
                plans,
                "dev.lacuna.launch.Main");
    }

    static Opening.Open opening(String uri, String topic) {
        return new Opening.Open(SourceSpec.of(uri), Optional.of(topic));
    }
}
