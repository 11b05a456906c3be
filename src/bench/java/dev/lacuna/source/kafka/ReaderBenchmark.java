package dev.lacuna.source.kafka;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Prints how fast the two readers of Kafka are, side by side in one run: `main [EVENTS]`.
final class ReaderBenchmark {

    private static final int PARTITIONS = 4;
    private static final int ROUNDS = 3;

    /// Opens the reader that is measured.
    private interface Opener {
        StreamReader open(ReadRequest request) throws SourceException;
    }

    private ReaderBenchmark() {}

    public static void main(String[] args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        try (var source = (KafkaSource) new KafkaSourceProvider().open(SourceSpec.of(SharedBroker.uri()))) {
            for (String compression : List.of("none", "lz4", "zstd")) {
                String topic = fill(compression, events);
                List<PartitionRange> ranges = source.describe(topic).partitions().stream()
                        .map(info -> new PartitionRange(info.partition(), info.range()))
                        .toList();
                double[] rates = new double[3];
                for (int round = 1; round <= ROUNDS; round++) {
                    String name = compression + " round " + round;
                    best(
                            rates,
                            0,
                            measure(name + " consumer, events", source::consumerReader, new ReadRequest(ranges, true)));
                    best(
                            rates,
                            1,
                            measure(name + " wire, events    ", source::wireReader, new ReadRequest(ranges, true)));
                    best(
                            rates,
                            2,
                            measure(name + " wire, batches   ", source::wireReader, new ReadRequest(ranges, false)));
                }
                System.out.printf(
                        "RATIO %s, best of %d: wire events / consumer events %.1f; wire batches / consumer events %.1f%n",
                        compression, ROUNDS, rates[1] / rates[0], rates[2] / rates[0]);
            }
        }
        System.exit(0); // the broker's threads would hold the program
    }

    private static String fill(String compression, int events) {
        String topic = KafkaTopics.create("bench-" + compression, PARTITIONS, Map.of());
        var random = new Random(1);
        try (var producer = KafkaTopics.producer(
                Map.of("compression.type", compression, "linger.ms", 20, "batch.size", 64 << 10))) {
            var stream = new dev.lacuna.model.StreamRef("", topic);
            for (int i = 0; i < events; i++) {
                String value = "{\"order\":" + i + ",\"customer\":\"c-" + random.nextInt(10_000) + "\",\"amount\":"
                        + random.nextInt(100_000) + ",\"state\":\"placed\",\"currency\":\"EUR\"}";
                producer.send(KafkaTopics.record(stream.partition(i % PARTITIONS), "order-" + i, value));
            }
        }
        return topic;
    }

    private static void best(double[] rates, int index, double rate) {
        rates[index] = Math.max(rates[index], rate);
    }

    private static double measure(String name, Opener opener, ReadRequest request) throws SourceException {
        var counter = new Counter();
        long started = System.nanoTime();
        try (StreamReader reader = opener.open(request)) {
            while (reader.poll(Duration.ofSeconds(5), counter)) {
                // to the end
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                "%s %,9d records in %,6d batches, %.2f s, %,.0f records/s%n",
                name, counter.records, counter.batches, seconds, counter.records / seconds);
        return counter.records / seconds;
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
