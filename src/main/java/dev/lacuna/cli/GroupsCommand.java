package dev.lacuna.cli;

import dev.lacuna.detect.Phrases;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.report.GroupsReport;
import dev.lacuna.report.NamedTable;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.GroupMember;
import dev.lacuna.source.GroupStand;
import dev.lacuna.source.GroupSummary;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamGroups;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

    @Option(
            names = "--output",
            paramLabel = "table|jsonl|csv",
            description = "Default: table on a terminal, else jsonl.")
    private @Nullable OutputFormat output;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    GroupsCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        OutputFormat format = session().format(output);
        try (Investigation investigation = session().open(source.spec(session()))) {
            if (!investigation.keepsGroups()) {
                throw new CommandException(
                        ExitCode.FAILED,
                        investigation.source().name()
                                + " has no consumer groups: those are kept by brokers that run. What"
                                + " groups committed, and skipped, a scan of a topic tells, where the folder has"
                                + " __consumer_offsets.",
                        null);
            }
            if (group != null) {
                showOne(investigation, group, format);
            } else if (topic != null) {
                showOfTopic(topic, investigation.groupsOf(investigation.describe(topic)), format);
            } else {
                showAll(investigation.consumerGroups(), format);
            }
        }
        return ExitCode.DONE;
    }

    private void showAll(List<GroupSummary> groups, OutputFormat format) throws IOException {
        if (isWritten(GroupsReport.groups(groups), format)) {
            return;
        }
        if (groups.isEmpty()) {
            session().out().println("No consumer groups that may be seen.");
            return;
        }
        var table = new TextTable("GROUP", "KIND", "STATE", "PROTOCOL");
        groups.forEach(one ->
                table.row(one.name(), RewindOutput.word(one.kind()), RewindOutput.word(one.state()), one.protocol()));
        table.print(session().out());
    }

    private void showOfTopic(String stream, StreamGroups groups, OutputFormat format) throws IOException {
        if (!isWritten(GroupsReport.ofStream(stream, groups.stands()), format)) {
            print(groups.stands());
        }
        if (!groups.complete()) {
            session().err().println("Not all groups of this cluster may be seen: there may be more.");
        }
    }

    private void print(List<GroupStand> stands) {
        if (stands.isEmpty()) {
            session().out().println("No consumer group that may be seen has committed in it or reads it.");
            return;
        }
        var table = new TextTable("GROUP", "KIND", "STATE", "MEMBERS", "PARTITIONS", "LAG (AT MOST)");
        for (GroupStand stand : stands) {
            GroupSummary summary = stand.group().summary();
            table.row(
                    summary.name(),
                    RewindOutput.word(summary.kind()),
                    RewindOutput.word(summary.state()),
                    Phrases.number(stand.group().members().size()),
                    Phrases.number(stand.positions().size()),
                    Phrases.number(stand.lag()));
        }
        table.print(session().out());
    }

    private void showOne(Investigation investigation, String name, OutputFormat format)
            throws SourceException, IOException {
        GroupInfo info = investigation.describeGroup(name);
        List<GroupsReport.Stand> stands = stands(investigation, info);
        if (!isWritten(GroupsReport.partitions(stands), format)) {
            print(info, stands);
        }
    }

    /// Data for programs.
    ///
    /// @return false where it is for people
    private boolean isWritten(NamedTable table, OutputFormat format) throws IOException {
        switch (format) {
            case CSV -> table.writeCsv(session().out());
            case JSONL -> table.writeJsonLines(session().out());
            case TABLE -> {
                return false;
            }
        }
        return true;
    }

    private void print(GroupInfo info, List<GroupsReport.Stand> stands) {
        PrintWriter out = session().out();
        out.println(
                "Group " + info.name() + ": " + RewindOutput.word(info.summary().kind()) + ", "
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
        var table = new TextTable("PARTITION", "NEXT", "END", "LAG (AT MOST)");
        for (GroupsReport.Stand stand : stands) {
            Long lag = stand.lag();
            table.row(
                    stand.partition().toString(),
                    stand.next() == null ? "none" : stand.next().toString(),
                    stand.end() == null ? "gone" : stand.end().toString(),
                    lag == null ? "" : Phrases.number(lag));
        }
        table.print(out);
    }

    /// Where it has committed, and what its members read without having done so.
    private List<GroupsReport.Stand> stands(Investigation investigation, GroupInfo info) throws SourceException {
        Map<PartitionRef, GroupPosition> positions = investigation.groupPositions(info.name());
        Map<PartitionRef, GroupMember> readers = new HashMap<>();
        info.members().forEach(member -> member.assigned().forEach(partition -> readers.put(partition, member)));
        var partitions = new TreeSet<>(positions.keySet());
        partitions.addAll(readers.keySet());
        partitions.removeIf(
                partition -> topic != null && !topic.equals(partition.stream().name()));
        Map<String, Map<PartitionRef, Position>> ends = new HashMap<>();
        List<GroupsReport.Stand> stands = new ArrayList<>();
        for (PartitionRef partition : partitions) {
            String stream = partition.stream().name();
            if (!ends.containsKey(stream)) {
                ends.put(stream, ends(investigation, stream));
            }
            GroupPosition position = positions.get(partition);
            stands.add(new GroupsReport.Stand(
                    info.name(),
                    partition,
                    position == null ? null : position.next(),
                    ends.getOrDefault(stream, Map.of()).get(partition),
                    readers.get(partition)));
        }
        return stands;
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
