package dev.lacuna.detect.content;

import dev.lacuna.detect.Spot;
import dev.lacuna.detect.content.FieldChange.Sort;
import dev.lacuna.model.FieldPath;
import dev.lacuna.model.ValueType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says how one field changed, from the episodes of the types that stood there and of its absence.
final class FieldJudge {

    /// So many blocks a change lasts at least that is over before the scan ends, or began with it.
    private static final int LASTING = 6;

    /// The same for what breaks nothing, or is about events of another kind than before.
    private static final int LONG_LASTING = 8;

    /// From so many percent on it is no exception any more.
    private static final int NEARLY_ALL = 98;

    private final FieldPath path;
    private final Map<ValueType, Episode> types;
    private final @Nullable Episode absence;
    private final Turns turns;
    private final List<FieldChange> changes = new ArrayList<>();
    private final Set<ValueType> begun = EnumSet.noneOf(ValueType.class);
    private final Set<ValueType> ended = EnumSet.noneOf(ValueType.class);

    /// What is known of the moments at which types begin and end, in all fields.
    interface Turns {

        /// Whether two moments are one.
        boolean together(Spot one, Spot other);

        Kinship.Answer kin(FieldPath path, ValueType type, Series series, boolean begins);
    }

    FieldJudge(FieldPath path, Map<ValueType, Episode> types, @Nullable Episode absence, Turns turns) {
        this.path = path;
        this.types = new EnumMap<>(types);
        this.absence = absence;
        this.turns = turns;
    }

    List<FieldChange> changes() {
        types.forEach((type, episode) -> {
            if (episode.begins()) {
                types.forEach((old, other) -> pair(old, other, type, episode));
            }
        });
        types.forEach((type, episode) -> {
            if (episode.begins() && !begun.contains(type)) {
                begins(type, episode);
            }
        });
        boolean nullLeft = absence != null && nullGivesWayTo(absence);
        types.forEach((type, episode) -> {
            if (episode.ends() && !ended.contains(type) && type != ValueType.NULL) {
                ends(type, episode);
            }
        });
        if (absence != null && !nullLeft && ended.isEmpty()) {
            lacking(absence);
        }
        return changes;
    }

    /// One type gives way to another.
    private void pair(ValueType old, Episode before, ValueType type, Episode after) {
        Spot from = after.series().firstSpot();
        Spot to = before.series().lastSpot();
        if (old == type
                || !before.ends()
                || ended.contains(old)
                || begun.contains(type)
                || !turns.together(from, to)
                || !lasts(after)
                || before.length() < LASTING) {
            return;
        }
        begun.add(type);
        ended.add(old);
        boolean filled = old == ValueType.NULL;
        String what =
                filled ? "is " + type.id() + " where it was null" : "changes from " + old.id() + " to " + type.id();
        int block = after.series().firstBlock();
        add(what, filled ? Sort.APPEARED : Sort.RETYPED, !filled, from, Spot.later(from, to), after, block);
    }

    private void begins(ValueType type, Episode episode) {
        Kinship.Answer kin = turns.kin(path, type, episode.series(), true);
        boolean known = types.entrySet().stream()
                .anyMatch(other -> other.getKey() != type
                        && other.getKey() != ValueType.NULL
                        && other.getValue().series().firstOrdinal()
                                < episode.series().firstOrdinal());
        boolean breaks = known && kin != Kinship.Answer.NO;
        int least = breaks ? LASTING : LONG_LASTING;
        boolean told = kin == Kinship.Answer.YES
                ? !episode.ends() || episode.length() >= least
                : !episode.ends() && episode.length() >= LONG_LASTING;
        if (!told) {
            return;
        }
        begun.add(type);
        Spot from = episode.series().firstSpot();
        String becomes =
                percentDuring(episode) >= NEARLY_ALL ? "becomes " + type.id() : "is " + type.id() + " at times";
        String what = known ? becomes : "appears as " + type.id();
        String kind = kin == Kinship.Answer.NO ? " in events of another kind" : "";
        add(
                what + kind,
                breaks ? Sort.RETYPED : Sort.APPEARED,
                breaks,
                from,
                from,
                episode,
                episode.series().firstBlock());
    }

    private void ends(ValueType type, Episode episode) {
        boolean goesOn = types.entrySet().stream()
                .anyMatch(other -> other.getKey() != type
                        && other.getValue().series().lastOrdinal()
                                > episode.series().lastOrdinal());
        Kinship.Answer kin = turns.kin(path, type, episode.series(), false);
        // a type fewer breaks nothing, and is told only when it was one more before
        boolean told = episode.begins()
                ? begun.contains(type)
                : !goesOn && episode.length() >= (kin == Kinship.Answer.YES ? LASTING : LONG_LASTING);
        if (!told) {
            return;
        }
        ended.add(type);
        Spot at = episode.series().lastSpot();
        String again = episode.begins() ? " again" : "";
        String kind = kin == Kinship.Answer.NO ? " with the kind of events that had it" : "";
        add(
                (goesOn ? "is no longer " + type.id() : "vanishes" + again) + kind,
                goesOn ? Sort.RETYPED : Sort.VANISHED,
                !goesOn && !episode.begins() && kin != Kinship.Answer.NO,
                at,
                at,
                episode,
                episode.series().lastBlock() + 1);
    }

    private void lacking(Episode absent) {
        Spot from = absent.series().firstSpot();
        Spot to = absent.series().lastSpot();
        if (!absent.begins() || !lasts(absent)) {
            return;
        }
        int block = absent.series().firstBlock();
        boolean nearlyAll = percentDuring(absent) >= NEARLY_ALL;
        add("is missing" + (nearlyAll ? "" : " at times"), Sort.MISSING, true, from, from, absent, block);
        if (absent.ends()) {
            add(
                    "is never missing any more",
                    Sort.APPEARED,
                    false,
                    to,
                    to,
                    absent,
                    absent.series().lastBlock() + 1);
        }
    }

    /// Whether a field was left out from when on it was no longer null, or the other way round: most readers
    /// take both for the same.
    private boolean nullGivesWayTo(Episode absent) {
        Episode nulls = types.get(ValueType.NULL);
        if (nulls == null) {
            return false;
        }
        Spot absentFrom = absent.series().firstSpot();
        Spot absentTo = absent.series().lastSpot();
        if (absent.begins()
                && nulls.ends()
                && turns.together(absentFrom, nulls.series().lastSpot())) {
            int block = absent.series().firstBlock();
            add("is left out where it was null", Sort.MISSING, false, absentFrom, absentFrom, absent, block);
            return true;
        }
        return false;
    }

    private static int percentDuring(Episode episode) {
        long during = episode.around()
                .within(episode.series().firstBlock(), episode.series().lastBlock() + 1);
        return (int) Math.round(100.0 * episode.series().total() / Math.max(1, during));
    }

    /// Whether what begins goes on to the end of the scan, or is at least not short.
    private static boolean lasts(Episode episode) {
        return !episode.ends() || episode.length() >= LASTING;
    }

    /// @param block from which it is as it is afterwards
    private void add(String what, Sort sort, boolean breaks, Spot from, Spot to, Episode shares, int block) {
        changes.add(new FieldChange(
                path, what, sort, breaks, from, to, shares.percentBefore(block), shares.percentFrom(block)));
    }
}
