package dev.lacuna.source.kafka;

import dev.lacuna.source.CheckHandler;
import dev.lacuna.source.CheckRequest;
import dev.lacuna.source.CheckStep.Kind;
import dev.lacuna.source.SourceException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.jspecify.annotations.Nullable;

/// The way to a cluster step by step, each tried by itself, so that what fails has a name.
///
/// ```
/// properties ──> name, port (each address) ──> TLS ──> login ──> metadata ──> brokers as they announce themselves ──>
/// rights
/// ```
final class ConnectionWalk {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(8);
    private static final Duration BROKER_LIMIT = Duration.ofSeconds(4);
    private static final String FAILED_BEFORE = "Not tried: a step before it failed.";

    private final KafkaAddress address;
    private final ClientSettings settings;
    private final CheckRequest request;
    private final StepTeller steps;

    ConnectionWalk(KafkaAddress address, CheckRequest request, CheckHandler handler) {
        this.address = address;
        this.request = request;
        this.settings = ClientSettings.of(address, request.spec());
        this.steps = new StepTeller(handler);
    }

    void run() {
        try {
            walk();
        } finally {
            if (steps.isWanted()) {
                Set<Kind> left = EnumSet.complementOf(EnumSet.of(Kind.OPEN));
                left.removeIf(kind -> steps.hasTold(kind) || kind == Kind.WRITE && !request.write());
                left.forEach(kind -> steps.skip(kind, FAILED_BEFORE));
            }
        }
    }

    private void walk() {
        steps.begin(Kind.PROPERTIES, "");
        AdminClientConfig config;
        try {
            KafkaSourceProvider.allowTokenEndpoint(
                    settings.properties().getOrDefault(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL, ""));
            config = new AdminClientConfig(settings.admin());
        } catch (KafkaException | IllegalArgumentException e) {
            fail(e);
            return;
        }
        try (var call = new WireCall(config, steps::isWanted)) {
            tellProperties(config);
            KafkaAddress.HostPort first = listening();
            if (first != null && secure(config, first)) {
                connect(config, call, first);
            }
        } catch (KafkaException | IllegalArgumentException e) {
            fail(e);
        }
    }

    private void tellProperties(AdminClientConfig config) {
        SecurityProtocol protocol = protocol(config);
        List<String> slips = PropertySlips.of(settings.properties().keySet());
        String told = "security.protocol is " + protocol.name + ".";
        if (slips.isEmpty()) {
            steps.ok(told);
        } else {
            steps.doubt(told + " " + String.join(" ", slips), "Mend the names; a property of another name is ignored.");
        }
    }

    static SecurityProtocol protocol(AdminClientConfig config) {
        return SecurityProtocol.forName(config.getString(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG));
    }

    /// The first address that somebody listens at; null where none does.
    private KafkaAddress.@Nullable HostPort listening() {
        KafkaAddress.HostPort first = null;
        boolean only = address.hosts().size() == 1;
        for (KafkaAddress.HostPort host : address.hosts()) {
            if (!steps.isWanted()) {
                return null;
            }
            if (AddressProbe.walk(host, only, steps) && first == null) {
                first = host;
            }
        }
        if (first == null && !only) {
            steps.begin(Kind.CONNECT, address.bootstrap());
            steps.fail(
                    "None of the " + address.hosts().size() + " addresses can be reached.",
                    "Check the network: VPN, firewall; and that the brokers are running.");
        }
        return first;
    }

    private boolean secure(AdminClientConfig config, KafkaAddress.HostPort host) {
        if (!steps.isWanted()) {
            return false;
        }
        var walk = new SecurityWalk(config, host, steps);
        if (!walk.tls()) {
            return false;
        }
        return steps.isWanted() && walk.mayLogIn();
    }

