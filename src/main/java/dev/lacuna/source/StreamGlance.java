package dev.lacuna.source;

import dev.lacuna.model.Compaction;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.TimestampKind;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/// What can be told of a stream without reading it, for whoever chooses one out of many.
///
/// @param positions how many positions it spans: an upper bound of its events
/// @param bytes how much room it takes, one copy of each partition counted; empty where that can't be told
/// @param policy `delete`, `compact` or both; empty where that can't be told
/// @param retention for how long events are kept; empty without such a limit, or where that can't be told
/// @param timestamps who sets them; empty where that can't be told
/// @param last the latest timestamp that stands in it, in epoch ms, be it of an event or of what the log keeps for
///     itself, such as the marker that ends a transaction; empty where it has none
/// @param remote whether what is older stands in remote storage, which `bytes` leave out
/// @param absent how many partitions belong to it and are not where its source looks: nothing here is of them
/// @param problem why nothing of this could be told, for people; empty where it could
public record StreamGlance(
        String name,
        long positions,
        OptionalLong bytes,
        String policy,
        Optional<Duration> retention,
        Optional<TimestampKind> timestamps,
        OptionalLong last,
        boolean remote,
        int absent,
        String problem) {

    /// One that is all there.
    public StreamGlance(
            String name,
            long positions,
            OptionalLong bytes,
            String policy,
            Optional<Duration> retention,
            Optional<TimestampKind> timestamps,
            OptionalLong last,
            String problem) {
        this(name, positions, bytes, policy, retention, timestamps, last, false, 0, problem);
    }

    static StreamGlance of(StreamInfo stream, Collection<TimeSpan> extents, OptionalLong bytes) {
        long positions = 0;
        for (PartitionInfo partition : stream.partitions()) {
            positions += partition.range().span();
        }
        String policy = stream.config()
                .getOrDefault(
                        "cleanup.policy",
                        stream.compaction() == Compaction.UNKNOWN
                                ? ""
                                : stream.compaction() == Compaction.ON ? "compact" : "delete");
        return new StreamGlance(
                stream.stream().name(),
                positions,
                bytes,
                policy,
                stream.retention(),
                Optional.of(stream.timestamps()),
                extents.stream().mapToLong(span -> span.toMillis() - 1).max(),
                Boolean.parseBoolean(stream.config().get("remote.storage.enable")),
                stream.absent().size(),
                "");
    }

    /// Whether anything could be told of it.
    public boolean isKnown() {
        return problem.isEmpty();
    }

    public static StreamGlance unknown(String name, SourceException why) {
        return new StreamGlance(
                name,
                0,
                OptionalLong.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                why.getMessage());
    }
}
