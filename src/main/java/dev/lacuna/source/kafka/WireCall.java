package dev.lacuna.source.kafka;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/// One connection to one broker with a client's own properties, without the retries by which Kafka's clients hide
/// where it fails. Confined to one thread.
final class WireCall implements AutoCloseable {

    private static final int POLL_MILLIS = 50;
    private static final int IDLE_MILLIS = 60_000;
    private static final int RECEIVE_BYTES = 64 << 10;

    private final NetworkClient client;
    private final Metrics metrics = new Metrics();
    private final Time time = Time.SYSTEM;
    private final BooleanSupplier wanted;

    /// What a broker says of its cluster.
    record Cluster(String id, List<Node> brokers) {}

    /// @param wanted whether anybody still waits
    /// @throws KafkaException where the properties can't be used
    WireCall(AdminClientConfig config, BooleanSupplier wanted) {
        this.wanted = wanted;
        var log = new LogContext("[check] ");
        boolean done = false;
        try {
            var selector = new Selector(
                    IDLE_MILLIS,
                    metrics,
                    time,
                    "lacuna-check",
                    ClientUtils.createChannelBuilder(config, time, log),
                    log);
            client = new NetworkClient(
                    selector,
                    new ManualMetadataUpdater(),
                    "lacuna-check",
                    1,
                    IDLE_MILLIS,
                    IDLE_MILLIS,
                    RECEIVE_BYTES,
                    RECEIVE_BYTES,
                    IDLE_MILLIS,
                    AddressProbe.CONNECT_MILLIS,
                    AddressProbe.CONNECT_MILLIS,
                    time,
                    true,
                    new ApiVersions(),
                    log,
                    MetadataRecoveryStrategy.NONE);
            done = true;
        } finally {
            if (!done) {
                metrics.close();
            }
        }
    }

    /// The client's own trust and keys; only where it has no factory of its own for them.
    static SSLContext tls(AdminClientConfig config) {
        try (var factory = new DefaultSslEngineFactory()) {
            factory.configure(config.values());
            return factory.sslContext();
        }
    }

    /// Whether the client makes its private connections by a class of its own.
    static boolean hasOwnTls(AdminClientConfig config) {
        return config.getClass(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG) != null;
    }

    /// Connects, makes the connection private and logs in, as far as the properties ask for it.
    ///
    /// @throws AuthenticationException when that is refused
    /// @throws ConnectException when the connection breaks before, or the limit has passed
    void open(Node node, Duration limit) throws ConnectException {
        long end = time.milliseconds() + limit.toMillis();
        while (!client.ready(node, time.milliseconds())) {
            poll();
            AuthenticationException refused = client.authenticationException(node);
            if (refused != null) {
                throw refused;
            }
            if (client.connectionFailed(node)) {
                throw new ConnectException("the broker closed the connection");
            }
            if (time.milliseconds() > end || !wanted.getAsBoolean()) {
                throw new ConnectException("no answer within " + limit.toSeconds() + " s");
            }
        }
    }

    /// Asks an open broker for its cluster.
    Cluster cluster(Node node, Duration limit) throws ConnectException {
        long now = time.milliseconds();
        var ask = new MetadataRequest.Builder(List.of(), false);
        client.send(client.newClientRequest(node.idString(), ask, now, true), now);
        long end = now + limit.toMillis();
        while (time.milliseconds() < end && wanted.getAsBoolean()) {
            for (ClientResponse response : poll()) {
                if (response.wasDisconnected()) {
                    throw new ConnectException("the broker closed the connection");
                }
                if (response.responseBody() instanceof MetadataResponse metadata) {
                    String id = metadata.clusterId();
                    return new Cluster(id == null ? "" : id, List.copyOf(metadata.brokers()));
                }
            }
        }
        throw new ConnectException("no answer within " + limit.toSeconds() + " s");
    }

    private List<ClientResponse> poll() {
        return client.poll(POLL_MILLIS, time.milliseconds());
    }

    @Override
    public void close() {
        client.close();
        metrics.close();
    }
}
