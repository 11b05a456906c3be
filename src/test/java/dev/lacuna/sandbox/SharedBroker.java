package dev.lacuna.sandbox;

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

        static final SandboxBroker BROKER = start();

        private static SandboxBroker start() {
            try {
                SandboxBroker broker = SandboxBroker.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "stop-shared-broker"));
                return broker;
            } catch (SandboxException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void stop(SandboxBroker broker) {
            try {
                broker.close();
            } catch (SandboxException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
