package dev.lacuna.source.segments;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.kafkalog.LogBatch;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.metadata.MetadataRecordType;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.RemoveTopicRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.metadata.MetadataRecordSerde;

/// What the cluster's own log, `__cluster_metadata-0`, says of topics and settings: its latest snapshot, if there is
/// one, and what follows. Kafka's classes for its records are used here and nowhere else. A log with a part missing
/// says nothing at all, because a setting may have been changed there.
final class MetadataLog {

    static final String TOPIC = "__cluster_metadata";

    private static final int LAST_DIGIT_OF_END = 20;

    /// A topic as it was last.
    ///
    /// @param settings those that were set for it, without defaults
    /// @param onceCompacted whether it was set to be compacted at any time that the log tells of
    record Topic(String id, Map<String, String> settings, boolean onceCompacted) {}

    /// Where a partition is kept.
    ///
    /// @param brokers by their numbers
    /// @param folders the ids of their data folders, in the same order; empty where they were not assigned
    record Place(List<Integer> brokers, List<Uuid> folders) {

        Place {
            brokers = List.copyOf(brokers);
            folders = List.copyOf(folders);
        }
    }

    private final Map<String, String> ids = new HashMap<>();
    private final Map<Uuid, SortedMap<Integer, Place>> places = new HashMap<>();
    private final Map<String, Map<String, String>> topics = new HashMap<>();
    private final Map<String, Map<String, String>> brokers = new HashMap<>();
    private final Map<String, Boolean> compacted = new HashMap<>();
    /// Records of a transaction of the metadata itself, which count when it ends.
    private final List<ApiMessage> held = new ArrayList<>();
    private boolean holding;

    private MetadataLog() {}

    /// Empty where there is no such log, or it can't be relied on.
    static Optional<MetadataLog> read(PartitionFolder folder, LogWindow window) {
        try {
            PartitionLog log = PartitionLog.look(folder);
            var metadata = new MetadataLog();
            long from = metadata.readSnapshot(folder, window);
            return metadata.readOn(log, from, window) ? Optional.of(metadata) : Optional.empty();
        } catch (IOException | SourceException | KafkaException e) {
            return Optional.empty();
        }
    }

