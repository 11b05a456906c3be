package dev.lacuna.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.decode.schema.FakeRegistry;
import dev.lacuna.decode.schema.SchemaTrouble;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Content;
import dev.lacuna.model.Defect;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Header;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same events in every format give the same fields, the same shape and the same numbers.
class EveryFormatTest {

    private static final FieldSpec SPEC = new FieldSpec(
            Optional.of("json:/meta/seq"),
            Optional.of("json:/shop"),
            Optional.of("json:/id"),
            Optional.of("json:/at"),
            PayloadFormat.AUTO);
    private static final long MILLIS = 1_767_225_600_250L;
    private static final UUID GUID = UUID.fromString("3b1f9a52-6c0d-4e0b-9d5e-0d8a3a0c7f11");

    @TempDir
    Path folder;

    private final FakeRegistry registry = FakeRegistry.start();
    private Decoding byRegistry = Decoding.none();
    private Decoding byAvroFile = Decoding.none();
    private Decoding byProtoFile = Decoding.none();

    @BeforeEach
    void prepare() throws Exception {
        registry.with(Orders.AVRO_ID, "AVRO", Orders.AVRO)
                .with(Orders.PROTOBUF_ID, "PROTOBUF", Orders.PROTOBUF)
                .with(Orders.JSON_ID, "JSON", "{}")
                .with(GUID, "AVRO", Orders.AVRO);
        byRegistry = Decoding.of(Map.of("schema.registry.url", registry.url()));
        Path avsc = Files.writeString(folder.resolve("order.avsc"), Orders.AVRO);
        byAvroFile = Decoding.of(Map.of("lacuna.payload.schema.files", avsc.toString()));
        Path proto = Files.writeString(folder.resolve("order.proto"), Orders.PROTOBUF);
        byProtoFile = Decoding.of(
                Map.of("lacuna.payload.schema.files", proto.toString(), "lacuna.payload.schema.message", "shop.Order"));
    }

    @AfterEach
    void stop() {
        byRegistry.close();
        registry.close();
    }

    /// A way in which an order may be written and read.
    ///
    /// @param named how many of the first bytes the writer puts into a header
    private record Way(
            String name, PayloadFormat format, Decoding decoding, Function<Orders, byte[]> writer, int named) {

        Way(String name, PayloadFormat format, Decoding decoding, Function<Orders, byte[]> writer) {
            this(name, format, decoding, writer, 0);
        }

        Event event(long offset, Orders order) {
            return event(offset, writer.apply(order));
        }

        Event event(long offset, byte[] payload) {
            Event whole = EveryFormatTest.event(offset, Arrays.copyOfRange(payload, named, payload.length));
            return named == 0
                    ? whole
                    : new Event(
                            whole.partition(),
                            whole.position(),
                            whole.millis(),
                            whole.timestamps(),
                            whole.key(),
                            whole.value(),
                            List.of(new Header("__value_schema_id", Bytes.of(Arrays.copyOf(payload, named)))));
        }
    }

    private List<Way> ways() {
        return List.of(
                new Way("json", PayloadFormat.JSON, Decoding.none(), Orders::json),
                new Way(
                        "framed json",
                        PayloadFormat.JSON,
                        Decoding.none(),
                        o -> Orders.framed(Orders.JSON_ID, o.json())),
                new Way("json, schema in a header", PayloadFormat.JSON, Decoding.none(), o -> guid(o.json()), 17),
                new Way(
                        "json among avro",
                        PayloadFormat.AVRO,
                        byRegistry,
                        o -> Orders.framed(Orders.JSON_ID, o.json())),
                new Way("cbor", PayloadFormat.CBOR, Decoding.none(), Orders::cbor),
                new Way("msgpack", PayloadFormat.MSGPACK, Decoding.none(), Orders::msgpack),
                new Way("avro", PayloadFormat.AVRO, byAvroFile, Orders::avro),
                new Way("framed avro, registry", PayloadFormat.AVRO, byRegistry, Orders::framedAvro),
                new Way("framed avro, file", PayloadFormat.AVRO, byAvroFile, Orders::framedAvro),
                new Way("protobuf", PayloadFormat.PROTOBUF, byProtoFile, Orders::protobuf),
                new Way("framed protobuf, registry", PayloadFormat.PROTOBUF, byRegistry, Orders::framedProtobuf),
                new Way("framed protobuf, file", PayloadFormat.PROTOBUF, byProtoFile, Orders::framedProtobuf),
                new Way("avro, number in a header", PayloadFormat.AVRO, byRegistry, Orders::framedAvro, 5),
                new Way("avro, GUID in a header", PayloadFormat.AVRO, byRegistry, o -> guid(o.avro()), 17),
                new Way("avro, GUID in a header, file", PayloadFormat.AVRO, byAvroFile, o -> guid(o.avro()), 17),
                new Way(
                        "protobuf, message in a header",
                        PayloadFormat.PROTOBUF,
                        byRegistry,
                        Orders::framedProtobuf,
                        7));
    }

