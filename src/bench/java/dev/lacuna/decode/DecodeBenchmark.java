package dev.lacuna.decode;

import dev.lacuna.decode.schema.FakeRegistry;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/// How long the fields of an order take in each format, as multiples of JSON in the same run.
public final class DecodeBenchmark {

    private static final int EVENTS = 5_000;
    private static final int ROUNDS = 5;
    private static final long ROUND_NANOS = 400_000_000L;

    private static final FieldSpec SPEC = new FieldSpec(
            Optional.of("json:/meta/seq"),
            Optional.of("json:/shop"),
            Optional.of("json:/id"),
            Optional.of("json:/at"),
            PayloadFormat.AUTO);

    private DecodeBenchmark() {}

    /// One pass over all events; returns something that depends on each.
    private interface Work {
        long run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        try (FakeRegistry registry = FakeRegistry.start()
                        .with(Orders.AVRO_ID, "AVRO", Orders.AVRO)
                        .with(Orders.PROTOBUF_ID, "PROTOBUF", Orders.PROTOBUF);
                Decoding decoding = Decoding.of(Map.of("schema.registry.url", registry.url()))) {
            Map<String, Work> works = new LinkedHashMap<>();
            for (boolean content : new boolean[] {false, true}) {
                String what = content ? "fields, shape and numbers: " : "fields: ";
                works.put(what + "json", reading(PayloadFormat.JSON, content, decoding, Orders::json));
                works.put(what + "avro", reading(PayloadFormat.AVRO, content, decoding, Orders::framedAvro));
                works.put(
                        what + "protobuf", reading(PayloadFormat.PROTOBUF, content, decoding, Orders::framedProtobuf));
                works.put(what + "msgpack", reading(PayloadFormat.MSGPACK, content, decoding, Orders::msgpack));
                works.put(what + "cbor", reading(PayloadFormat.CBOR, content, decoding, Orders::cbor));
            }
            works.put("a tree by Avro's GenericDatumReader", avroTrees());
            print(works);
        }
    }

    private static List<Event> events(Function<Orders, byte[]> writer) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Event like = Samples.event(0, i, "k", null);
            Bytes value = Bytes.of(writer.apply(new Orders(i, "O-2-" + i, "north", like.millis())));
            events.add(new Event(
                    like.partition(), like.position(), like.millis(), like.timestamps(), like.key(), value, List.of()));
        }
        return events;
    }

    private static Work reading(
            PayloadFormat format, boolean content, Decoding decoding, Function<Orders, byte[]> writer) {
        List<Event> events = events(writer);
        FieldReader reader = FieldReaders.of(
                SPEC, format, content ? ContentCollector.among(1) : null, decoding, new UndecodedEvents());
        return () -> {
            long sum = 0;
            for (Event event : events) {
                sum += reader.read(event).sequence();
            }
            if (sum != EVENTS * (EVENTS - 1L) / 2) {
                throw new IllegalStateException(format + " was not read");
            }
            return sum;
        };
    }

    private static Work avroTrees() {
        List<Event> events = events(Orders::avro);
        var reader = new GenericDatumReader<GenericRecord>(new Schema.Parser().parse(Orders.AVRO));
        return () -> {
            long sum = 0;
            BinaryDecoder decoder = null;
            GenericRecord record = null;
            for (Event event : events) {
                byte[] bytes = Objects.requireNonNull(event.value()).sharedArray();
                decoder = DecoderFactory.get().binaryDecoder(bytes, decoder);
                record = reader.read(record, decoder);
                sum += (long) ((GenericRecord) record.get("meta")).get("seq");
            }
            return sum;
        };
    }

    /// Each work in turn, round by round, so that what else the machine does strikes all alike; the best round counts.
    private static void print(Map<String, Work> works) throws Exception {
        Map<String, Double> best = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Work> work : works.entrySet()) {
                long start = System.nanoTime();
                long events = 0;
                while (System.nanoTime() - start < ROUND_NANOS) {
                    work.getValue().run();
                    events += EVENTS;
                }
                best.merge(work.getKey(), (double) (System.nanoTime() - start) / events, Math::min);
            }
        }
        double json = best.values().iterator().next();
        best.forEach((name, nanos) -> System.out.printf(
                Locale.ROOT, "%-40s %6.0f ns an event, %.2f times fields of json%n", name, nanos, nanos / json));
    }
}
