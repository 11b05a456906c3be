package dev.lacuna.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One record of a stream, byte for byte.
///
/// @param position where it stands in its partition
/// @param millis its timestamp, epoch ms; -1 when it has none
/// @param key the key, null where there is none (not the same as an empty one)
/// @param value the value; null is a tombstone
/// @param headers in their order, names may repeat
public record Event(
        PartitionRef partition,
        Position position,
        long millis,
        TimestampKind timestamps,
        @Nullable Bytes key,
        @Nullable Bytes value,
        List<Header> headers) {

    /// Marks an event that a replay wrote: `CLUSTER_ID/TOPIC/PARTITION@POSITION` of the original.
    public static final String ORIGIN_HEADER = "lacuna.origin";

    /// Marks an event that a replay wrote: the id of the plan.
    public static final String PLAN_HEADER = "lacuna.plan";

    /// Says what of a copy was changed against its original, separated by commas.
    public static final String EDITED_HEADER = "lacuna.edited";

    /// The value of the last header of that name, or null.
    public @Nullable Bytes header(String name) {
        for (int i = headers.size() - 1; i >= 0; i--) {
            if (headers.get(i).name().equals(name)) {
                return headers.get(i).value();
            }
        }
        return null;
    }

    /// The same event in bytes of its own, for whoever keeps it longer than the batch it came in.
    public Event compact() {
        Bytes ownKey = key == null ? null : key.compact();
        Bytes ownValue = value == null ? null : value.compact();
        List<Header> ownHeaders = headers.isEmpty()
                ? headers
                : headers.stream().map(Header::compact).toList();
        return ownKey == key && ownValue == value && ownHeaders == headers
                ? this
                : new Event(partition, position, millis, timestamps, ownKey, ownValue, ownHeaders);
    }

    /// Whether a replay put it here, so that its place at the end of the log is no disorder.
    public boolean isReplayed() {
        return !headers.isEmpty() && header(PLAN_HEADER) != null;
    }

    /// Bytes of key, value and headers.
    public long size() {
        long size = (key == null ? 0 : key.length()) + (value == null ? 0 : value.length());
        for (Header header : headers) {
            Bytes headerValue = header.value();
            size += header.name().length() + (headerValue == null ? 0 : headerValue.length());
        }
        return size;
    }
}
