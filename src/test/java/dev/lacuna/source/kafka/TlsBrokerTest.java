package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PositionRange;
import dev.lacuna.sandbox.SandboxBroker;
import dev.lacuna.sandbox.SandboxSettings;
import dev.lacuna.sandbox.TestCertificates;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.Await;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A broker that speaks TLS and wants its users to name themselves, in each of the usual ways.
@Timeout(180)
class TlsBrokerTest {

    private static final String SECURITY = "org.apache.kafka.common.security.";
    private static final String PLAIN = SECURITY + "plain.PlainLoginModule required ";
    private static final String SCRAM = SECURITY + "scram.ScramLoginModule required ";
    private static final String OAUTH = SECURITY + "oauthbearer.OAuthBearerLoginModule required ";
    private static final String SECRET = "open-sesame";

    @TempDir
    static Path folder;

    private static TestCertificates certificates;
    private static SandboxBroker broker;

    @BeforeAll
    static void start() throws Exception {
        certificates = TestCertificates.make(folder);
        SandboxSettings settings = SandboxSettings.temporary();
        for (var property : Map.ofEntries(
                        Map.entry("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,CLIENTS:SASL_SSL"),
                        Map.entry("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512,OAUTHBEARER"),
                        Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                        Map.entry(
                                "listener.name.clients.plain.sasl.jaas.config",
                                PLAIN + "username=admin password=" + SECRET + " user_admin=" + SECRET + ";"),
                        Map.entry("listener.name.clients.scram-sha-512.sasl.jaas.config", SCRAM + ";"),
                        Map.entry("listener.name.clients.oauthbearer.sasl.jaas.config", OAUTH + ";"),
                        Map.entry(
                                "ssl.keystore.location",
                                certificates.file("broker.p12").toString()),
                        Map.entry("ssl.keystore.type", "PKCS12"),
                        Map.entry("ssl.keystore.password", TestCertificates.PASSWORD),
                        Map.entry("ssl.key.password", TestCertificates.PASSWORD),
                        Map.entry(
                                "ssl.truststore.location",
                                certificates.file("trust.p12").toString()),
                        Map.entry("ssl.truststore.type", "PKCS12"),
                        Map.entry("ssl.truststore.password", TestCertificates.PASSWORD))
                .entrySet()) {
            settings = settings.withBrokerSetting(property.getKey(), property.getValue());
        }
        broker = SandboxBroker.start(settings);
        var properties = new HashMap<String, Object>(plain(SECRET));
        properties.putAll(pkcs12());
        properties.put("bootstrap.servers", broker.bootstrap());
        try (Admin admin = Admin.create(properties);
                var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic("orders", 1, (short) 1)))
                    .all()
                    .get();
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "alice", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), SECRET)))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>("orders", new byte[0], new byte[0]))
                    .get();
        }
        Await.until("the broker has heard of alice", TlsBrokerTest::isKnown);
    }

    private static boolean isKnown() {
        var properties = new HashMap<String, Object>(scram(SECRET));
        properties.putAll(pkcs12());
        properties.put("bootstrap.servers", broker.bootstrap());
        try (Admin alice = Admin.create(properties)) {
            return !KafkaTopics.done(alice.describeCluster().nodes()).isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    private static Map<String, String> plain(String password) {
        return sasl("PLAIN", PLAIN + "username=admin password=\"" + password + "\";");
    }

    private static Map<String, String> scram(String password) {
        return sasl("SCRAM-SHA-512", SCRAM + "username=alice password=\"" + password + "\";");
    }

    private static Map<String, String> sasl(String mechanism, String login) {
        return Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", mechanism, "sasl.jaas.config", login);
    }

    private static Map<String, String> pkcs12() {
        return store("trust.p12", "PKCS12");
    }

    private static Map<String, String> store(String file, String type) {
        return Map.of(
                "ssl.truststore.location",
                certificates.file(file).toString(),
                "ssl.truststore.type",
                type,
                "ssl.truststore.password",
                TestCertificates.PASSWORD);
    }

    private static StreamSource open(Map<String, String> login, Map<String, String> trust) throws SourceException {
        var properties = new HashMap<>(login);
        properties.putAll(trust);
        return new KafkaSourceProvider().open(new SourceSpec("kafka://" + broker.bootstrap(), properties, false));
    }

    private static void requireReading(Map<String, String> login, Map<String, String> trust) throws SourceException {
        try (StreamSource source = open(login, trust)) {
            var partition = source.describe("orders").stream().partition(0);
            var request = new ReadRequest(List.of(new PartitionRange(partition, PositionRange.offsets(0, 1))), true);
            try (var wire = source.open(request);
                    var consumer = ((KafkaSource) source).consumerReader(request)) {
                assertThat(Collected.all(wire).offsets()).containsExactly(0L);
                assertThat(wire.note()).isEmpty();
                assertThat(Collected.all(consumer).offsets()).containsExactly(0L);
            }
        }
    }

    @Test
    void trustsAPkcs12StoreAndNamesItselfPlainly() throws Exception {
        requireReading(plain(SECRET), pkcs12());
    }

    @Test
    void trustsAJksStoreAndProvesItsPasswordByScram() throws Exception {
        requireReading(scram(SECRET), store("trust.jks", "JKS"));
    }

    @Test
    void trustsAPemFileAndBringsABearersToken() throws Exception {
        requireReading(
                sasl("OAUTHBEARER", OAUTH + "unsecuredLoginStringClaim_sub=\"alice\";"),
                Map.of(
                        "ssl.truststore.type",
                        "PEM",
                        "ssl.truststore.location",
                        certificates.file("broker.pem").toString()));
    }

    @Test
    void trustsACertificateWithinTheProperties() throws Exception {
        requireReading(
                scram(SECRET),
                Map.of(
                        "ssl.truststore.type",
                        "PEM",
                        "ssl.truststore.certificates",
                        Files.readString(certificates.file("broker.pem"))));
    }

    private static String traceOf(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static SourceException failure(Map<String, String> login, Map<String, String> trust) {
        var failure = catchThrowableOfType(
                SourceException.class, () -> open(login, trust).close());
        assertThat(traceOf(failure)).doesNotContain(SECRET, TestCertificates.PASSWORD, "wrong-word");
        assertThat(failure)
                .message()
                .doesNotContain("\n")
                .doesNotContain(SECRET, TestCertificates.PASSWORD, "wrong-word");
        return failure;
    }

    @Test
    void saysInOneLineThatThePasswordIsWrong() {
        for (var login : List.of(plain("wrong-word"), scram("wrong-word"))) {
            SourceException failure = failure(login, pkcs12());
            assertThat(failure.kind()).isEqualTo(Kind.DENIED);
            assertThat(failure).hasMessageContaining("sasl.");
        }
    }

    @Test
    void saysInOneLineThatTheBrokersCertificateIsNotTrusted() throws Exception {
        SourceException failure = failure(
                plain(SECRET),
                Map.of(
                        "ssl.truststore.type",
                        "PEM",
                        "ssl.truststore.location",
                        certificates.file("other.pem").toString()));
        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure).hasMessageContaining("certificate is not trusted").hasMessageContaining("ssl.truststore");
        assertThat(failure(plain(SECRET), Map.of()).kind()).isEqualTo(Kind.DENIED); // the JDK doesn't trust it either
    }

    @Test
    void saysInOneLineThatThePortSpeaksTls() {
        var plainly = new HashMap<>(plain(SECRET));
        plainly.put("security.protocol", "SASL_PLAINTEXT");
        assertThat(failure(plainly, Map.of()))
                .hasMessageContaining("speaks TLS")
                .hasMessageContaining("Set security.protocol to SASL_SSL");
    }

    @Test
    void saysInOneLineThatAStoreCantBeOpened() {
        var wrong = new HashMap<>(pkcs12());
        wrong.put("ssl.truststore.password", "wrong-word");
        assertThat(failure(plain(SECRET), wrong))
                .hasMessageContaining("trust.p12")
                .hasMessageContaining("password was incorrect");
        var missing = new HashMap<>(pkcs12());
        missing.put("ssl.truststore.location", "/nowhere/trust.p12");
        assertThat(failure(plain(SECRET), missing))
                .hasMessageContaining("/nowhere/trust.p12")
                .hasMessageContaining("no such file");
    }

    @Test
    void saysThatALoginCantBeReadWithoutQuotingIt() {
        for (String login : List.of(
                PLAIN + "username=admin password=half " + SECRET + ";",
                PLAIN + "username=admin password=\"" + SECRET + "\"",
                "username=admin password=\"" + SECRET + "\";",
                PLAIN + "username=admin password='" + SECRET + "\";")) {
            assertThat(failure(sasl("PLAIN", login), pkcs12())).hasMessageContaining("sasl.jaas.config");
        }
    }
}