    /// @return up to which offset of the log the snapshot tells; 0 where there is none
    private long readSnapshot(PartitionFolder folder, LogWindow window) throws IOException, SourceException {
        Path latest = null;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.path(), "*-*.checkpoint")) {
            for (Path file : files) {
                if (latest == null || file.compareTo(latest) > 0) {
                    latest = file;
                }
            }
        }
        if (latest == null) {
            return 0;
        }
        var walker = new SegmentWalker(window, true);
        try {
            walker.open(new Segment(latest, 0, Long.MAX_VALUE, Files.size(latest), 0, true), 0, 0);
            while (walker.next()) {
                byte[] bytes = walker.copy();
                if (bytes != null && !walker.header().isControl()) {
                    take(LogBatch.of(bytes));
                }
            }
        } finally {
            window.close();
        }
        if (walker.takeSpoilt() != null) {
            throw new IOException("the snapshot is damaged");
        }
        return Long.parseLong(latest.getFileName().toString().substring(0, LAST_DIGIT_OF_END));
    }

    /// @return false where a part is missing
    private boolean readOn(PartitionLog log, long from, LogWindow window) throws SourceException {
        long expected = from;
        try (var walker = new BatchWalker(log, from, window, BatchWalker.Manner.CHECKED)) {
            while (walker.next()) {
                boolean damaged =
                        walker.takeDamages().stream().anyMatch(damage -> damage.kind() != Damage.Kind.OVERLAP);
                if (damaged || walker.header().first() > expected) {
                    return false;
                }
                expected = walker.header().next();
                byte[] bytes = walker.copy();
                if (bytes != null && !walker.header().isControl()) {
                    take(LogBatch.of(bytes));
                }
            }
        }
        return expected > 0;
    }

    private void take(LogBatch batch) throws SourceException {
        PartitionRef partition = new StreamRef("", TOPIC).partition(0);
        batch.events(
                batch.described(partition, Fate.COMMITTED),
                PositionRange.offsets(0, Long.MAX_VALUE),
                new ReadHandler() {
                    @Override
                    public void batch(Batch described) {}

                    @Override
                    public void event(Batch described, Event event) {
                        Bytes value = event.value();
                        if (value != null) {
                            take(value);
                        }
                    }

                    @Override
                    public void ended(PartitionRef ended, Position reached, EndReason reason) {}
                },
                BufferSupplier.NO_CACHING);
    }

    private void take(Bytes value) {
        var frame = new ByteBufferAccessor(value.asByteBuffer());
        frame.readUnsignedVarint();
        int key = frame.readUnsignedVarint();
        if (key == MetadataRecordType.BEGIN_TRANSACTION_RECORD.id()) {
            holding = true;
        } else if (key == MetadataRecordType.ABORT_TRANSACTION_RECORD.id()) {
            holding = false;
            held.clear();
        } else if (key == MetadataRecordType.END_TRANSACTION_RECORD.id()) {
            holding = false;
            held.forEach(this::apply);
            held.clear();
        } else if (key == MetadataRecordType.TOPIC_RECORD.id()
                || key == MetadataRecordType.CONFIG_RECORD.id()
                || key == MetadataRecordType.REMOVE_TOPIC_RECORD.id()
                || key == MetadataRecordType.PARTITION_RECORD.id()
                || key == MetadataRecordType.PARTITION_CHANGE_RECORD.id()) {
            ApiMessage message = MetadataRecordSerde.INSTANCE
                    .read(new ByteBufferAccessor(value.asByteBuffer()), value.length())
                    .message();
            if (holding) {
                held.add(message);
            } else {
                apply(message);
            }
        }
    }

    private void apply(ApiMessage message) {
        switch (message) {
            case TopicRecord topic -> ids.put(topic.name(), topic.topicId().toString());
            case RemoveTopicRecord removed -> remove(removed.topicId());
            case ConfigRecord config -> set(config);
            case PartitionRecord made ->
                place(made.topicId(), made.partitionId(), new Place(made.replicas(), made.directories()));
            case PartitionChangeRecord changed -> move(changed);
            default -> {}
        }
    }

    private void place(Uuid topic, int partition, Place place) {
        places.computeIfAbsent(topic, key -> new TreeMap<>()).put(partition, place);
    }

    private void move(PartitionChangeRecord change) {
        SortedMap<Integer, Place> ofTopic = places.getOrDefault(change.topicId(), new TreeMap<>());
        Place before = ofTopic.get(change.partitionId());
        if (before != null) {
            List<Integer> brokers = change.replicas() == null ? before.brokers() : change.replicas();
            List<Uuid> folders = change.directories() == null ? before.folders() : change.directories();
            place(change.topicId(), change.partitionId(), new Place(brokers, folders));
        }
    }

    private void remove(Uuid id) {
        places.remove(id);
        ids.entrySet().removeIf(entry -> {
            boolean isIt = entry.getValue().equals(id.toString());
            if (isIt) {
                topics.remove(entry.getKey());
                compacted.remove(entry.getKey());
            }
            return isIt;
        });
    }

    private void set(ConfigRecord config) {
        Map<String, Map<String, String>> resources;
        if (config.resourceType() == ConfigResource.Type.TOPIC.id()) {
            resources = topics;
            if (TopicConfig.CLEANUP_POLICY_CONFIG.equals(config.name())
                    && config.value() != null
                    && config.value().contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                compacted.put(config.resourceName(), true);
            }
        } else if (config.resourceType() == ConfigResource.Type.BROKER.id()) {
            resources = brokers;
        } else {
            return;
        }
        Map<String, String> settings = resources.computeIfAbsent(config.resourceName(), name -> new HashMap<>());
        if (config.value() == null) {
            settings.remove(config.name());
        } else {
            settings.put(config.name(), config.value());
        }
    }

    Optional<Topic> topic(String name) {
        return Optional.ofNullable(ids.get(name))
                .map(id -> new Topic(
                        id, Map.copyOf(topics.getOrDefault(name, Map.of())), compacted.getOrDefault(name, false)));
    }

    /// Where the partitions of a topic are kept, by number; empty where the topic isn't known.
    SortedMap<Integer, Place> places(String name) {
        String id = ids.get(name);
        return id == null ? new TreeMap<>() : places.getOrDefault(Uuid.fromString(id), new TreeMap<>());
    }

    /// What was set for the brokers while they ran; what stands in their own files is not known here.
    ///
    /// @param node the broker's number, or empty
    Map<String, String> brokerSettings(String node) {
        var settings = new HashMap<>(brokers.getOrDefault("", Map.of()));
        settings.putAll(brokers.getOrDefault(node, Map.of()));
        return settings;
    }
}
