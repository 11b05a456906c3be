package dev.lacuna.investigation;

import dev.lacuna.bench.BenchCluster;
import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;

/// Prints what rules cost: the same scan of every record with all rules, with none but the payload still read,
/// and with none; and what of it the rules on the content of payloads cost. `main [EVENTS] [COMPRESSION,...]
/// [ROUNDS]`
final class RulesBenchmark {

    private static final int PARTITIONS = 4;
    private static final int BATCH_BYTES = 16_384;
    private static final FieldSpec FIELDS = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.of("json:/id"), Optional.empty(), PayloadFormat.JSON);

    private static final String NONE = "no rule";
    private static final String READING = "no rule, payload read";
    private static final String ALL = "all rules";
    private static final String WITHOUT_CONTENT = "all rules but those on content";

    private RulesBenchmark() {}

    public static void main(String[] args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
        String[] compressions = (args.length > 1 ? args[1] : "none,lz4,zstd").split(",");
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        try (BenchCluster cluster = BenchCluster.start();
                TaskRunner runner = new TaskRunner(Clock.systemUTC());
                StreamSource source =
                        new Sources(ServiceLoader.load(SourceProvider.class)).open(SourceSpec.of(cluster.uri()))) {
            for (String compression : compressions) {
                String topic = cluster.topic(compression, PARTITIONS, events, BATCH_BYTES);
                compare(source, runner, compression, topic, rounds);
            }
        }
    }

    private static void compare(StreamSource source, TaskRunner runner, String compression, String topic, int rounds)
            throws Exception {
        Map<String, Scans> kinds = new LinkedHashMap<>();
        kinds.put(NONE, new Scans(source, runner, "bench", rules -> List.of()));
        kinds.put(READING, new Scans(source, runner, "bench", rules -> List.of(new Onlooker())));
        kinds.put(ALL, new Scans(source, runner, "bench"));
        kinds.put(
                WITHOUT_CONTENT,
                new Scans(
                        source,
                        runner,
                        "bench",
                        rules -> rules.stream()
                                .filter(rule -> rule.needs() != Need.CONTENT)
                                .toList()));
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (var kind : kinds.entrySet()) {
                double rate = measure(kind.getValue(), topic);
                rates.computeIfAbsent(kind.getKey(), name -> new ArrayList<>()).add(rate);
                System.out.printf(
                        Locale.ROOT,
                        "%s round %d, %s: %.2f M records/s%n",
                        compression,
                        round,
                        kind.getKey(),
                        rate / 1e6);
            }
        }
        double all = median(rates, ALL);
        System.out.printf(
                Locale.ROOT,
                "RATIO %s, medians of %d: all rules / no rule %.2f; all rules / no rule, payload read %.2f; "
                        + "all rules / all but content %.2f%n",
                compression,
                rounds,
                all / median(rates, NONE),
                all / median(rates, READING),
                all / median(rates, WITHOUT_CONTENT));
    }

    private static double measure(Scans scans, String topic) throws Exception {
        long started = System.nanoTime();
        Scan scan = scans.start(new ScanRequest(topic, Set.of(), Bounds.ALL, Depth.RECORDS, FIELDS), List.of());
        scan.task().await();
        return scan.events() / ((System.nanoTime() - started) / 1e9);
    }

    private static double median(Map<String, List<Double>> rates, String kind) {
        List<Double> sorted =
                rates.getOrDefault(kind, List.of()).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /// Has the payloads read and looks at none.
    private record Onlooker() implements Rule {
        @Override
        public FindingKind kind() {
            return FindingKind.NOT_EVALUATED;
        }

        @Override
        public Need needs() {
            return Need.EVENTS;
        }

        @Override
        public Detector start(PartitionContext context, Consumer<Finding> findings) {
            return (reached, complete) -> {};
        }
    }
}
