package dev.lacuna.sandbox;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// A real single-node Kafka in this JVM, on the loopback interface only.
///
/// A fatal fault of the broker (a full disk) halts the whole JVM: Kafka is made so. A window therefore runs it as a
/// [SandboxProcess]; only tests have it in their own JVM.
public final class SandboxBroker implements AutoCloseable {

    private final String bootstrap;
    private final DataFolder folder;
    private final KafkaRaftServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SandboxBroker(String bootstrap, DataFolder folder, KafkaRaftServer server) {
        this.bootstrap = bootstrap;
        this.folder = folder;
        this.server = server;
    }

    /// Starts one on any free port with a temporary folder.
    public static SandboxBroker start() throws SandboxException {
        return start(SandboxSettings.temporary());
    }

    /// Starts one and returns when it serves clients, in some two seconds. When that fails, nothing is left running.
    public static SandboxBroker start(SandboxSettings settings) throws SandboxException {
        LoopbackPorts ports = LoopbackPorts.choose(settings.port());
        DataFolder folder = DataFolder.open(settings.dataFolder());
        try {
            Properties properties = BrokerProperties.of(ports, folder, settings.brokerProperties());
            format(folder);
            KafkaRaftServer server = startServer(properties, ports, folder);
            return new SandboxBroker(LoopbackPorts.HOST + ":" + ports.clients(), folder, server);
        } catch (SandboxException | RuntimeException | Error e) {
            release(folder, e);
            throw e;
        }
    }

    /// Where clients connect: `127.0.0.1:PORT`.
    public String bootstrap() {
        return bootstrap;
    }

    public Path dataFolder() {
        return folder.path();
    }

    /// Stops it cleanly, in about a second; a temporary folder is deleted. Closing twice is harmless.
    @Override
    public void close() throws SandboxException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // on an interrupted thread Kafka does not stop in order
        try {
            stop(server);
            folder.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void release(DataFolder folder, Throwable reason) {
        try {
            folder.close();
        } catch (SandboxException e) {
            reason.addSuppressed(e);
        }
    }

    private static void format(DataFolder folder) throws SandboxException {
        String node = folder.node(BrokerProperties.NODE_ID).toString();
        String clusterId = folder.clusterId(BrokerProperties.NODE_ID)
                .orElseGet(() -> Uuid.randomUuid().toString());
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(clusterId)
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(node)
                    .addDirectory(node)
                    .setIgnoreFormatted(true)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (Exception e) { // what Kafka declares
            throw new SandboxException(
                    "The data folder " + folder.path() + " can't be prepared for the sandbox: " + e.getMessage()
                            + ". Choose an empty folder, or one that a sandbox made.",
                    e);
        }
    }

    private static KafkaRaftServer startServer(Properties properties, LoopbackPorts ports, DataFolder folder)
            throws SandboxException {
        KafkaRaftServer server = null;
        boolean started = false;
        try {
            server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
            server.startup();
            started = true;
            return server;
        } catch (Exception e) { // Scala declares nothing and throws anything
            throw new SandboxException(
                    "The sandbox's Kafka did not start on " + LoopbackPorts.HOST + ":" + ports.clients()
                            + " with the data folder " + folder.path() + ": " + e.getMessage()
                            + ". Try an empty folder and a free port.",
                    e);
        } finally {
            if (!started && server != null) {
                stop(server);
            }
        }
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }
}