    private void connect(AdminClientConfig config, WireCall call, KafkaAddress.HostPort host) {
        SecurityProtocol protocol = protocol(config);
        boolean login = protocol == SecurityProtocol.SASL_SSL || protocol == SecurityProtocol.SASL_PLAINTEXT;
        var bootstrap = new Node(-1, host.host(), host.port());
        try {
            call.open(bootstrap, ANSWER_LIMIT);
            if (login) {
                steps.ok("Logged in by " + config.getString(SaslConfigs.SASL_MECHANISM) + ".");
            } else {
                steps.skip(Kind.LOGIN, "None is wanted: security.protocol is " + protocol.name + ".");
            }
        } catch (SslAuthenticationException e) {
            String told = SecurityFailures.reasonOf(e).orElse("The TLS handshake failed.");
            steps.failAs(Kind.TLS, sentence(told), "");
            return;
        } catch (AuthenticationException e) {
            steps.failAs(
                    Kind.LOGIN,
                    "The broker refuses the login by " + config.getString(SaslConfigs.SASL_MECHANISM) + ": "
                            + sentence(SecurityFailures.firstLine(String.valueOf(e.getMessage()))),
                    "Check user and password in sasl.jaas.config, and that this user exists for this mechanism:"
                            + " each SCRAM mechanism keeps passwords of its own.");
            return;
        } catch (ConnectException e) {
            steps.fail(
                    "No login: " + e.getMessage() + ".",
                    "Check the broker's log: it says why it closes connections, and whether it is overloaded.");
            return;
        }
        askForBrokers(config, call, bootstrap);
    }

    private void askForBrokers(AdminClientConfig config, WireCall call, Node bootstrap) {
        steps.begin(Kind.METADATA, bootstrap.host() + ":" + bootstrap.port());
        WireCall.Cluster cluster;
        try {
            cluster = call.cluster(bootstrap, ANSWER_LIMIT);
        } catch (ConnectException e) {
            steps.fail(
                    "The broker does not say which brokers there are: " + e.getMessage() + ".",
                    "Check the broker's health and its log.");
            return;
        }
        int count = cluster.brokers().size();
        steps.ok("Cluster " + cluster.id() + " with " + count + (count == 1 ? " broker." : " brokers."));
        if (steps.isWanted() && reachBrokers(call, cluster.brokers())) {
            new RightsWalk(settings, request, steps).run();
        }
    }

    /// A broker answers where a client begins, and then sends it on to the addresses that all brokers announce.
    ///
    /// @return whether any can be reached
    private boolean reachBrokers(WireCall call, List<Node> brokers) {
        steps.begin(Kind.BROKERS, "");
        List<String> unreachable = new ArrayList<>();
        int reached = 0;
        for (Node broker : brokers) {
            if (!steps.isWanted()) {
                return false;
            }
            Optional<String> why = whyNot(call, broker);
            why.ifPresent(reason -> unreachable.add("Broker " + broker.id() + " announces itself as " + broker.host()
                    + ":" + broker.port() + ", where it can't be reached from here: " + reason));
            reached += why.isEmpty() ? 1 : 0;
        }
        if (unreachable.isEmpty()) {
            steps.ok(
                    brokers.size() == 1
                            ? "It can be reached at the address that it announces: " + nameOf(brokers.getFirst()) + "."
                            : "All " + brokers.size() + " can be reached at the addresses that they announce.");
            return true;
        }
        steps.fail(
                String.join(" ", unreachable),
                "The broker's advertised.listeners must name a host and port that this machine can reach, for the"
                        + " listener that you connect to. Until it does: make the name known here (DNS, hosts file) or"
                        + " connect from where it is known.");
        return reached > 0;
    }

    private static String nameOf(Node broker) {
        return broker.host() + ":" + broker.port();
    }

    private Optional<String> whyNot(WireCall call, Node broker) {
        Optional<AddressProbe.Refusal> refusal =
                AddressProbe.refusalOf(new KafkaAddress.HostPort(broker.host(), broker.port()));
        if (refusal.isPresent()) {
            return refusal.map(AddressProbe.Refusal::told);
        }
        try {
            call.open(broker, BROKER_LIMIT);
            return Optional.empty();
        } catch (AuthenticationException e) {
            return Optional.of(sentence(
                    SecurityFailures.reasonOf(e).orElse(SecurityFailures.firstLine(String.valueOf(e.getMessage())))));
        } catch (ConnectException e) {
            return Optional.of(sentence(String.valueOf(e.getMessage())));
        }
    }

    private void fail(RuntimeException e) {
        SourceException told = KafkaFailures.translate("The client properties can't be used", e);
        steps.failAs(Kind.PROPERTIES, told.getMessage(), "");
    }

    static String sentence(String text) {
        String whole = text.endsWith(".") ? text : text + ".";
        return whole.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + whole.substring(1);
    }
}
