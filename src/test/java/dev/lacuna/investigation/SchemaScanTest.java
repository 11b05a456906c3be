package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.decode.Orders;
import dev.lacuna.decode.schema.FakeRegistry;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.Verdict;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.kafka.KafkaSourceProvider;
import dev.lacuna.source.kafka.KafkaTopics;
import dev.lacuna.task.TaskRunner;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Streams whose payloads need schemas, on a real broker and from a registry over HTTP.
class SchemaScanTest {

    private static final FieldSpec FIELDS = new FieldSpec(
            Optional.of("json:/meta/seq"),
            Optional.empty(),
            Optional.of("json:/id"),
            Optional.of("json:/at"),
            PayloadFormat.AUTO);
    private static final long MORNING = 1_773_475_200_000L;
    private static final int EVENTS = 2_000;
    private static final UUID GUID = UUID.fromString("3b1f9a52-6c0d-4e0b-9d5e-0d8a3a0c7f11");

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final FakeRegistry registry = FakeRegistry.start();

    @BeforeEach
    void fill() {
        registry.with(Orders.AVRO_ID, "AVRO", Orders.AVRO).with(Orders.PROTOBUF_ID, "PROTOBUF", Orders.PROTOBUF);
    }

    @AfterEach
    void stop() {
        runner.close();
        registry.close();
    }

    private Investigation open(boolean withRegistry) throws Exception {
        Map<String, String> properties = new HashMap<>();
        if (withRegistry) {
            properties.put("schema.registry.url", registry.url());
        }
        return Investigation.open(
                new SourceSpec(SharedBroker.uri(), properties, false),
                new Sources(List.of(new KafkaSourceProvider())),
                runner,
                "test");
    }

    private static Orders order(int seq) {
        return new Orders(seq, "O-2-" + seq, "north", MORNING + seq * 100L);
    }

    /// Orders numbered from 0, but for those from 1000 to 1009.
    private static String topic(String prefix, Function<Integer, byte[]> payloads, boolean whole) {
        String topic = KafkaTopics.create(prefix, 1, Map.of("retention.ms", "-1"));
        try (KafkaProducer<byte[], byte[]> producer = KafkaTopics.producer(Map.of())) {
            for (int seq = 0; seq < EVENTS; seq++) {
                if (whole || seq < 1_000 || seq > 1_009) {
                    producer.send(new ProducerRecord<>(topic, 0, MORNING + seq * 100L, null, payloads.apply(seq)));
                }
            }
        }
        return topic;
    }

    private static List<Finding> scan(Investigation investigation, String topic) throws Exception {
        Scan scan = investigation.scan(ScanRequest.all(topic, FIELDS));
        scan.task().await();
        return scan.findings().all();
    }

