package dev.lacuna.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/// MirrorMaker 2 in a process of its own, copying one topic within one cluster under another name, as it does between
/// two. Its jars lie in the folder that `-Dbench.mirror` names.
public final class MirrorMakerRun {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private MirrorMakerRun() {}

    public static boolean isAvailable() {
        return !System.getProperty("bench.mirror", "").isEmpty();
    }

    /// From the moment in which the first events have arrived until all have; start and rebalancing don't count.
    public static double seconds(String bootstrap, String topic, int events)
            throws IOException, InterruptedException, ExecutionException {
        String alias = "m" + System.nanoTime();
        Path folder = Files.createTempDirectory("lacuna-mirror-");
        Path config = Files.writeString(folder.resolve("mirror.properties"), config(alias, bootstrap, topic));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("bench.mirror") + File.separator + "*",
                        "org.apache.kafka.connect.mirror.MirrorMaker",
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mirror.log").toFile())
                .start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return await(admin, process, alias + "." + topic, events);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static double await(Admin admin, Process process, String copy, int events)
            throws InterruptedException, ExecutionException {
        long limit = System.nanoTime() + LIMIT.toNanos();
        long first = 0;
        long before = 0;
        while (System.nanoTime() < limit && process.isAlive()) {
            long arrived = ends(admin, copy);
            if (first == 0 && arrived > 0) {
                first = System.nanoTime();
                before = arrived;
            }
            if (arrived >= events) {
                // what had arrived at the first look is not measured, so the rest stands for the whole
                return (System.nanoTime() - first) / 1e9 * events / (events - before);
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("MirrorMaker 2 did not come to the end of " + copy);
    }

    private static long ends(Admin admin, String topic) throws InterruptedException, ExecutionException {
        if (!admin.listTopics().names().get().contains(topic)) {
            return 0;
        }
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (TopicDescription described :
                admin.describeTopics(List.of(topic)).allTopicNames().get().values()) {
            described
                    .partitions()
                    .forEach(partition ->
                            asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        }
        return admin.listOffsets(asked).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private static String config(String alias, String bootstrap, String topic) {
        return """
                clusters=%1$s,there%1$s
                %1$s.bootstrap.servers=%2$s
                there%1$s.bootstrap.servers=%2$s
                %1$s->there%1$s.enabled=true
                %1$s->there%1$s.topics=%3$s
                there%1$s->%1$s.enabled=false
                tasks.max=4
                replication.factor=1
                checkpoints.topic.replication.factor=1
                heartbeats.topic.replication.factor=1
                offset-syncs.topic.replication.factor=1
                offset.storage.replication.factor=1
                status.storage.replication.factor=1
                config.storage.replication.factor=1
                emit.heartbeats.enabled=false
                emit.checkpoints.enabled=false
                sync.topic.acls.enabled=false
                %1$s.consumer.auto.offset.reset=earliest
                """.formatted(alias, bootstrap, topic);
    }
}
