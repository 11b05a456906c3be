package dev.lacuna.source.kafka;

import dev.lacuna.source.NearestNames;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/// Names of client properties that are none, but nearly: Kafka's clients ignore what they don't know.
final class PropertySlips {

    private PropertySlips() {}

    /// A sentence for each. Names that resemble none are somebody else's matter.
    static List<String> of(Collection<String> names) {
        Set<String> known = new TreeSet<>(AdminClientConfig.configNames());
        known.addAll(ConsumerConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        return names.stream()
                .filter(name -> !known.contains(name))
                .flatMap(name -> NearestNames.of(name, known).stream()
                        .filter(near -> isSlip(name, near))
                        .limit(1)
                        .map(near -> "'" + name + "' is no property of Kafka's clients: '" + near + "' is."))
                .sorted()
                .toList();
    }

    /// The same words in other letters, or a letter or two amiss; `listener.name` before a name is no slip.
    private static boolean isSlip(String name, String near) {
        return Math.abs(name.length() - near.length()) <= 2
                && name.charAt(0) == near.charAt(0)
                && !name.startsWith("lacuna.");
    }
}
