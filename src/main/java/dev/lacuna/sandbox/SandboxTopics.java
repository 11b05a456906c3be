package dev.lacuna.sandbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// Makes topics on a sandbox broker for whoever rehearses something there.
public final class SandboxTopics {

    private static final short REPLICATION = 1;

    private SandboxTopics() {}

    /// @param settings of the topic, by Kafka's names
    public static void create(String bootstrap, String topic, int partitions, Map<String, String> settings)
            throws SandboxException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrap, "default.api.timeout.ms", 20_000, "request.timeout.ms", 10_000))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, REPLICATION).configs(settings)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new SandboxException(
                    "The topic '" + topic + "' can't be made on the sandbox: " + cause.getMessage(), cause);
        }
    }
}
