package dev.lacuna.source.kafka;

import dev.lacuna.source.CheckHandler;
import dev.lacuna.source.CheckRequest;
import dev.lacuna.source.CheckStep;
import dev.lacuna.source.SecretRules;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceInfo;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamSource;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.internals.BrokerSecurityConfigs;
import org.apache.kafka.common.errors.TimeoutException;

/// Opens `kafka://` addresses.
public final class KafkaSourceProvider implements SourceProvider {

    /// A first packet that is lost is sent again after a second.
    private static final Duration LISTENER_LIMIT = Duration.ofMillis(2_500);

    /// After that it is looked whether client and listener are of one sort; who is only slow, as brokers are in an
    /// incident, has longer.
    private static final Duration SOON = Duration.ofMillis(3_500);

    private static final Duration SLOW = Duration.ofSeconds(10);

    private final Duration soon;
    private final Duration slow;

    public KafkaSourceProvider() {
        this(SOON, SLOW);
    }

    /// @param soon how long a broker has to say of which cluster it is
    /// @param slow how much longer
    KafkaSourceProvider(Duration soon, Duration slow) {
        this.soon = soon;
        this.slow = slow;
    }

    @Override
    public boolean accepts(String uri) {
        return KafkaAddress.accepts(uri);
    }

    /// These take most of the time until the first request is sent, and depend on nothing.
    @Override
    public void warmUp() {
        AdminClientConfig.configNames();
        WireFetch.warmUp();
        ManagementFactory.getPlatformMBeanServer(); // where Kafka's clients register themselves
    }

    @Override
    public Map<String, String> resolve(Map<String, String> properties, SecretRules rules) throws SourceException {
        return new SecretReferences(rules, System.getenv()).resolve(properties);
    }

    @Override
    public boolean check(CheckRequest request, CheckHandler handler) {
        try {
            new ConnectionWalk(KafkaAddress.parse(request.spec().uri()), request, handler).run();
        } catch (SourceException e) { // the address
            new StepTeller(handler).fail(e.getMessage(), "");
        }
        return true;
    }

    @Override
    public StreamSource open(SourceSpec spec) throws SourceException {
        KafkaAddress address = KafkaAddress.parse(spec.uri());
        address.requireListener(LISTENER_LIMIT);
        ClientSettings settings = ClientSettings.of(address, spec);
        allowTokenEndpoint(spec.properties().getOrDefault(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL, ""));
        Admin admin = admin(settings);
        boolean opened = false;
        try {
            Handshake answer = handshake(admin, address, new AdminClientConfig(settings.admin()));
            var source = new KafkaSource(answer.info(), answer.addresses(), settings, admin, spec.readOnly());
            opened = true;
            return source;
        } finally {
            if (!opened) {
                admin.close(Duration.ZERO);
            }
        }
    }

    /// Kafka's clients fetch tokens only from addresses that the JVM was started with, because services hand on their
    /// users' properties. Here they are the user's own, and by `file:` nothing of the machine may get out.
    static void allowTokenEndpoint(String url) {
        if (!url.startsWith("https://") && !url.startsWith("http://")) {
            return;
        }
        String name = BrokerSecurityConfigs.ALLOWED_SASL_OAUTHBEARER_URLS_CONFIG;
        synchronized (KafkaSourceProvider.class) {
            String allowed = System.getProperty(name, "");
            if (!List.of(allowed.split(",")).contains(url)) {
                System.setProperty(name, allowed.isEmpty() ? url : allowed + "," + url);
            }
        }
    }

    private static Admin admin(ClientSettings settings) throws SourceException {
        try {
            return Admin.create(settings.admin());
        } catch (KafkaException e) {
            throw KafkaFailures.translate("The client properties for " + settings + " can't be used", e);
        }
    }

    /// What a cluster says of itself.
    private record Handshake(SourceInfo info, Set<String> addresses) {}

    private Handshake handshake(Admin admin, KafkaAddress address, AdminClientConfig config) throws SourceException {
        try {
            return handshake(admin, address, soon);
        } catch (ExecutionException e) {
            if (!isTimeout(e)) {
                throw KafkaFailures.translate("No connection to " + address.uri(), e);
            }
        }
        Optional<CheckStep> parting = ListenerMismatch.at(address.hosts(), config);
        if (parting.isPresent()) {
            throw new SourceException(
                    Kind.UNREACHABLE, parting.get().told() + " " + parting.get().advice(), false, null);
        }
        try {
            return handshake(admin, address, slow);
        } catch (ExecutionException e) {
            throw isTimeout(e)
                    ? noHandshake(address, e)
                    : KafkaFailures.translate("No connection to " + address.uri(), e);
        }
    }

    private static boolean isTimeout(ExecutionException e) {
        return KafkaFailures.causeOf(e) instanceof TimeoutException;
    }

    private static Handshake handshake(Admin admin, KafkaAddress address, Duration limit)
            throws SourceException, ExecutionException {
        try {
            var cluster = admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) limit.toMillis()));
            String id = cluster.clusterId().get();
            Collection<Node> nodes = cluster.nodes().get();
            requireAnnounced(nodes, address);
            Set<String> addresses =
                    nodes.stream().map(node -> node.host() + ":" + node.port()).collect(Collectors.toSet());
            return new Handshake(new SourceInfo(address.uri(), id == null ? "" : id, nodes.size(), "Kafka"), addresses);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFailures.translate("No connection to " + address.uri(), e);
        }
    }

    private SourceException noHandshake(KafkaAddress address, Throwable cause) {
        return new SourceException(
                Kind.UNREACHABLE,
                "Somebody listens at " + address.bootstrap() + ", but gave no answer as a Kafka broker within "
                        + soon.plus(slow).toMillis() / 1000.0 + " s. Check the port, security.protocol in the client"
                        + " properties (does the broker want TLS or SASL?), and the broker's health.",
                true,
                cause);
    }

    /// A broker answers at its bootstrap address and then sends its clients to the one it announces.
    private static void requireAnnounced(Collection<Node> nodes, KafkaAddress address) throws SourceException {
        List<KafkaAddress.HostPort> announced = nodes.stream()
                .map(node -> new KafkaAddress.HostPort(node.host(), node.port()))
                .toList();
        if (announced.stream().anyMatch(address.hosts()::contains)) {
            return;
        }
        try {
            new KafkaAddress(announced).requireListener(LISTENER_LIMIT);
        } catch (SourceException e) {
            throw new SourceException(
                    Kind.UNREACHABLE,
                    "The brokers at " + address.bootstrap() + " answer, but send clients on to addresses that don't. "
                            + e.getMessage() + " On the broker it is advertised.listeners that names them.",
                    true,
                    e);
        }
    }
}
