package dev.lacuna.investigation;

import dev.lacuna.bench.BenchCluster;
import dev.lacuna.model.Backdrop;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;

/// Prints how long the overview of a topic takes by partitions and stretches of time, and beside it the reading of all
/// its batch headers in the same run: `main [EVENTS] [ROUNDS] [PARTITIONS,...]`.
///
/// The first picture shows every partition in 16 stretches, the last in 256.
final class OverviewBenchmark {

    private static final int[] STRETCHES = {16, 64, 200, 256};
    private static final int BATCH_BYTES = 16_384;

    private OverviewBenchmark() {}

    public static void main(String[] args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 4_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        String[] counts = (args.length > 2 ? args[2] : "4,100,1000").split(",");
        var sources = new Sources(ServiceLoader.load(SourceProvider.class));
        try (BenchCluster cluster = BenchCluster.start();
                TaskRunner runner = new TaskRunner(Clock.systemUTC());
                Investigation investigation =
                        Investigation.open(SourceSpec.of(cluster.uri()), sources, runner, "bench")) {
            for (String count : counts) {
                int partitions = Integer.parseInt(count);
                String topic = cluster.topic("lz4", partitions, events, BATCH_BYTES);
                measure(investigation, topic, partitions, rounds);
            }
        }
    }

    private static void measure(Investigation investigation, String topic, int partitions, int rounds)
            throws Exception {
        double[] best = new double[STRETCHES.length];
        java.util.Arrays.fill(best, Double.MAX_VALUE);
        double headers = Double.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            look(investigation, topic, best);
            long started = System.nanoTime();
            investigation
                    .scan(new ScanRequest(topic, Set.of(), Bounds.ALL, Depth.BATCHES, FieldSpec.NONE))
                    .task()
                    .await();
            headers = Math.min(headers, (System.nanoTime() - started) / 1e9);
        }
        for (int i = 0; i < STRETCHES.length; i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%,5d partitions x %3d stretches: drawn after %.2f s%n",
                    partitions,
                    STRETCHES[i],
                    best[i]);
        }
        System.out.printf(
                Locale.ROOT,
                "RATIO %,d partitions, best of %d: reading all headers / whole overview %.2f (%.2f s and %.2f s)%n",
                partitions,
                rounds,
                headers / best[STRETCHES.length - 1],
                headers,
                best[STRETCHES.length - 1]);
    }

    /// Notes when each partition was first known in so many stretches.
    private static void look(Investigation investigation, String topic, double[] best) throws Exception {
        long started = System.nanoTime();
        Scan scan = investigation.scan(new ScanRequest(topic, Set.of(), Bounds.ALL, Depth.OVERVIEW, FieldSpec.NONE));
        int next = 0;
        while (next < STRETCHES.length) {
            boolean ended = scan.task().state().isTerminal();
            int fewest = fewestStretches(scan);
            while (next < STRETCHES.length && (ended || fewest >= STRETCHES[next])) {
                best[next] = Math.min(best[next], (System.nanoTime() - started) / 1e9);
                next++;
            }
            Thread.sleep(1);
        }
        scan.task().await();
    }

    private static int fewestStretches(Scan scan) {
        int fewest = Integer.MAX_VALUE;
        for (PartitionRef partition : scan.index().partitions()) {
            Backdrop backdrop = scan.backdrop(partition);
            fewest = Math.min(fewest, backdrop.stretches());
        }
        return fewest;
    }
}