    private static byte[] guid(byte[] payload) {
        return ByteBuffer.allocate(17 + payload.length)
                .put((byte) 1)
                .putLong(GUID.getMostSignificantBits())
                .putLong(GUID.getLeastSignificantBits())
                .put(payload)
                .array();
    }

    private static Event event(long offset, byte[] payload) {
        Event plain = Samples.event(0, offset, "k", null);
        return new Event(
                plain.partition(),
                plain.position(),
                MILLIS + offset,
                plain.timestamps(),
                plain.key(),
                Walked.inTheMiddle(payload),
                List.of());
    }

    @Test
    void theSameEventsGiveTheSameFields() {
        for (Way way : ways()) {
            UndecodedEvents undecoded = new UndecodedEvents();
            FieldReader reader = FieldReaders.of(SPEC, way.format(), null, way.decoding(), undecoded);
            for (long seq : new long[] {0, 1, 127, 128, Integer.MAX_VALUE + 1L, Long.MAX_VALUE}) {
                Fields fields = reader.read(way.event(seq & 0xff, new Orders(seq, "O-\u00e4-" + seq, "north", MILLIS)));

                assertThat(fields.defect()).as(way.name()).isNull();
                assertThat(fields.sequence()).as(way.name()).isEqualTo(seq);
                assertThat(fields.id()).as(way.name()).isEqualTo(Bytes.utf8("O-\u00e4-" + seq));
                assertThat(fields.sequenceScope()).as(way.name()).isEqualTo(Bytes.utf8("north"));
                assertThat(fields.eventMillis()).as(way.name()).isEqualTo(MILLIS);
            }
            assertThat(undecoded.all()).as(way.name()).isEmpty();
        }
    }

    @Test
    void theSameEventsHaveTheSameShapeAndNumbers() {
        List<String> seen = new ArrayList<>();
        for (Way way : ways()) {
            FieldReader reader = FieldReaders.of(
                    SPEC, way.format(), ContentCollector.among(1), way.decoding(), new UndecodedEvents());
            Content content = Objects.requireNonNull(reader.read(way.event(1, new Orders(5, "O-5", "north", MILLIS)))
                    .content());
            seen.add(described(content));
        }
        assertThat(seen).containsOnly(seen.getFirst());
        assertThat(seen.getFirst()).contains("/lines/*/count number", "/paid boolean", "/amounts/net=12.5");
    }

    private static String described(Content content) {
        Shape shape = content.shape();
        TreeSet<String> places = new TreeSet<>();
        for (int i = 0; i < shape.size(); i++) {
            places.add(shape.path(i) + " " + shape.type(i).id());
        }
        TreeMap<String, Double> numbers = new TreeMap<>();
        for (int i = 0; i < content.numbers(); i++) {
            numbers.put(content.numberPath(i).toString(), content.number(i));
        }
        return places + " " + numbers;
    }

    @Test
    void aTruncatedPayloadIsADefectThatNamesItsDecoder() {
        for (Way way : ways()) {
            FieldReader reader = FieldReaders.of(SPEC, way.format(), null, way.decoding(), new UndecodedEvents());
            byte[] whole = way.writer().apply(new Orders(5, "O-5", "north", MILLIS));
            byte[] cut = Arrays.copyOf(whole, whole.length - 3);

            Fields fields = reader.read(way.event(1, cut));
            Defect defect = Objects.requireNonNull(fields.defect(), way.name());

            String decoder = way.name().contains("json") ? "JSON" : way.format().name();
            assertThat(defect.decoder()).as(way.name()).isEqualTo(decoder);
            assertThat(defect.byteOffset()).as(way.name()).isBetween(-1, cut.length - way.named());
            assertThat(fields.hasSequence()).as(way.name()).isFalse();
            assertThat(fields.id()).as(way.name()).isNull();
        }
    }

