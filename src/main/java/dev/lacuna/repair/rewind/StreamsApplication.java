package dev.lacuna.repair.rewind;

import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.GroupKind;
import dev.lacuna.source.GroupMember;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What shows that a group is a Kafka Streams application, which keeps state beside its group.
final class StreamsApplication {

    private static final Pattern THREAD = Pattern.compile(".*-StreamThread-\\d+-consumer");

    private StreamsApplication() {}

    /// Whether it is a stream in which the application keeps its state or passes events on to itself. Without
    /// the broker's word this goes by the name, which Streams derives from the application's id.
    static boolean owns(GroupInfo group, String stream) {
        return group.ownStreams().contains(stream)
                || stream.startsWith(group.name() + "-")
                        && (stream.endsWith("-changelog") || stream.endsWith("-repartition"));
    }

    /// The streams that it has for itself, sorted.
    static List<String> ownStreams(GroupInfo group, Collection<String> streams) {
        var own = new TreeSet<>(group.ownStreams());
        streams.stream().filter(stream -> owns(group, stream)).forEach(own::add);
        return List.copyOf(own);
    }

    /// @param own the streams that it has for itself
    static boolean is(GroupInfo group, Collection<String> own) {
        return group.summary().kind() == GroupKind.STREAMS
                || !own.isEmpty()
                || group.members().stream()
                        .map(GroupMember::clientId)
                        .anyMatch(id -> THREAD.matcher(id).matches());
    }
}
