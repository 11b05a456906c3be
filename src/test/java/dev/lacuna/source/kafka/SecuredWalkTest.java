package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.sandbox.FreePorts;
import dev.lacuna.sandbox.SandboxBroker;
import dev.lacuna.sandbox.SandboxSettings;
import dev.lacuna.sandbox.TestCertificates;
import dev.lacuna.source.CheckRequest;
import dev.lacuna.source.CheckStep.Kind;
import dev.lacuna.source.CheckStep.State;
import dev.lacuna.source.CheckedSteps;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.task.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The way to a broker with TLS, logins and rights; a second listener of it announces an address that leads nowhere.
@Timeout(240)
class SecuredWalkTest {

    private static final String SECURITY = "org.apache.kafka.common.security.";
    private static final String PLAIN = SECURITY + "plain.PlainLoginModule required ";
    private static final String SCRAM = SECURITY + "scram.ScramLoginModule required ";
    private static final String SECRET = "open-sesame";

    @TempDir
    static Path folder;

    private static TestCertificates certificates;
    private static SandboxBroker broker;
    private static int astray;

    @BeforeAll
    static void start() throws Exception {
        certificates = TestCertificates.make(folder);
        int clients = FreePorts.next();
        int controller = FreePorts.next();
        astray = FreePorts.next();
        Map<String, String> broken = Map.ofEntries(
                Map.entry(
                        "listeners",
                        "CLIENTS://127.0.0.1:" + clients + ",ASTRAY://127.0.0.1:" + astray + ",CONTROLLER://127.0.0.1:"
                                + controller),
                Map.entry(
                        "advertised.listeners",
                        "CLIENTS://127.0.0.1:" + clients + ",ASTRAY://kafka-1.inside.invalid:9094"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
                Map.entry("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,CLIENTS:SASL_SSL,ASTRAY:PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry(
                        "listener.name.clients.plain.sasl.jaas.config",
                        PLAIN + "username=admin password=" + SECRET + " user_admin=" + SECRET + " user_guest=" + SECRET
                                + " user_reader=" + SECRET + ";"),
                Map.entry("listener.name.clients.scram-sha-512.sasl.jaas.config", SCRAM + ";"),
                Map.entry(
                        "ssl.keystore.location", certificates.file("broker.p12").toString()),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.password", TestCertificates.PASSWORD),
                Map.entry("ssl.key.password", TestCertificates.PASSWORD),
                Map.entry(
                        "ssl.truststore.location",
                        certificates.file("trust.p12").toString()),
                Map.entry("ssl.truststore.type", "PKCS12"),
                Map.entry("ssl.truststore.password", TestCertificates.PASSWORD),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:admin;User:ANONYMOUS"));
        SandboxSettings settings = SandboxSettings.temporary().withPort(clients);
        for (var property : broken.entrySet()) {
            settings = settings.withBrokerSetting(property.getKey(), property.getValue());
        }
        broker = SandboxBroker.start(settings);
        var properties = new HashMap<String, Object>(plain("admin", SECRET));
        properties.putAll(trust());
        properties.put("bootstrap.servers", broker.bootstrap());
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(List.of(new NewTopic("orders", 1, (short) 1), new NewTopic("hidden", 1, (short) 1)))
                    .all()
                    .get();
            admin.createAcls(List.of(
                            allow("guest", AclOperation.DESCRIBE),
                            allow("reader", AclOperation.READ),
                            allow("reader", AclOperation.DESCRIBE_CONFIGS)))
                    .all()
                    .get();
            // the broker learns of them from the controller, a moment later
            Await.until(
                    "the rights are known",
                    () -> KafkaTopics.done(admin.describeAcls(AclBindingFilter.ANY)
                                            .values())
                                    .size()
                            == 3);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "alice", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), SECRET)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    private static AclBinding allow(String user, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "orders", PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    private static Map<String, String> plain(String user, String password) {
        return sasl("PLAIN", PLAIN + "username=" + user + " password=\"" + password + "\";");
    }

    private static Map<String, String> sasl(String mechanism, String login) {
        return Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", mechanism, "sasl.jaas.config", login);
    }

    private static Map<String, String> trust() {
        return Map.of(
                "ssl.truststore.location",
                certificates.file("trust.p12").toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                TestCertificates.PASSWORD);
    }

    private static CheckedSteps check(Map<String, String> login, Map<String, String> trust, Optional<String> topic) {
        return checkAt(broker.bootstrap(), login, trust, topic);
    }

    private static CheckedSteps checkAt(
            String servers, Map<String, String> login, Map<String, String> trust, Optional<String> topic) {
        var properties = new HashMap<>(login);
        properties.putAll(trust);
        CheckedSteps steps = CheckedSteps.of(
                new KafkaSourceProvider(),
                new CheckRequest(new SourceSpec("kafka://" + servers, properties, false), topic, true));
        assertThat(steps.words()).doesNotContain(SECRET, TestCertificates.PASSWORD, "wrong-word");
        return steps;
    }

    private static void requireFailed(CheckedSteps steps, Kind kind, String... words) {
        assertThat(steps.kinds(State.FAILED)).as(steps.words()).containsExactly(kind);
        assertThat(steps.only(kind).told() + " " + steps.only(kind).advice()).contains(words);
    }

    @Test
    void goesAllTheWayWithTheRightCertificateAndPassword() {
        CheckedSteps steps = check(plain("admin", SECRET), trust(), Optional.of("orders"));

        assertThat(steps.kinds(State.OK)).as(steps.words()).hasSize(11);
        assertThat(steps.only(Kind.TLS).told()).contains("TLSv1.3", "CN=broker", "signed by itself", "valid until");
    }

    @Test
    void saysThatThePortSpeaksTls() {
        requireFailed(check(Map.of(), Map.of(), Optional.empty()), Kind.TLS, "speaks TLS", "SASL_SSL");
    }

    @Test
    void saysThatTheBrokerWantsALoginAndWhichOnes() {
        requireFailed(
                check(Map.of("security.protocol", "SSL"), trust(), Optional.empty()),
                Kind.LOGIN,
                "wants a login by PLAIN, SCRAM-SHA-512",
                "security.protocol to SASL_SSL");
    }

    @Test
    void saysWhichWaysOfLoginAreOffered() {
        requireFailed(
                check(
                        sasl("SCRAM-SHA-256", SCRAM + "username=alice password=\"" + SECRET + "\";"),
                        trust(),
                        Optional.empty()),
                Kind.LOGIN,
                "no login by SCRAM-SHA-256",
                "PLAIN, SCRAM-SHA-512");
    }

    @Test
    void saysThatThePasswordIsWrong() {
        requireFailed(check(plain("admin", "wrong-word"), trust(), Optional.empty()), Kind.LOGIN, "PLAIN", "password");
        requireFailed(
                check(
                        sasl("SCRAM-SHA-512", SCRAM + "username=alice password=\"wrong-word\";"),
                        trust(),
                        Optional.empty()),
                Kind.LOGIN,
                "SCRAM-SHA-512",
                "password");
    }

    @Test
    void saysWhoSignedACertificateThatIsNotTrusted() {
        requireFailed(
                check(plain("admin", SECRET), Map.of(), Optional.empty()),
                Kind.TLS,
                "not trusted",
                "CN=broker",
                "ssl.truststore.location");
        requireFailed(
                check(
                        plain("admin", SECRET),
                        Map.of(
                                "ssl.truststore.type",
                                "PEM",
                                "ssl.truststore.location",
                                certificates.file("other.pem").toString()),
                        Optional.empty()),
                Kind.TLS,
                "other.pem holds nobody");
    }

    @Test
    void saysWhichHostsACertificateStandsFor() throws Exception {
        try (var elsewhere = new TlsListener("elsewhere", "SAN=DNS:elsewhere.example", "-validity", "90")) {
            requireFailed(
                    checkAt(
                            elsewhere.address(),
                            Map.of("security.protocol", "SSL"),
                            elsewhere.trust(),
                            Optional.empty()),
                    Kind.TLS,
                    "does not stand for '127.0.0.1'",
                    "elsewhere.example");
        }
    }

    @Test
    void saysWhenACertificateEnded() throws Exception {
        try (var late = new TlsListener("late", "SAN=IP:127.0.0.1", "-startdate", "-9d", "-validity", "3")) {
            requireFailed(
                    checkAt(late.address(), Map.of("security.protocol", "SSL"), late.trust(), Optional.empty()),
                    Kind.TLS,
                    "which ended on 20");
        }
    }

    @Test
    void saysThatALoginIsMissingOrCantBeReadWithoutQuotingIt() {
        requireFailed(
                check(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"), trust(), Optional.empty()),
                Kind.PROPERTIES,
                "sasl.jaas.config is missing");
        requireFailed(
                check(sasl("PLAIN", PLAIN + "username=admin password=half " + SECRET + ";"), trust(), Optional.empty()),
                Kind.PROPERTIES,
                "sasl.jaas.config can't be read");
    }

    @Test
    void saysThatAStoreCantBeOpened() {
        var wrong = new HashMap<>(trust());
        wrong.put("ssl.truststore.password", "wrong-word");
        requireFailed(check(plain("admin", SECRET), wrong, Optional.empty()), Kind.PROPERTIES, "trust.p12");
    }

    @Test
    void namesTheAddressThatABrokerAnnouncesAndNobodyReaches() {
        CheckedSteps steps = checkAt("127.0.0.1:" + astray, Map.of(), Map.of(), Optional.empty());

        requireFailed(steps, Kind.BROKERS, "kafka-1.inside.invalid:9094", "unknown here", "advertised.listeners");
        assertThat(steps.kinds(State.SKIPPED)).contains(Kind.TOPICS, Kind.READ, Kind.GROUPS);
    }

    @Test
    void namesTheRightThatIsMissing() {
        CheckedSteps guest = check(plain("guest", SECRET), trust(), Optional.of("orders"));
        assertThat(guest.kinds(State.FAILED)).as(guest.words()).containsExactly(Kind.READ, Kind.WRITE);
        assertThat(guest.only(Kind.READ).told()).contains("Read is missing");
        assertThat(guest.only(Kind.READ).advice()).contains("--operation Read --topic orders");
        assertThat(guest.only(Kind.WRITE).advice()).contains("--transactional-id lacuna-");
        assertThat(guest.only(Kind.GROUPS).state()).isEqualTo(State.DOUBT);
        assertThat(guest.only(Kind.GROUPS).advice()).contains("--operation Describe --cluster");

        CheckedSteps reader = check(plain("reader", SECRET), trust(), Optional.of("orders"));
        assertThat(reader.only(Kind.READ).state()).as(reader.words()).isEqualTo(State.OK);

        CheckedSteps hidden = check(plain("guest", SECRET), trust(), Optional.of("hidden"));
        assertThat(hidden.only(Kind.TOPICS).told()).contains("may not see topic 'hidden'");
        assertThat(hidden.only(Kind.TOPICS).advice()).contains("--operation Describe --topic hidden");
    }

    /// Somebody who does no more than show a certificate.
    private static final class TlsListener implements AutoCloseable {

        private final ServerSocket server;
        private final Path certificate;

        TlsListener(String name, String names, String... dates) throws Exception {
            KeyStore keys = TestCertificates.generate(folder, name, names, dates);
            certificate = folder.resolve(name + ".pem");
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, TestCertificates.PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            server = context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                } catch (IOException e) {
                    // who does not trust it ends the handshake
                }
            }
        }

        String address() {
            return "127.0.0.1:" + server.getLocalPort();
        }

        Map<String, String> trust() {
            return Map.of("ssl.truststore.type", "PEM", "ssl.truststore.location", certificate.toString());
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
