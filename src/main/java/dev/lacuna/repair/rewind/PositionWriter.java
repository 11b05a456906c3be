package dev.lacuna.repair.rewind;

import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.repair.rewind.RewindReport.Outcome;
import dev.lacuna.source.ConsumerGroups;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sets a group's positions, and tells of each by reading it back what became of it.
final class PositionWriter {

    private final ConsumerGroups groups;
    private final String group;

    PositionWriter(ConsumerGroups groups, String group) {
        this.groups = groups;
        this.group = group;
    }

    /// What became of one partition.
    record Result(Outcome outcome, String reason) {}

    /// @param wanted where the group is to stand; empty where it is to have no position
    /// @throws SourceException when nothing was set: GROUP_ACTIVE naming the members, READ_ONLY
    Map<PartitionRef, Result> write(Map<PartitionRef, Optional<GroupPosition>> wanted) throws SourceException {
        Map<PartitionRef, GroupPosition> set = new TreeMap<>();
        List<PartitionRef> forgotten = new ArrayList<>();
        wanted.forEach((partition, position) ->
                position.ifPresentOrElse(at -> set.put(partition, at), () -> forgotten.add(partition)));
        Map<PartitionRef, SourceException> refused = new TreeMap<>(groups.alter(group, set));
        refused.putAll(delete(forgotten, !set.isEmpty()));
        Map<PartitionRef, GroupPosition> now;
        try {
            now = groups.positions(group);
        } catch (SourceException e) {
            return unread(wanted, refused, e);
        }
        Map<PartitionRef, Result> results = new TreeMap<>();
        wanted.forEach((partition, position) -> results.put(
                partition, result(position, Optional.ofNullable(now.get(partition)), refused.get(partition))));
        requireAnySet(results, refused);
        return results;
    }

    /// Once others were set, a failure is no longer one of the whole.
    private Map<PartitionRef, SourceException> delete(List<PartitionRef> forgotten, boolean wereOthersSet)
            throws SourceException {
        try {
            return groups.delete(group, forgotten);
        } catch (SourceException e) {
            if (!wereOthersSet) {
                throw e;
            }
            return forgotten.stream().collect(Collectors.toMap(partition -> partition, partition -> e));
        }
    }

    private static Map<PartitionRef, Result> unread(
            Map<PartitionRef, Optional<GroupPosition>> wanted,
            Map<PartitionRef, SourceException> refused,
            SourceException why) {
        Map<PartitionRef, Result> results = new TreeMap<>();
        wanted.keySet()
                .forEach(partition -> results.put(
                        partition,
                        refused.containsKey(partition)
                                ? new Result(Outcome.REFUSED, messageOf(refused.get(partition)))
                                : new Result(Outcome.UNPROVEN, "It could not be read back: " + why.getMessage())));
        return results;
    }

    private static String messageOf(@Nullable SourceException failure) {
        return failure == null ? "" : failure.getMessage();
    }

    /// What is read back counts, not what was answered: an answer can be lost.
    private static Result result(
            Optional<GroupPosition> wanted, Optional<GroupPosition> now, @Nullable SourceException refusal) {
        if (isSame(wanted, now)) {
            return new Result(Outcome.SET, "");
        }
        String stands = now.map(at -> "it stands at " + at).orElse("it has no position");
        return refusal != null
                ? new Result(Outcome.REFUSED, refusal.getMessage())
                : new Result(Outcome.UNPROVEN, "It was set, but " + stands + ": somebody else commits for this group.");
    }

    /// Brokers of other makes may not keep a leader's epoch.
    private static boolean isSame(Optional<GroupPosition> a, Optional<GroupPosition> b) {
        return a.map(GroupPosition::next).equals(b.map(GroupPosition::next))
                && a.map(GroupPosition::metadata).equals(b.map(GroupPosition::metadata));
    }

    /// A member that joined at the last moment: then it is the refusal of the whole.
    private void requireAnySet(Map<PartitionRef, Result> results, Map<PartitionRef, SourceException> refused)
            throws SourceException {
        boolean none = results.values().stream().allMatch(result -> result.outcome() == Outcome.REFUSED);
        boolean active = refused.values().stream().allMatch(failure -> failure.kind() == Kind.GROUP_ACTIVE);
        if (!results.isEmpty() && none && active) {
            throw active(groups.describe(group), refused.values().iterator().next());
        }
    }

    static SourceException active(GroupInfo group, @Nullable Throwable cause) {
        return new SourceException(
                Kind.GROUP_ACTIVE,
                "Refused, nothing was written: the group '" + group.name() + "' is active. "
                        + RewindPreflight.activeWords(group),
                true,
                cause);
    }
}
