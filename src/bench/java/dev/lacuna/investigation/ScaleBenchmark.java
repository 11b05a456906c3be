package dev.lacuna.investigation;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskRunner;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/// Prints how time and memory grow with the size of a scan over 1,000 partitions, with index and rules as every scan
/// has them: of batches, and of records. Run it with `-Xmx512m`.
/// `main [EVENTS AT BATCHES] [EVENTS AT RECORDS] [EVENTS PER BATCH]`
final class ScaleBenchmark {

    private static final int PARTITIONS = 1_000;
    private static final FieldSpec FIELDS = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.of("json:/id"), Optional.empty(), PayloadFormat.AUTO);

    private ScaleBenchmark() {}

    public static void main(String[] args) throws Exception {
        long atBatches = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000_000L;
        long atRecords = args.length > 1 ? Long.parseLong(args[1]) : 40_000_000L;
        int perBatch = args.length > 2 ? Integer.parseInt(args[2]) : 100;
        var peak = new Peak();
        System.out.printf(
                Locale.ROOT, "heap of at most %,d MB%n", Runtime.getRuntime().maxMemory() >> 20);
        grow(Depth.BATCHES, FieldSpec.NONE, atBatches, perBatch, peak);
        grow(Depth.RECORDS, FIELDS, atRecords, perBatch, peak);
    }

    /// The quarter, the half and the whole.
    private static void grow(Depth depth, FieldSpec fields, long events, int perBatch, Peak peak) throws Exception {
        double first = 0;
        for (int part : new int[] {4, 2, 1}) {
            peak.reset();
            double rate = measure(depth, fields, events / part, perBatch);
            first = first == 0 ? rate : first;
            System.out.printf(
                    Locale.ROOT,
                    "RATIO %s, %,d events: %.2f of the quarter's rate (%.2f M events/s), %,d MB used after GC at most%n",
                    depth.name().toLowerCase(Locale.ROOT),
                    events / part,
                    rate / first,
                    rate / 1e6,
                    peak.bytes() >> 20);
        }
    }

    private static double measure(Depth depth, FieldSpec fields, long events, int perBatch) throws Exception {
        StreamSource source = new SyntheticSource(PARTITIONS, events / PARTITIONS, perBatch);
        var sources = new Sources(List.of(new Provider(source)));
        try (TaskRunner runner = new TaskRunner(Clock.systemUTC());
                Investigation investigation =
                        Investigation.open(SourceSpec.of(source.info().name()), sources, runner, "bench")) {
            long started = System.nanoTime();
            Scan scan =
                    investigation.scan(new ScanRequest(SyntheticSource.STREAM, Set.of(), Bounds.ALL, depth, fields));
            scan.task().await();
            double seconds = (System.nanoTime() - started) / 1e9;
            System.gc(); // what is kept at the end counts, too: the scan is still there
            if (scan.events() != events || !scan.isComplete()) {
                throw new IllegalStateException("only " + scan.events() + " events were seen");
            }
            return events / seconds;
        }
    }

    private record Provider(StreamSource source) implements SourceProvider {
        @Override
        public boolean accepts(String uri) {
            return true;
        }

        @Override
        public StreamSource open(SourceSpec spec) {
            return source;
        }
    }

    /// The most memory that was in use just after a collection.
    private static final class Peak {
        private final AtomicLong bytes = new AtomicLong();

        Peak() {
            for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
                ((NotificationEmitter) collector)
                        .addNotificationListener((note, back) -> note(note.getUserData()), null, null);
            }
        }

        private void note(Object data) {
            if (data instanceof CompositeData composite && composite.containsKey("gcInfo")) {
                long used =
                        GarbageCollectionNotificationInfo.from(composite)
                                .getGcInfo()
                                .getMemoryUsageAfterGc()
                                .entrySet()
                                .stream()
                                .filter(pool -> isHeap(pool.getKey()))
                                .mapToLong(pool -> usedOf(pool.getValue()))
                                .sum();
                bytes.accumulateAndGet(used, Math::max);
            }
        }

        private static boolean isHeap(String pool) {
            return !pool.contains("Metaspace") && !pool.contains("CodeHeap") && !pool.contains("Class Space");
        }

        private static long usedOf(MemoryUsage usage) {
            return usage.getUsed();
        }

        void reset() {
            bytes.set(0);
        }

        long bytes() {
            return bytes.get();
        }
    }
}
