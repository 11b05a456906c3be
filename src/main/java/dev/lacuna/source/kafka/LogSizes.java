package dev.lacuna.source.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/// How much room partitions take on the disks of their brokers, the largest replica of each counted. Every
/// broker is asked once for all it holds, while other things are looked up. It is nothing to wait for long:
/// where one may not ask, or no answer comes within a moment, sizes are unknown.
final class LogSizes {

    private static final long PATIENCE_MILLIS = 2_000;

    private final List<KafkaFuture<Map<String, LogDirDescription>>> asked = new ArrayList<>();
    private Map<TopicPartition, Long> known = Map.of();

    /// Asks, and waits for no answer but which brokers there are.
    LogSizes(Admin admin) {
        Collection<Node> brokers = answer(admin.describeCluster().nodes(), List.of(), PATIENCE_MILLIS);
        if (!brokers.isEmpty()) {
            asked.addAll(admin.describeLogDirs(brokers.stream().map(Node::id).toList())
                    .descriptions()
                    .values());
        }
    }

    /// What partitions take together; empty where that of one of them is not known.
    OptionalLong of(Collection<TopicPartition> partitions) {
        take();
        long bytes = 0;
        for (TopicPartition partition : partitions) {
            Long own = known.get(partition);
            if (own == null) {
                return OptionalLong.empty();
            }
            bytes += own;
        }
        return OptionalLong.of(bytes);
    }

    private void take() {
        if (asked.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> sizes = new HashMap<>();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        for (KafkaFuture<Map<String, LogDirDescription>> broker : asked) {
            long left = Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            for (LogDirDescription folder :
                    answer(broker, Map.<String, LogDirDescription>of(), left).values()) {
                folder.replicaInfos().forEach((partition, replica) -> {
                    if (!replica.isFuture()) {
                        sizes.merge(partition, replica.size(), Math::max);
                    }
                });
            }
        }
        asked.clear();
        known = sizes;
    }

    private static <T> T answer(KafkaFuture<T> future, T otherwise, long patienceMillis) {
        try {
            return future.get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return otherwise; // whoever may not ask this may look at topics all the same
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }
}
