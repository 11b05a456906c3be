package dev.lacuna.report;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.GroupMember;
import dev.lacuna.source.GroupStand;
import dev.lacuna.source.GroupSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Consumer groups, a row per group, or per partition of one group.
public final class GroupsReport {

    private static final List<String> GROUP = List.of("group", "kind", "state", "protocol");
    private static final List<String> OF_STREAM =
            List.of("group", "kind", "state", "protocol", "stream", "members", "partitions", "lag_at_most");
    private static final List<String> PARTITION = List.of(
            "group",
            "stream",
            "partition",
            "next_position",
            "end_position",
            "lag_at_most",
            "client_id",
            "host",
            "member_id");

    private GroupsReport() {}

    /// Where a group stands in a partition.
    ///
    /// @param next null where it has committed nothing in it
    /// @param end null where the partition is gone
    /// @param reader who reads it now, or null
    public record Stand(
            String group,
            PartitionRef partition,
            @Nullable Position next,
            @Nullable Position end,
            @Nullable GroupMember reader) {

        /// How many positions lie before it, at most; null where that can't be told.
        public @Nullable Long lag() {
            return next == null || end == null || !end.isDense()
                    ? null
                    : Long.valueOf(Math.max(0, end.asOffset() - next.asOffset()));
        }
    }

    public static NamedTable groups(List<GroupSummary> groups) {
        var table = new NamedTable(GROUP);
        groups.forEach(group -> table.add(cells(group)));
        return table;
    }

    public static NamedTable ofStream(String stream, List<GroupStand> stands) {
        var table = new NamedTable(OF_STREAM);
        stands.forEach(stand -> table.add(cells(stream, stand)));
        return table;
    }

    public static NamedTable partitions(List<Stand> stands) {
        var table = new NamedTable(PARTITION);
        stands.forEach(stand -> table.add(cells(stand)));
        return table;
    }

    private static Map<String, @Nullable Object> cells(GroupSummary group) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("group", group.name());
        cells.put("kind", id(group.kind()));
        cells.put("state", id(group.state()));
        cells.put("protocol", group.protocol());
        return cells;
    }

    private static Map<String, @Nullable Object> cells(String stream, GroupStand stand) {
        Map<String, @Nullable Object> cells = cells(stand.group().summary());
        cells.put("stream", stream);
        cells.put("members", stand.group().members().size());
        cells.put("partitions", stand.positions().size());
        cells.put("lag_at_most", stand.lag());
        return cells;
    }

    private static Map<String, @Nullable Object> cells(Stand stand) {
        GroupMember reader = stand.reader();
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("group", stand.group());
        cells.put("stream", stand.partition().stream().name());
        cells.put("partition", stand.partition().number());
        cells.put("next_position", text(stand.next()));
        cells.put("end_position", text(stand.end()));
        cells.put("lag_at_most", stand.lag());
        cells.put("client_id", reader == null ? null : reader.clientId());
        cells.put("host", reader == null ? null : reader.host());
        cells.put("member_id", reader == null ? null : reader.id());
        return cells;
    }

    private static @Nullable String text(@Nullable Position position) {
        return position == null ? null : position.toString();
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
