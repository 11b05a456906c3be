package dev.lacuna.cli;

import dev.lacuna.journal.Journal;
import dev.lacuna.settings.Folders;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.SourceWords;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The command line on a cluster in memory, in this process.
final class CliFixture implements AutoCloseable {

    static final String BROKER = "broker-1:9092";
    static final String SOURCE = "kafka://" + BROKER;

    private static final long MORNING = 1_773_475_200_000L;

    final MemoryCluster cluster = new MemoryCluster(SOURCE, "shop");
    final MemorySource source = cluster.connect();
    final Interruption interruption = new Interruption();
    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    final Journal journal;
    final Map<String, String> environment = new HashMap<>();
    private final Path home;
    private final Sources sources;

    Window window = new NoWindow();

    /// Whether somebody sits there.
    boolean terminal;

    CliFixture(Path home) {
        this(home, Optional.empty());
    }

    /// @param real what is read from and written to; empty: the cluster in memory
    CliFixture(Path home, Optional<Sources> real) {
        this.home = home;
        this.sources = real.orElseGet(() -> new Sources(List.of(new Provider())));
        this.journal = new Journal(home, runner.clock(), "test");
    }

    /// What a command said and ended with.
    record Said(int code, String out, String err) {}

    Said lacuna(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = lacuna(out, err, arguments);
        return new Said(code, out.toString(), err.toString());
    }

    int lacuna(Writer out, Writer err, Object... arguments) {
        var session = new Session(
                sources,
                runner,
                new Folders(home, home),
                runner.clock(),
                new PrintWriter(out),
                new PrintWriter(err),
                terminal,
                "test",
                "none",
                window,
                interruption,
                journal,
                environment);
        return Cli.run(
                session, List.of(arguments).stream().map(Object::toString).toList());
    }

    /// Events numbered from 0 in one partition, a second apart, but for some.
    void numbers(String stream, int count, Set<Integer> without) {
        MemoryPartition partition = cluster.create(stream, 1).partition(0);
        for (int seq = 0; seq < count; seq++) {
            if (!without.contains(seq)) {
                partition.append(MemoryContent.of(
                        MORNING + seq * 1000L, "k" + seq, "{\"seq\":" + seq + ",\"id\":\"o-" + seq + "\"}"));
            }
        }
    }

    long eventsIn(String stream) {
        return cluster.stream(stream).partitions().stream()
                .mapToLong(partition -> partition.info().range().span())
                .sum();
    }

    @Override
    public void close() {
        runner.close();
        journal.close();
    }

    private final class Provider implements SourceProvider {
        @Override
        public boolean accepts(String uri) {
            return uri.startsWith("kafka://");
        }

        @Override
        public StreamSource open(SourceSpec spec) {
            return source;
        }
    }

    static final class NoWindow implements Window {
        @Override
        public boolean isAvailable() {
            return false;
        }

        @Override
        public void open(Optional<SourceSpec> source, SourceWords words, Optional<String> stream, Optional<String> at) {
            throw new IllegalStateException("there is no window");
        }

        @Override
        public void openSession(Path file, Optional<String> at) {
            throw new IllegalStateException("there is no window");
        }

        @Override
        public void openSample() {
            throw new IllegalStateException("there is no window");
        }
    }
}
