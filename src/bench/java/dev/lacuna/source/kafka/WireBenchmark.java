package dev.lacuna.source.kafka;

import dev.lacuna.bench.BenchCluster;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;

/// Prints how fast batches are read beside taking the same fetch responses off the socket unread, by as many readers
/// side by side as there are cores. `main [EVENTS] [COMPRESSION,...] [ROUNDS]`
final class WireBenchmark {

    private static final int PARTITIONS = 4;
    private static final int BATCH_BYTES = 16_384;
    private static final int READERS = Runtime.getRuntime().availableProcessors();

    private WireBenchmark() {}

    public static void main(String[] args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
        String[] compressions = (args.length > 1 ? args[1] : "none,lz4,zstd").split(",");
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        try (BenchCluster cluster = BenchCluster.start();
                KafkaSource source = open(cluster, true);
                KafkaSource trusting = open(cluster, false)) {
            for (String compression : compressions) {
                String topic = cluster.topic(compression, PARTITIONS, events, BATCH_BYTES);
                compare(source, trusting, new Fetches(source, cluster.bootstrap()), compression, topic, rounds);
            }
        }
    }

    private static KafkaSource open(BenchCluster cluster, boolean checksums) throws SourceException {
        Map<String, String> properties = Map.of(ConsumerConfig.CHECK_CRCS_CONFIG, Boolean.toString(checksums));
        return (KafkaSource) new KafkaSourceProvider().open(new SourceSpec(cluster.uri(), properties, false));
    }

    private static void compare(
            KafkaSource source, KafkaSource trusting, Fetches fetches, String compression, String topic, int rounds)
            throws Exception {
        List<List<PartitionRange>> shares = shares(source, topic);
        List<List<List<WireFetch.Ask>>> requests = new ArrayList<>();
        for (List<PartitionRange> share : shares) {
            requests.add(fetches.record(share));
        }
        List<Double> ratios = new ArrayList<>();
        List<Double> trustingRatios = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Rate drained = measure(requests, fetches::drain);
            Rate read = measure(shares, share -> read(source, share));
            Rate trusted = measure(shares, share -> read(trusting, share));
            ratios.add(read.perSecond() / drained.perSecond());
            trustingRatios.add(trusted.perSecond() / drained.perSecond());
            System.out.printf(
                    Locale.ROOT,
                    "%s round %d: drained %,.0f MB/s (%.2f s of CPU), read %,.0f MB/s (%.2f s of CPU), "
                            + "read without checksums %,.0f MB/s (%.2f s of CPU)%n",
                    compression,
                    round,
                    drained.perSecond() / 1e6,
                    drained.cpuSeconds(),
                    read.perSecond() / 1e6,
                    read.cpuSeconds(),
                    trusted.perSecond() / 1e6,
                    trusted.cpuSeconds());
        }
        ratios.sort(Comparator.naturalOrder());
        trustingRatios.sort(Comparator.naturalOrder());
        System.out.printf(
                Locale.ROOT,
                "RATIO %s, median of %d: bytes read / bytes drained %.2f, without checksums %.2f%n",
                compression,
                rounds,
                ratios.get(rounds / 2),
                trustingRatios.get(rounds / 2));
    }

    private static List<List<PartitionRange>> shares(KafkaSource source, String topic) throws SourceException {
        List<List<PartitionRange>> shares = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            shares.add(new ArrayList<>());
        }
        source.describe(topic)
                .partitions()
                .forEach(info -> shares.get(info.partition().number() % READERS)
                        .add(new PartitionRange(info.partition(), info.range())));
        shares.removeIf(List::isEmpty);
        return shares;
    }

    private static long read(KafkaSource source, List<PartitionRange> share) throws SourceException {
        var counter = new Counter();
        try (WireReader reader = source.wireReader(new ReadRequest(share, false))) {
            while (reader.poll(Duration.ofSeconds(5), counter)) {
                // to the end
            }
        }
        return counter.bytes;
    }

    private interface Part<S> {
        long bytes(S share) throws Exception;
    }

    /// @param cpuSeconds what the readers' threads used, the broker's and the collector's not among it
    private record Rate(long bytes, double seconds, double cpuSeconds) {
        double perSecond() {
            return bytes / seconds;
        }
    }

    private static <S> Rate measure(List<S> shares, Part<S> part) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(shares.size())) {
            long started = System.nanoTime();
            List<Callable<Long>> parts = new ArrayList<>();
            var cpuNanos = new AtomicLong();
            shares.forEach(share -> parts.add(() -> {
                long read = part.bytes(share);
                cpuNanos.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
                return read;
            }));
            long bytes = 0;
            for (Future<Long> done : threads.invokeAll(parts)) {
                bytes += done.get();
            }
            return new Rate(bytes, (System.nanoTime() - started) / 1e9, cpuNanos.get() / 1e9);
        }
    }

    /// The fetch requests of a reading, noted once and sent again.
    private record Fetches(KafkaSource source, String bootstrap) {

        List<List<WireFetch.Ask>> record(List<PartitionRange> share) throws SourceException {
            List<List<WireFetch.Ask>> requests = new ArrayList<>();
            Uuid topicId = Uuid.fromString(
                    source.describe(share.getFirst().partition().stream().name())
                            .id());
            var node = new Node(1, address().getHostString(), address().getPort());
            List<WireCursor> cursors =
                    new ArrayList<>(share.stream().map(WireCursor::new).toList());
            try (WireFetch fetch = new WireFetch(new ClientSettings(bootstrap, Map.of()))) {
                while (cursors.stream().anyMatch(WireCursor::isFetching)) {
                    if (fetch.line(node) != WireFetch.Line.READY) {
                        fetch.poll(10);
                        continue;
                    }
                    List<WireFetch.Ask> asks = cursors.stream()
                            .filter(WireCursor::isFetching)
                            .map(cursor -> cursor.ask(topicId, System.nanoTime()))
                            .toList();
                    requests.add(asks);
                    fetch.send(node, asks, IsolationLevel.READ_COMMITTED, false);
                    take(fetch, cursors);
                }
            }
            return requests;
        }

        private static void take(WireFetch fetch, List<WireCursor> cursors) throws SourceException {
            List<WireFetch.Reply> replies = fetch.poll(100);
            while (replies.isEmpty()) {
                replies = fetch.poll(100);
            }
            for (WireFetch.Answer answer : replies.getFirst().answers()) {
                WireCursor cursor = cursors.stream()
                        .filter(one -> one.kafka().equals(answer.asked().partition()))
                        .findFirst()
                        .orElseThrow();
                cursor.accept(answer, 1, System.nanoTime());
                while (cursor.next() != null) {
                    cursor.told(); // only how far it reaches is of interest
                }
            }
        }

        long drain(List<List<WireFetch.Ask>> requests) throws Exception {
            long bytes = 0;
            try (Drain drain = new Drain(address())) {
                for (List<WireFetch.Ask> asks : requests) {
                    bytes += drain.fetch(asks);
                }
            }
            return bytes;
        }

        private InetSocketAddress address() {
            int colon = bootstrap.lastIndexOf(':');
            return new InetSocketAddress(
                    bootstrap.substring(0, colon), Integer.parseInt(bootstrap.substring(colon + 1)));
        }
    }

    /// Counts, and keeps nothing.
    private static final class Counter implements ReadHandler {
        private long bytes;

        @Override
        public void batch(Batch batch) {
            bytes += batch.bytes();
        }

        @Override
        public void event(Batch batch, Event event) {}

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {}
    }
}
