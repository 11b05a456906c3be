package dev.lacuna.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints how fast whole scans are beside `kafka-consumer-perf-test`: both as processes, start and connecting
/// included. `main [batches|records] [EVENTS] [COMPRESSION,...] [ROUNDS]`
final class ScanBenchmark {

    private static final int PARTITIONS = 4;
    private static final int BATCH_BYTES = 16_384;

    private ScanBenchmark() {}

    public static void main(String[] args) throws Exception {
        String depth = args.length > 0 ? args[0] : "batches";
        int events = args.length > 1 ? Integer.parseInt(args[1]) : 10_000_000;
        String[] compressions = (args.length > 2 ? args[2] : "none,lz4,zstd").split(",");
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
        System.out.printf(Locale.ROOT, "lacuna: %s%n", Run.lacunaForm());
        try (BenchCluster cluster = BenchCluster.start()) {
            for (String compression : compressions) {
                compare(cluster, depth, compression, events, rounds);
            }
        }
    }

    /// In turns, so that whatever else the machine does hits both.
    private static void compare(BenchCluster cluster, String depth, String compression, int events, int rounds)
            throws Exception {
        String topic = cluster.topic(compression, PARTITIONS, events, BATCH_BYTES);
        List<Double> peer = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Run perfTest = Run.perfTest(cluster.bootstrap(), topic, events);
            Run scan = Run.lacuna(arguments(cluster, topic, depth));
            requireAll(scan, events);
            peer.add(perfTest.seconds());
            ours.add(scan.seconds());
            System.out.printf(
                    Locale.ROOT,
                    "%s %s round %d: perf test %.2f s, lacuna scan %.2f s (%s)%n",
                    depth,
                    compression,
                    round,
                    perfTest.seconds(),
                    scan.seconds(),
                    scan.errors().getLast());
        }
        double peerSeconds = median(peer);
        double ourSeconds = median(ours);
        System.out.printf(
                Locale.ROOT,
                "RATIO %s %s, medians of %d: lacuna scan / perf test %.1f (%.2f M and %.2f M records/s)%n",
                depth,
                compression,
                rounds,
                peerSeconds / ourSeconds,
                events / ourSeconds / 1e6,
                events / peerSeconds / 1e6);
    }

    private static List<String> arguments(BenchCluster cluster, String topic, String depth) {
        List<String> arguments = new ArrayList<>(List.of("scan", cluster.uri(), "--topic", topic));
        arguments.addAll(List.of("--depth", depth, "--output", "jsonl"));
        if (depth.equals("records")) {
            arguments.addAll(List.of("--sequence", "json:/seq", "--id", "json:/id"));
        }
        return arguments;
    }

    /// A scan that is fast because it leaves something out would be no scan.
    private static void requireAll(Run scan, int events) throws IOException {
        String all = String.format(Locale.ROOT, "%,d events", events);
        if (scan.errors().stream().noneMatch(line -> line.contains(all))) {
            throw new IOException("the scan did not see " + all + ": " + scan.errors());
        }
        if (scan.output().stream().anyMatch(line -> line.contains("\"verdict\":\"loss\""))) {
            throw new IOException("the scan reports a loss where none is");
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
