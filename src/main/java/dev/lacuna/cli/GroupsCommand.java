package dev.lacuna.cli;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.GroupMember;
import dev.lacuna.source.GroupStand;
import dev.lacuna.source.GroupSummary;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamGroups;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists consumer groups: all, those of a topic with their lag, or one with its members and positions.
@Command(
        name = "groups",
        customSynopsis = "lacuna groups SOURCE [--topic TOPIC] [--group GROUP] [OPTIONS]",
        description =
                "Consumer groups: their kind and state; with --topic their lag, with --group members and positions.")
final class GroupsCommand extends CommandBody {

    @Mixin
    private SourceOptions source;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only groups that read it, with their lag.")
    private @Nullable String topic;

    @Option(names = "--group", paramLabel = "GROUP", description = "Only this one: who is in it and where it stands.")
    private @Nullable String group;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    GroupsCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        try (Investigation investigation = session().open(source.spec(session()))) {
            if (group != null) {
                printOne(investigation, group);
            } else if (topic != null) {
                printOfTopic(investigation.groupsOf(investigation.describe(topic)));
            } else {
                printAll(investigation.consumerGroups());
            }
        }
        return ExitCode.DONE;
    }

    private void printAll(List<GroupSummary> groups) {
        if (groups.isEmpty()) {
            session().out().println("No consumer groups that may be seen.");
            return;
        }
        var table = new TextTable("GROUP", "KIND", "STATE", "PROTOCOL");
        groups.forEach(one ->
                table.row(one.name(), RewindOutput.word(one.kind()), RewindOutput.word(one.state()), one.protocol()));
        table.print(session().out());
    }

    private void printOfTopic(StreamGroups groups) {
        if (groups.stands().isEmpty()) {
            session().out().println("No consumer group that may be seen has committed in it or reads it.");
        } else {
            var table = new TextTable("GROUP", "KIND", "STATE", "MEMBERS", "PARTITIONS", "LAG (AT MOST)");
            for (GroupStand stand : groups.stands()) {
                GroupSummary summary = stand.group().summary();
                table.row(
                        summary.name(),
                        RewindOutput.word(summary.kind()),
                        RewindOutput.word(summary.state()),
                        Integer.toString(stand.group().members().size()),
                        Integer.toString(stand.positions().size()),
                        Long.toString(stand.lag()));
            }
            table.print(session().out());
        }
        if (!groups.complete()) {
            session().err().println("Not all groups of this cluster may be seen: there may be more.");
        }
    }

    private void printOne(Investigation investigation, String name) throws SourceException {
        PrintWriter out = session().out();
        GroupInfo info = investigation.describeGroup(name);
        out.println("Group " + name + ": " + RewindOutput.word(info.summary().kind()) + ", "
                + RewindOutput.word(info.summary().state()) + ".");
        if (!info.members().isEmpty()) {
            var members = new TextTable("CLIENT", "HOST", "MEMBER", "PARTITIONS");
            for (GroupMember member : info.members()) {
                String reads =
                        member.assigned().stream().map(PartitionRef::toString).collect(Collectors.joining(", "));
                members.row(member.clientId(), member.host(), member.id(), reads);
            }
            members.print(out);
        }
        Map<PartitionRef, GroupPosition> positions = investigation.groupPositions(name);
        var stands = new TextTable("PARTITION", "NEXT", "END", "LAG (AT MOST)");
        Map<String, Map<PartitionRef, Position>> ends = new HashMap<>();
        for (var entry : positions.entrySet()) {
            PartitionRef partition = entry.getKey();
            String stream = partition.stream().name();
            if ((topic == null || topic.equals(stream)) && !ends.containsKey(stream)) {
                ends.put(stream, ends(investigation, stream));
            }
            if (topic == null || topic.equals(stream)) {
                Position next = entry.getValue().next();
                Position end = ends.getOrDefault(stream, Map.of()).get(partition);
                long lag = end == null ? 0 : Math.max(0, end.asOffset() - next.asOffset());
                stands.row(partition.toString(), next.toString(), end == null ? "gone" : end.toString(), "" + lag);
            }
        }
        stands.print(out);
    }

    /// A topic may be gone, though a group still has positions in it.
    private static Map<PartitionRef, Position> ends(Investigation investigation, String stream) throws SourceException {
        try {
            StreamInfo info = investigation.describe(stream);
            return info.partitions().stream().collect(Collectors.toMap(PartitionInfo::partition, PartitionInfo::end));
        } catch (SourceException e) {
            if (e.kind() == SourceException.Kind.UNKNOWN_STREAM) {
                return Map.of();
            }
            throw e;
        }
    }
}
