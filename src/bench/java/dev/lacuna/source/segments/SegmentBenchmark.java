package dev.lacuna.source.segments;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.tools.DumpLogSegments;

/// Prints how fast the files of a partition are read, beside `cat` to nowhere and Kafka's own kafka-dump-log
/// in this JVM, each on one thread, the page cache warm for all. Then how long a folder of a hundred
/// partitions takes to tell where two hundred moments lie. `main FOLDER [MEGABYTES] [ROUNDS]`; what it makes
/// in the folder it deletes.
final class SegmentBenchmark {

    private static final int PARTITIONS = 100;
    private static final int MOMENTS = 200;
    private static final long PARTITION_BYTES = 8 << 20;

    /// Something that is timed.
    private interface Work {
        void run() throws Exception;
    }

    private SegmentBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        long bytes = (args.length > 1 ? Long.parseLong(args[1]) : 768) << 20;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 7;
        for (BenchLog.Shape shape : List.of(
                new BenchLog.Shape("none", Compression.NONE, 1, false),
                new BenchLog.Shape("lz4", Compression.lz4().build(), 0.35f, false),
                new BenchLog.Shape("zstd", Compression.zstd().build(), 0.22f, false),
                new BenchLog.Shape("none, one record a batch", Compression.NONE, 1, true))) {
            compare(folder.resolve("bench-0"), shape, bytes, rounds);
        }
        overview(folder.resolve("overview"));
    }

    private static void compare(Path folder, BenchLog.Shape shape, long bytes, int rounds) throws Exception {
        try {
            BenchLog.write(folder, shape, bytes);
            List<Path> files = BenchLog.files(folder, ".log");
            long size = 0;
            for (Path file : files) {
                size += Files.size(file);
            }
            var counter = new Counter();
            Log log = Log.of(folder);
            log.read(true, false, counter);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d bytes, %,d batches, %,d records; medians of %d rounds, of wall clock and of CPU time%n",
                    shape.name(),
                    size,
                    counter.batches,
                    counter.records,
                    rounds);
            var cat = new Times("cat");
            var batches = new Times("batch headers");
            var unchecked = new Times("batch headers, sums unchecked");
            var events = new Times("events");
            var dump = new Times("kafka-dump-log");
            var deep = new Times("kafka-dump-log --deep-iteration");
            for (int round = 0; round < rounds; round++) {
                cat.add(cat(files));
                batches.add(timed(() -> log.read(true, false, counter)));
                unchecked.add(timed(() -> log.read(false, false, counter)));
                events.add(timed(() -> log.read(true, true, counter)));
                dump.add(timed(() -> dump(files)));
            }
            deep.add(timed(() -> dump(files, "--deep-iteration"))); // once: it takes long
            for (Times times : List.of(cat, batches, unchecked, events, dump, deep)) {
                times.tell(size);
            }
            System.out.printf(
                    Locale.ROOT,
                    "RATIO %s, by wall clock: headers / dump-log %.1f; events / dump-log --deep %.1f; headers / cat %.2f%n"
                            + "RATIO %s, by CPU time: headers / dump-log %.1f; events / dump-log --deep %.1f; headers /"
                            + " cat %.2f%n",
                    shape.name(),
                    dump.wall() / batches.wall(),
                    deep.wall() / events.wall(),
                    cat.wall() / batches.wall(),
                    shape.name(),
                    dump.cpu() / batches.cpu(),
                    deep.cpu() / events.cpu(),
                    cat.cpu() / batches.cpu());
        } finally {
            BenchLog.delete(folder);
        }
    }

    /// What one piece of work took.
    private record Took(double wallSeconds, double cpuSeconds) {}

    /// What the same work took in several rounds.
    private static final class Times {
        private final String what;
        private final List<Took> rounds = new ArrayList<>();

        Times(String what) {
            this.what = what;
        }

        void add(Took took) {
            rounds.add(took);
        }

        double wall() {
            return median(rounds.stream().mapToDouble(Took::wallSeconds).toArray());
        }

        double cpu() {
            return median(rounds.stream().mapToDouble(Took::cpuSeconds).toArray());
        }

        void tell(long bytes) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-32s %6.0f MB/s, %6.0f MB/s of CPU time%n",
                    what,
                    bytes / wall() / 1e6,
                    bytes / cpu() / 1e6);
        }
    }

    /// The shell tells what its child took.
    private static Took cat(List<Path> files) throws Exception {
        var command =
                new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; time cat \"$@\" > /dev/null", "cat"));
        files.forEach(file -> command.add(file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String[] words = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .strip()
                .split(" ");
        if (process.waitFor() != 0 || words.length != 3) {
            throw new IOException("cat failed: " + String.join(" ", words));
        }
        return new Took(Double.parseDouble(words[0]), Double.parseDouble(words[1]) + Double.parseDouble(words[2]));
    }

    private static void dump(List<Path> files, String... options) throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err; // it misses a batch before the first of each file
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        try {
            for (Path file : files) {
                var words = new ArrayList<>(List.of(options));
                words.addAll(List.of("--files", file.toString()));
                DumpLogSegments.main(words.toArray(String[]::new));
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /// The log that is read; where it ends was looked up before.
    private record Log(String address, List<PartitionRange> ranges) {

        static Log of(Path folder) throws SourceException {
            String address = "segments:" + folder;
            try (StreamSource source = new SegmentSourceProvider().open(SourceSpec.of(address))) {
                return new Log(
                        address,
                        source.describe("bench").partitions().stream()
                                .map(info -> new PartitionRange(info.partition(), info.range()))
                                .toList());
            }
        }

        void read(boolean checking, boolean events, ReadHandler handler) throws SourceException {
            var spec = new SourceSpec(address, Map.of("check.crcs", Boolean.toString(checking)), true);
            try (StreamSource source = new SegmentSourceProvider().open(spec);
                    StreamReader reader = source.open(new ReadRequest(ranges, events))) {
                while (reader.poll(Duration.ofSeconds(5), handler)) {
                    // to the end
                }
            }
        }
    }

    private static Took timed(Work work) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        double wall = seconds(work);
        return new Took(wall, (threads.getCurrentThreadCpuTime() - cpu) / 1e9);
    }

    private static double seconds(Work work) throws Exception {
        long started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e9;
    }

    private static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void overview(Path folder) throws Exception {
        try {
            Path first = folder.resolve("bench-0");
            BenchLog.write(first, new BenchLog.Shape("lz4", Compression.lz4().build(), 0.35f, false), PARTITION_BYTES);
            for (Path log : BenchLog.files(first, ".log")) {
                BenchLog.index(log);
            }
            for (int i = 1; i < PARTITIONS; i++) {
                Path copy = Files.createDirectories(folder.resolve("bench-" + i));
                for (String suffix : List.of(".log", ".index", ".timeindex")) {
                    for (Path file : BenchLog.files(first, suffix)) {
                        Files.copy(file, copy.resolve(file.getFileName()));
                    }
                }
            }
            try (StreamSource source = new SegmentSourceProvider().open(SourceSpec.of("segments:" + folder))) {
                List<PartitionRef> partitions = new ArrayList<>();
                double described = seconds(
                        () -> source.describe("bench").partitions().forEach(info -> partitions.add(info.partition())));
                double extents = seconds(() -> source.extents(partitions));
                var span = source.extents(partitions.subList(0, 1))
                        .values()
                        .iterator()
                        .next();
                List<Long> moments = LongStream.range(0, MOMENTS)
                        .map(i -> span.fromMillis() + i * span.millis() / MOMENTS)
                        .boxed()
                        .toList();
                double found = seconds(
                        () -> source.positionsAt(partitions, moments, (millis, positions) -> !positions.isEmpty()));
                System.out.printf(
                        Locale.ROOT,
                        "%d partitions: described in %.2f s, extents in %.2f s, %d moments in %.2f s%n",
                        PARTITIONS,
                        described,
                        extents,
                        MOMENTS,
                        found);
            }
        } finally {
            BenchLog.delete(folder);
        }
    }

    /// Touches what it gets, and keeps nothing.
    private static final class Counter implements ReadHandler {
        long batches;
        long records;
        long bytes;

        @Override
        public void batch(Batch batch) {
            batches++;
            records += batch.count();
        }

        @Override
        public void event(Batch batch, Event event) {
            bytes += event.size();
        }

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {}
    }
}