    @Test
    void fieldsAreGuessedInEveryFormat() {
        for (Way way : ways()) {
            List<Event> sample = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                sample.add(way.event(i, new Orders(1000 + i, "O-2-" + i, "north", MILLIS + i)));
            }
            FieldSpec guess = FieldGuess.of(sample, way.format(), way.decoding());

            assertThat(guess.sequence()).as(way.name()).contains("json:/meta/seq");
            assertThat(guess.id()).as(way.name()).contains("json:/id");
            assertThat(guess.eventTime()).as(way.name()).contains("json:/at");
            assertThat(guess.format()).as(way.name()).isEqualTo(way.format());
        }
    }

    @Test
    void formatsAreDetectedAndTheirBasisIsTold() {
        detects(Decoding.none(), Orders::json, PayloadFormat.JSON, "50 of 50 sampled values are JSON");
        detects(
                Decoding.none(),
                Orders::msgpack,
                PayloadFormat.MSGPACK,
                "50 of 50 sampled values are maps in MessagePack");
        detects(Decoding.none(), Orders::cbor, PayloadFormat.CBOR, "50 of 50 sampled values are maps in CBOR");
        detects(byRegistry, Orders::framedAvro, PayloadFormat.AVRO, "with schema 3, which the registry has as avro");
        detects(byRegistry, Orders::framedProtobuf, PayloadFormat.PROTOBUF, "which the registry has as protobuf");
        detects(byAvroFile, Orders::avro, PayloadFormat.AVRO, "can be read by the schema in order.avsc");
        detects(byProtoFile, Orders::protobuf, PayloadFormat.PROTOBUF, "can be read by the schema in order.proto");
        detects(Decoding.none(), Orders::framedAvro, PayloadFormat.BYTES, "no registry is given");
        detects(Decoding.none(), Orders::avro, PayloadFormat.BYTES, "No known format fits");
        detects(Decoding.none(), Orders::protobuf, PayloadFormat.BYTES, "No known format fits");
        detects(byProtoFile, Orders::json, PayloadFormat.JSON, "50 of 50");
        detects(byRegistry, o -> Orders.framed(99, o.avro()), PayloadFormat.AVRO, "has no schema 99");
    }

    private static void detects(
            Decoding decoding, Function<Orders, byte[]> writer, PayloadFormat format, String basis) {
        List<Bytes> values = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            values.add(Walked.inTheMiddle(writer.apply(new Orders(i, "O-" + i, "north", MILLIS))));
        }
        Detection detection = decoding.detect(values);

        assertThat(detection.format()).as(basis).isEqualTo(format);
        assertThat(detection.basis()).contains(basis);
    }

    @Test
    void aSilentRegistryIsNoDefectOfTheEvents() {
        registry.failWith(500);
        UndecodedEvents undecoded = new UndecodedEvents();
        FieldReader reader = FieldReaders.of(SPEC, PayloadFormat.AVRO, null, byRegistry, undecoded);
        for (int i = 0; i < 1_000; i++) {
            Fields fields = reader.read(event(i, new Orders(i, "O", "north", MILLIS).framedAvro()));
            assertThat(fields.defect()).isNull();
            assertThat(fields.hasSequence()).isFalse();
        }
        assertThat(undecoded.all()).singleElement().satisfies(sum -> {
            assertThat(sum.events()).isEqualTo(1_000);
            assertThat(sum.trouble().kind()).isEqualTo(SchemaTrouble.Kind.UNREACHABLE);
            assertThat(sum.first().asOffset()).isZero();
            assertThat(sum.last().asOffset()).isEqualTo(999);
        });
        assertThat(registry.questions()).hasSize(1);
    }

    @Test
    void whatIsNotFramedAmongFramedIsForeign() {
        FieldReader reader = FieldReaders.of(SPEC, PayloadFormat.AVRO, null, byRegistry, new UndecodedEvents());
        Defect json = Objects.requireNonNull(
                reader.read(event(1, new Orders(1, "O", "n", 1).json())).defect());
        assertThat(json.foreign()).isTrue();
        assertThat(json.decoder()).isEqualTo("AVRO");

        Defect index = Objects.requireNonNull(reader.read(
                        event(1, Orders.framed(Orders.PROTOBUF_ID, new Orders(1, "O", "n", 1).protobuf(), 2, 8)))
                .defect());
        assertThat(index.reason()).isEqualTo("names a message that its schema does not have");
        assertThat(index.decoder()).isEqualTo("PROTOBUF");
    }

    @Test
    void peopleSeeEveryFormatAsJson() {
        for (Way way : ways().subList(4, ways().size())) {
            Bytes payload = Objects.requireNonNull(
                    Decoding.payload(way.event(1, new Orders(5, "O-5", "north", MILLIS))), way.name());
            way.decoding().learn(way.format(), List.of(payload));

            assertThat(way.decoding().json(way.format(), payload, 10_000))
                    .as(way.name())
                    .hasValueSatisfying(json -> assertThat(json).contains("\"seq\":5", "\"shop\":\"north\""));
            assertThat(way.decoding().json(way.format(), payload, 20))
                    .hasValueSatisfying(json -> assertThat(json).hasSizeLessThan(100));
        }
    }

    @Test
    void aViewNeverWaitsForTheRegistry() {
        Bytes payload = Walked.inTheMiddle(new Orders(5, "O-5", "north", MILLIS).framedAvro());

        assertThat(byRegistry.json(PayloadFormat.AVRO, payload, 1_000)).isEmpty();
        assertThat(registry.questions()).isEmpty();
    }
}
