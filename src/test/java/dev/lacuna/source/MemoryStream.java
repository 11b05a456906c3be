package dev.lacuna.source;

import dev.lacuna.model.Compaction;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A stream of a [MemoryCluster].
public final class MemoryStream {

    private final MemoryCluster cluster;
    private final StreamRef ref;
    private final String id;
    private final List<MemoryPartition> partitions = new CopyOnWriteArrayList<>();
    private final Map<String, String> config = new LinkedHashMap<>();
    private boolean compacted;
    private @Nullable Duration retention;
    private TimestampKind timestamps = TimestampKind.CREATE;
    private String unread = "";
    private long appendMillis = 1_800_000_000_000L;

    MemoryStream(MemoryCluster cluster, StreamRef ref, String id, int count) {
        this.cluster = cluster;
        this.ref = ref;
        this.id = id;
        addPartitions(count);
    }

    public MemoryStream compacted() {
        compacted = true;
        return this;
    }

    public MemoryStream retention(Duration limit) {
        retention = limit;
        return this;
    }

    public MemoryStream timestamps(TimestampKind kind) {
        timestamps = kind;
        return this;
    }

    /// Its settings are not to be read.
    public MemoryStream unread(String why) {
        unread = why;
        return this;
    }

    /// `max.message.bytes` is obeyed, the rest only told.
    public MemoryStream config(String name, String value) {
        config.put(name, value);
        return this;
    }

    public MemoryStream addPartitions(int count) {
        for (int i = 0; i < count; i++) {
            partitions.add(new MemoryPartition(this, ref.partition(partitions.size())));
        }
        return this;
    }

    public StreamRef ref() {
        return ref;
    }

    public MemoryPartition partition(int number) {
        return partitions.get(number);
    }

    public List<MemoryPartition> partitions() {
        return partitions;
    }

    String id() {
        return id;
    }

    public StreamInfo info() {
        if (!unread.isEmpty()) {
            return new StreamInfo(
                    ref,
                    id,
                    partitions.stream().map(MemoryPartition::info).toList(),
                    Compaction.UNKNOWN,
                    Optional.empty(),
                    TimestampKind.CREATE,
                    Map.of(),
                    List.of(),
                    unread);
        }
        return new StreamInfo(
                ref,
                id,
                partitions.stream().map(MemoryPartition::info).toList(),
                compacted ? Compaction.ON : Compaction.OFF,
                Optional.ofNullable(retention),
                timestamps,
                config);
    }

    MemoryCluster cluster() {
        return cluster;
    }

    TimestampKind timestamps() {
        return timestamps;
    }

    long timeOf(MemoryContent content) {
        return timestamps == TimestampKind.APPEND ? appendMillis++ : content.millis();
    }

    @Nullable
    Long maxBytes() {
        String max = config.get("max.message.bytes");
        return max == null ? null : Long.valueOf(max);
    }
}
