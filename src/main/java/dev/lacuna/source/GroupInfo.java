package dev.lacuna.source;

import java.util.List;

/// A consumer group as its source describes it at one moment.
///
/// @param members in order of client, then of id
/// @param ownStreams the streams in which a Kafka Streams application keeps its state and passes events on to itself,
///     sorted; empty where the broker doesn't know them
public record GroupInfo(GroupSummary summary, List<GroupMember> members, List<String> ownStreams) {

    public GroupInfo {
        members = List.copyOf(members);
        ownStreams = List.copyOf(ownStreams);
    }

    public String name() {
        return summary.name();
    }

    /// Whether its positions belong to its members now, so that nobody else may set them.
    public boolean isActive() {
        return !members.isEmpty() || summary.state() == GroupState.REBALANCING;
    }
}
