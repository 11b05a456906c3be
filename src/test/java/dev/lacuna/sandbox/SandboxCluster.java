package dev.lacuna.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// A real Kafka of several nodes in this JVM, numbered from 1, each in a rack of its own (`rack-1`..). Clients reach
/// each node through a [FaultyProxy], brokers each other directly. Internal topics are replicated to all nodes.
public final class SandboxCluster implements AutoCloseable {

    private record Node(FaultyProxy proxy, Properties properties) {}

    private final DataFolder folder;
    private final Map<Integer, Node> nodes = new TreeMap<>();
    private final Map<Integer, KafkaRaftServer> servers = new TreeMap<>();

    private SandboxCluster(DataFolder folder) {
        this.folder = folder;
    }

    /// Starts all nodes and returns when they serve clients.
    ///
    /// @param settings broker settings by Kafka's own names, for every node
    public static SandboxCluster start(int count, Map<String, String> settings) throws Exception {
        var cluster = new SandboxCluster(DataFolder.open(Optional.empty()));
        List<LoopbackPorts> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ports.add(LoopbackPorts.choose(0));
        }
        String voters = IntStream.range(0, count)
                .mapToObj(i ->
                        (i + 1) + "@" + LoopbackPorts.HOST + ":" + ports.get(i).controller())
                .collect(Collectors.joining(","));
        String clusterId = Uuid.randomUuid().toString();
        for (int i = 0; i < count; i++) {
            cluster.prepare(i + 1, count, ports.get(i), voters, clusterId, settings);
        }
        List<Callable<Void>> starts = new ArrayList<>();
        for (int id : cluster.nodes.keySet()) {
            starts.add(() -> {
                cluster.start(id);
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(count)) {
            for (var started : threads.invokeAll(starts)) {
                started.get();
            }
        }
        return cluster;
    }

    private void prepare(
            int id, int count, LoopbackPorts ports, String voters, String clusterId, Map<String, String> settings)
            throws Exception {
        FaultyProxy proxy = FaultyProxy.open();
        proxy.leadTo(ports.clients());
        int internal = LoopbackPorts.choose(0).clients();
        Properties properties = BrokerProperties.of(ports, folder, Map.of());
        properties.put("node.id", String.valueOf(id));
        properties.put("broker.rack", "rack-" + id);
        properties.put("controller.quorum.voters", voters);
        properties.put("log.dirs", folder.node(id).toString());
        properties.put(
                "listeners",
                "CLIENTS://127.0.0.1:" + ports.clients() + ",INTERNAL://127.0.0.1:" + internal
                        + ",CONTROLLER://127.0.0.1:" + ports.controller());
        properties.put(
                "advertised.listeners", "CLIENTS://127.0.0.1:" + proxy.port() + ",INTERNAL://127.0.0.1:" + internal);
        properties.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "INTERNAL");
        properties.put("offsets.topic.replication.factor", String.valueOf(count));
        properties.put("transaction.state.log.replication.factor", String.valueOf(count));
        properties.put("replica.fetch.wait.max.ms", "50");
        properties.put("controller.quorum.election.timeout.ms", "500");
        // a node that stops in order waits until the controller has heard of all the others
        properties.put("broker.heartbeat.interval.ms", "200");
        properties.putAll(settings);
        nodes.put(id, new Node(proxy, properties));
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(id)
                    .setClusterId(clusterId)
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(folder.node(id).toString())
                    .addDirectory(folder.node(id).toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        }
    }

    /// Starts a node that was stopped, on its old ports and log.
    public void start(int id) {
        var server = new KafkaRaftServer(new KafkaConfig(node(id).properties(), false), Time.SYSTEM);
        server.startup();
        synchronized (servers) {
            servers.put(id, server);
        }
    }

    /// Stops a node in order; its partitions get other leaders.
    public void stop(int id) {
        KafkaRaftServer server;
        synchronized (servers) {
            server = servers.remove(id);
        }
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    /// Where a node keeps its logs, until this cluster is closed.
    public Path dataFolder(int id) {
        return folder.node(id);
    }

    /// The network before a node.
    public FaultyProxy proxy(int id) {
        return node(id).proxy();
    }

    private Node node(int id) {
        return Objects.requireNonNull(nodes.get(id));
    }

    /// `127.0.0.1:PORT,..` of all nodes.
    public String bootstrap() {
        return nodes.values().stream()
                .map(node -> LoopbackPorts.HOST + ":" + node.proxy().port())
                .collect(Collectors.joining(","));
    }

    @Override
    public void close() throws SandboxException, IOException {
        List<Integer> running;
        synchronized (servers) {
            running = List.copyOf(servers.keySet());
        }
        try (var threads = Executors.newFixedThreadPool(nodes.size())) {
            running.forEach(id -> threads.execute(() -> stop(id)));
        }
        nodes.values().forEach(node -> node.proxy().close());
        folder.close();
    }
}
