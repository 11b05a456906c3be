package dev.lacuna.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A stream as its source describes it at one moment.
///
/// @param id what tells it from a namesake created later (Kafka: the topic id); empty where there is none
/// @param partitions in order of number
/// @param compaction whether superseded records are removed
/// @param retention how long events are kept by time; empty: without limit, or not known
/// @param timestamps who sets the timestamps
/// @param config the source's own settings of the stream, by its own names
/// @param absent partitions that belong to it and are not where its source looks, in order of number
/// @param unread why its settings could not be read, so that what hangs on them is not known; empty where they were
public record StreamInfo(
        StreamRef stream,
        String id,
        List<PartitionInfo> partitions,
        Compaction compaction,
        Optional<Duration> retention,
        TimestampKind timestamps,
        Map<String, String> config,
        List<AbsentPartition> absent,
        String unread) {

    public StreamInfo {
        partitions = List.copyOf(partitions);
        absent = List.copyOf(absent);
        config = Map.copyOf(config);
    }

    /// One that is whole, and whose settings are known as far as its source has any.
    public StreamInfo(
            StreamRef stream,
            String id,
            List<PartitionInfo> partitions,
            Compaction compaction,
            Optional<Duration> retention,
            TimestampKind timestamps,
            Map<String, String> config) {
        this(stream, id, partitions, compaction, retention, timestamps, config, List.of(), "");
    }

    /// The same stream, whose logs stand elsewhere.
    public StreamInfo withPartitions(List<PartitionInfo> now) {
        return new StreamInfo(stream, id, now, compaction, retention, timestamps, config, absent, unread);
    }

    /// The partition of that number; of a copied folder some may be missing.
    public Optional<PartitionInfo> partition(int number) {
        return partitions.stream()
                .filter(info -> info.partition().number() == number)
                .findFirst();
    }

    /// How many partitions the stream has, as far as those that are here tell: one more than the highest number.
    public int partitionCount() {
        return partitions.stream()
                .mapToInt(info -> info.partition().number() + 1)
                .max()
                .orElse(0);
    }

    /// Whether it is known to be compacted.
    public boolean compacted() {
        return compaction == Compaction.ON;
    }
}
