package dev.lacuna.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// One real broker for all tests of a JVM: started by whoever asks first, stopped when the JVM ends. Every test
/// makes topics of its own, see [#topicName(String)].
public final class SharedBroker {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private SharedBroker() {}

    /// `127.0.0.1:PORT`.
    public static String bootstrap() {
        return Holder.BROKER.bootstrap();
    }

    /// `kafka://127.0.0.1:PORT`.
    public static String uri() {
        return "kafka://" + bootstrap();
    }

    /// The same broker, on a way on which it looks as old as Kafka 2.4.
    public static String olderUri() {
        return "kafka://" + LoopbackPorts.HOST + ":" + Holder.OLDER_PORT;
    }

    /// Where it keeps its logs.
    public static Path dataFolder() {
        return Holder.BROKER.dataFolder();
    }

    /// A name that no other test of this JVM uses: `PREFIX-N`.
    public static String topicName(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }

    /// Starts the broker once, when it is first asked for.
    private static final class Holder {

        static final int OLDER_PORT;
        static final SandboxBroker BROKER;

        static {
            try {
                LoopbackPorts ports = LoopbackPorts.choose(0);
                int inner = FreePorts.next();
                OLDER_PORT = FreePorts.next();
                BROKER = SandboxBroker.start(settings(ports, inner));
                OlderProxy older = OlderProxy.open(OLDER_PORT, inner);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(BROKER, older), "stop-shared-broker"));
            } catch (SandboxException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static SandboxSettings settings(LoopbackPorts ports, int inner) {
            String clients = "CLIENTS://127.0.0.1:" + ports.clients();
            String older = "OLDER://127.0.0.1:";
            return SandboxSettings.temporary()
                    .withPort(ports.clients())
                    .withBrokerSetting("controller.quorum.voters", "1@127.0.0.1:" + ports.controller())
                    .withBrokerSetting(
                            "listeners",
                            clients + "," + older + inner + ",CONTROLLER://127.0.0.1:" + ports.controller())
                    .withBrokerSetting("advertised.listeners", clients + "," + older + OLDER_PORT)
                    .withBrokerSetting(
                            "listener.security.protocol.map", "CLIENTS:PLAINTEXT,OLDER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        }

        private static void stop(SandboxBroker broker, OlderProxy older) {
            try (older) {
                broker.close();
            } catch (SandboxException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
