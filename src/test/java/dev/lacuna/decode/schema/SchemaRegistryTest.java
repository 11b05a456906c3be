package dev.lacuna.decode.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.decode.schema.SchemaTrouble.Kind;
import dev.lacuna.model.PayloadFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaRegistryTest {

    private final FakeRegistry fake = FakeRegistry.start();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void stop() {
        fake.close();
    }

    private SchemaRegistry registry(String... more) throws DecodeException {
        Map<String, String> properties = new java.util.HashMap<>(Map.of(SchemaSettings.REGISTRY, fake.url()));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return new SchemaRegistry(new RegistryClient(SchemaSettings.of(properties)), nanos::get);
    }

    @Test
    void whoOnlyLooksNeverWaitsForWhoAsks() throws Exception {
        fake.with(7, "AVRO", "\"string\"").with(8, "AVRO", "\"long\"");
        try (SchemaRegistry registry = registry()) {
            registry.schema(SchemaId.of(7));
            fake.holding().lock();
            Thread asking = Thread.ofVirtual().start(() -> registry.schema(SchemaId.of(8)));
            try {
                while (fake.questions().size() < 2) {
                    Thread.onSpinWait(); // it is being asked now
                }
                assertThat(registry.known(SchemaId.of(8))).isNull();
                assertThat(registry.known(SchemaId.of(7))).isInstanceOf(SchemaAnswer.Found.class);
                assertThat(registry.schema(SchemaId.of(7))).isInstanceOf(SchemaAnswer.Found.class);
                assertThat(asking.isAlive()).isTrue();
            } finally {
                fake.holding().unlock();
            }
            asking.join();
            assertThat(registry.known(SchemaId.of(8))).isInstanceOf(SchemaAnswer.Found.class);
        }
    }

    @Test
    void asksForASchemaOnce() throws Exception {
        fake.with(7, "AVRO", "\"string\"");
        try (SchemaRegistry registry = registry()) {
            for (int i = 0; i < 100; i++) {
                assertThat(found(registry.schema(SchemaId.of(7))).format()).isEqualTo(PayloadFormat.AVRO);
            }
            assertThat(registry.hasAnswered()).isTrue();
        }
        assertThat(fake.questions()).containsExactly("GET /schemas/ids/7");
    }

    @Test
    void resolvesReferencesBeforeWhatRefersToThem() throws Exception {
        fake.with(
                        1,
                        "AVRO",
                        "{\"type\":\"record\",\"name\":\"shop.Order\",\"fields\":[{\"name\":\"m\",\"type\":\"shop.Money\"}]}",
                        new FakeRegistry.Reference("shop.Money", "money", 3))
                .withSubject(
                        "money",
                        3,
                        "AVRO",
                        "{\"type\":\"record\",\"name\":\"shop.Money\",\"fields\":[{\"name\":\"c\",\"type\":\"shop.Currency\"}]}",
                        new FakeRegistry.Reference("shop.Currency", "currency", 1))
                .withSubject(
                        "currency", 1, "AVRO", "{\"type\":\"enum\",\"name\":\"shop.Currency\",\"symbols\":[\"EUR\"]}");
        fake.with(
                        2,
                        "PROTOBUF",
                        "syntax = \"proto3\"; import \"money.proto\"; message Order { Money m = 1; }",
                        new FakeRegistry.Reference("money.proto", "money-proto", 1))
                .withSubject("money-proto", 1, "PROTOBUF", "syntax = \"proto3\"; message Money { int64 c = 1; }");
        try (SchemaRegistry registry = registry()) {
            assertThat(found(registry.schema(SchemaId.of(1))).format()).isEqualTo(PayloadFormat.AVRO);
            assertThat(found(registry.schema(SchemaId.of(2))).format()).isEqualTo(PayloadFormat.PROTOBUF);
        }
    }

    @Test
    void anUnknownNumberIsAskedForAgainOnlyAfterAWhile() throws Exception {
        try (SchemaRegistry registry = registry()) {
            for (int i = 0; i < 50; i++) {
                assertThat(trouble(registry.schema(SchemaId.of(9))).kind()).isEqualTo(Kind.UNKNOWN_ID);
            }
            assertThat(fake.questions()).hasSize(1);
            assertThat(registry.hasAnswered()).isFalse();

            fake.with(9, "JSON", "{}");
            nanos.addAndGet(Duration.ofSeconds(31).toNanos());
            assertThat(found(registry.schema(SchemaId.of(9))).format()).isEqualTo(PayloadFormat.JSON);
        }
    }

    @Test
    void garbageThatNamesManyNumbersIsNoStormOfQuestions() throws Exception {
        try (SchemaRegistry registry = registry()) {
            IntStream.range(1, 5_000).forEach(id -> registry.schema(SchemaId.of(id)));
            assertThat(trouble(registry.schema(SchemaId.of(77_777))).kind()).isEqualTo(Kind.UNKNOWN_ID);
        }
        assertThat(fake.questions()).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void aSilentRegistryIsLeftAloneForAWhile() throws Exception {
        fake.failWith(503);
        try (SchemaRegistry registry = registry()) {
            for (int id = 1; id < 1_000; id++) {
                SchemaTrouble trouble = trouble(registry.schema(SchemaId.of(id)));
                assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
                assertThat(trouble.reason()).contains(fake.url(), "HTTP 503");
            }
            assertThat(fake.questions()).hasSize(1);

            fake.failWith(200);
            fake.with(1, "AVRO", "\"long\"");
            nanos.addAndGet(Duration.ofSeconds(31).toNanos());
            assertThat(found(registry.schema(SchemaId.of(1))).format()).isEqualTo(PayloadFormat.AVRO);
        }
    }

    @Test
    void nobodyAtTheAddressIsNoCrash() throws Exception {
        fake.close();
        try (SchemaRegistry registry = registry()) {
            SchemaTrouble trouble = trouble(registry.schema(SchemaId.of(1)));
            assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(trouble.reason()).contains("can't be connected to");
        }
    }

    @Test
    void sendsCredentialsFromSettingsAndNeverTellsThem() throws Exception {
        fake.only("lacuna:s3cret").with(1, "AVRO", "\"long\"");
        try (SchemaRegistry denied = registry("basic.auth.user.info", "lacuna:wrong")) {
            SchemaTrouble trouble = trouble(denied.schema(SchemaId.of(1)));
            assertThat(trouble.kind()).isEqualTo(Kind.DENIED);
            assertThat(trouble.toString()).doesNotContain("wrong");
        }
        try (SchemaRegistry registry = registry("schema.registry.basic.auth.user.info", "lacuna:s3cret")) {
            assertThat(found(registry.schema(SchemaId.of(1))).format()).isEqualTo(PayloadFormat.AVRO);
        }
        SchemaSettings settings =
                SchemaSettings.of(Map.of("basic.auth.user.info", "lacuna:s3cret", SchemaSettings.REGISTRY, fake.url()));
        assertThat(settings.toString())
                .doesNotContain("s3cret")
                .doesNotContain(settings.authorization().orElseThrow());
    }

    @Test
    void schemasThatCantBeUsedAreTold() throws Exception {
        fake.with(1, "AVRO", "{\"type\":\"recor\"}")
                .with(2, "PROTOBUF", "message {")
                .with(3, "THRIFT", "struct")
                .with(4, "AVRO", "\"Gone\"", new FakeRegistry.Reference("Gone", "gone", 1));
        try (SchemaRegistry registry = registry()) {
            for (int id : List.of(1, 2, 3, 4)) {
                SchemaTrouble trouble = trouble(registry.schema(SchemaId.of(id)));
                assertThat(trouble.kind()).isEqualTo(Kind.UNUSABLE);
                assertThat(trouble.reason()).startsWith("schema " + id + " of the schema registry at " + fake.url());
            }
            int asked = fake.questions().size();
            registry.schema(SchemaId.of(1));
            assertThat(fake.questions()).hasSize(asked);
        }
    }

    private static PayloadSchema found(SchemaAnswer answer) {
        assertThat(answer).isInstanceOf(SchemaAnswer.Found.class);
        return ((SchemaAnswer.Found) answer).schema();
    }

    private static SchemaTrouble trouble(SchemaAnswer answer) {
        assertThat(answer).isInstanceOf(SchemaAnswer.Missing.class);
        return ((SchemaAnswer.Missing) answer).trouble();
    }
}