    private static List<String> told(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.kind() + " " + finding.verdict() + " " + finding.cause() + " "
                        + finding.positions() + " " + finding.missing() + " "
                        + finding.explanation().summary())
                .sorted()
                .toList();
    }

    @Test
    void findsTheSameLossInEveryFormat() throws Exception {
        try (Investigation investigation = open(true)) {
            List<String> json =
                    told(scan(investigation, topic("json", seq -> order(seq).json(), false)));
            List<String> avro =
                    told(scan(investigation, topic("avro", seq -> order(seq).framedAvro(), false)));
            List<String> protobuf =
                    told(scan(investigation, topic("protobuf", seq -> order(seq).framedProtobuf(), false)));
            List<String> msgpack =
                    told(scan(investigation, topic("msgpack", seq -> order(seq).msgpack(), false)));
            List<String> cbor =
                    told(scan(investigation, topic("cbor", seq -> order(seq).cbor(), false)));

            assertThat(json).anyMatch(text -> text.startsWith("GAP_SEQUENCE LOSS") && text.contains("[10]"));
            assertThat(avro).isEqualTo(json);
            assertThat(protobuf).isEqualTo(json);
            assertThat(msgpack).isEqualTo(json);
            assertThat(cbor).isEqualTo(json);
        }
        assertThat(registry.questions()).hasSize(2);
    }

    @Test
    void saysAsWhatPayloadsWereReadAndWhy() throws Exception {
        try (Investigation investigation = open(true)) {
            Scan scan = investigation.scan(
                    ScanRequest.all(topic("avro", seq -> order(seq).framedAvro(), false), FIELDS));
            scan.task().await();
            assertThat(scan.detection()).hasValueSatisfying(detection -> {
                assertThat(detection.format()).isEqualTo(PayloadFormat.AVRO);
                assertThat(detection.basis())
                        .startsWith("60 of 60 sampled values begin as in the registry's wire format");
            });
        }
    }

    @Test
    void truncatedPayloadsAreMalformedAndNameTheirDecoder() throws Exception {
        String topic = topic(
                "avro",
                seq -> {
                    byte[] payload = order(seq).framedAvro();
                    return seq >= 500 && seq < 503 ? Arrays.copyOf(payload, payload.length - 4) : payload;
                },
                true);
        try (Investigation investigation = open(true)) {
            List<Finding> findings = scan(investigation, topic);

            Finding malformed = only(findings, FindingKind.CONTENT_MALFORMED);
            assertThat(malformed.evidence().facts())
                    .containsEntry("decoder", "AVRO")
                    .containsEntry("malformed_events", 3L);
            assertThat(malformed.evidence().number("byte_offset")).isPositive();
            assertThat(malformed.explanation().explanation()).contains("can't be read as AVRO");
            // what can't be read may well be what seems to be missing
            assertThat(findings).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
        }
    }

    @Test
    void aSilentRegistryMakesNoEventMalformedAndNoNumberLost() throws Exception {
        String topic = topic("avro", seq -> order(seq).framedAvro(), false);
        registry.failWith(503);
        try (Investigation investigation = open(true)) {
            List<Finding> findings = scan(investigation, topic);

            assertThat(findings).noneMatch(finding -> finding.kind() == FindingKind.CONTENT_MALFORMED);
            assertThat(findings).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
            assertThat(findings)
                    .filteredOn(finding -> finding.kind() == FindingKind.NOT_EVALUATED)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.explanation().summary())
                                .startsWith("1,990 events not read: the schema registry at");
                        assertThat(finding.explanation().explanation()).contains("HTTP 503");
                    });
        }
        assertThat(registry.questions()).hasSize(1);
    }

    @Test
    void aSchemaThatTheRegistryLacksIsTheEventsFaultOnlyWhereItHasOthers() throws Exception {
        String topic = topic(
                "avro",
                seq -> seq >= 700 && seq < 705
                        ? Orders.framed(99, order(seq).avro())
                        : order(seq).framedAvro(),
                true);
        try (Investigation investigation = open(true)) {
            List<Finding> findings = scan(investigation, topic);
            Finding malformed = only(findings, FindingKind.CONTENT_MALFORMED);
            assertThat(malformed.evidence().facts()).containsEntry("schema_id", 99L);
            assertThat(malformed.positions().from().asOffset()).isEqualTo(700);
            assertThat(malformed.positions().to().asOffset()).isEqualTo(705);
            assertThat(findings).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
        }
        String all = topic("avro", seq -> Orders.framed(99, order(seq).avro()), true);
        try (Investigation wrongRegistry = open(true)) {
            List<Finding> findings = scan(wrongRegistry, all);
            assertThat(findings).noneMatch(finding -> finding.kind() == FindingKind.CONTENT_MALFORMED);
            assertThat(findings)
                    .filteredOn(finding -> finding.kind() == FindingKind.NOT_EVALUATED)
                    .anySatisfy(finding ->
                            assertThat(finding.explanation().summary()).contains("has no schema 99"));
        }
    }

    @Test
    void eventsThatNameTheirSchemaInAHeaderAreReadByIt() throws Exception {
        registry.with(GUID, "AVRO", Orders.AVRO);
        String json = topic("json", seq -> order(seq).json(), false);
        String avro = KafkaTopics.create("named", 1, Map.of("retention.ms", "-1"));
        try (KafkaProducer<byte[], byte[]> producer = KafkaTopics.producer(Map.of())) {
            for (int seq = 0; seq < EVENTS; seq++) {
                if (seq < 1_000 || seq > 1_009) {
                    var named = List.<Header>of(new RecordHeader("__value_schema_id", named(seq)));
                    byte[] value = order(seq).avro();
                    producer.send(new ProducerRecord<>(avro, 0, MORNING + seq * 100L, null, value, named));
                }
            }
        }
        try (Investigation investigation = open(true)) {
            List<String> told = told(scan(investigation, avro));

            assertThat(told).anyMatch(text -> text.startsWith("GAP_SEQUENCE LOSS") && text.contains("[10]"));
            assertThat(told).isEqualTo(told(scan(investigation, json)));
        }
    }

    /// By its GUID, and some by the number that this registry gave it.
    private static byte[] named(int seq) {
        return seq % 2 == 0
                ? ByteBuffer.allocate(5).put((byte) 0).putInt(Orders.AVRO_ID).array()
                : ByteBuffer.allocate(17)
                        .put((byte) 1)
                        .putLong(GUID.getMostSignificantBits())
                        .putLong(GUID.getLeastSignificantBits())
                        .array();
    }

    @Test
    void withoutARegistryNothingIsGuessed() throws Exception {
        String topic = topic("avro", seq -> order(seq).framedAvro(), false);
        try (Investigation investigation = open(false)) {
            Scan scan = investigation.scan(ScanRequest.all(topic, FIELDS));
            scan.task().await();
            assertThat(scan.detection().orElseThrow().format()).isEqualTo(PayloadFormat.BYTES);
            assertThat(scan.detection().orElseThrow().basis()).contains("--schema-registry");
            assertThat(scan.findings().all()).noneMatch(finding -> finding.kind() == FindingKind.CONTENT_MALFORMED);
            assertThat(scan.findings().all())
                    .anyMatch(finding -> finding.explanation().summary().startsWith("no event has a sequence"));
        }
    }

    @Test
    void repairsAStreamInAvroFromWhereTheEventsStillStand() throws Exception {
        String lacking = topic("avro", seq -> order(seq).framedAvro(), false);
        String archive = topic(lacking + "-archive", seq -> order(seq).framedAvro(), true);
        try (Investigation investigation = open(true)) {
            Scan scan = investigation.scan(ScanRequest.all(lacking, FIELDS));
            scan.task().await();
            List<Finding> gaps = scan.findings().all().stream()
                    .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                    .toList();
            List<ReplaySource> sources = investigation.findSources(scan, gaps).await();
            assertThat(sources).first().satisfies(source -> {
                assertThat(source.stream().stream().name()).isEqualTo(archive);
                assertThat(source.found()).isEqualTo(10);
            });
            ReplayPlan plan =
                    investigation.planRepair(scan, gaps, sources.getFirst()).await();
            assertThat(plan.fields().format()).isEqualTo(PayloadFormat.AVRO);

            investigation.run(plan, true, true).task().await();
            Verification verification = investigation.verify(plan).await();

            assertThat(verification.closed()).hasSameSizeAs(gaps);
        }
    }

    @Test
    void recordsAreReadableInTheWindow() throws Exception {
        String topic = topic("protobuf", seq -> order(seq).framedProtobuf(), true);
        try (Investigation investigation = open(true)) {
            RecordPage page = investigation
                    .records()
                    .fetch(new RecordQuery(investigation.resolve(topic, Set.of(), Bounds.ALL), Optional.empty(), 5))
                    .await();
            assertThat(page.reading().detection().format()).isEqualTo(PayloadFormat.PROTOBUF);
            assertThat(page.reading().json(page.rows().get(3).event(), 1_000))
                    .hasValueSatisfying(json -> assertThat(json).startsWith("{\"meta\":{\"seq\":3},\"id\":\"O-2-3\""));
            FieldSpec guess = investigation.guessFields(topic).await();
            assertThat(guess.sequence()).contains("json:/meta/seq");
            assertThat(guess.format())
                    .as("left to the scan, which says why it reads them so")
                    .isEqualTo(PayloadFormat.AUTO);
            Scan scan = investigation.scan(new ScanRequest(topic, Set.of(), Bounds.ALL, Depth.RECORDS, guess));
            scan.task().await();
            assertThat(scan.detection().orElseThrow().format()).isEqualTo(PayloadFormat.PROTOBUF);
            assertThat(scan.detection().orElseThrow().basis()).contains("sampled values");
        }
    }

    private static Finding only(List<Finding> findings, FindingKind kind) {
        List<Finding> found =
                findings.stream().filter(finding -> finding.kind() == kind).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
