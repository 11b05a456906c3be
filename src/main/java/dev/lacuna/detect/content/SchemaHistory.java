package dev.lacuna.detect.content;

import dev.lacuna.detect.Spot;
import dev.lacuna.model.FieldPath;
import dev.lacuna.model.ValueType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What became of each field over a scan, put together from the shapes that payloads had and, where those were
/// too many, from the fields themselves.
final class SchemaHistory implements FieldJudge.Turns {

    /// Moments at most so many events apart are one.
    private static final long TOGETHER_EVENTS = 100;

    /// So are those at most so many blocks apart, when no more time lies between: a roll-out takes its time.
    private static final int TOGETHER_BLOCKS = 3;

    private static final long TOGETHER_MILLIS = 900_000;

    /// Left-out payloads that make what is missing no fair picture: one in so many.
    private static final long FEW = 100;

    private final int blocks;
    private final long perBlock;
    private final double certainty;
    private final Kinship kinship;
    private final boolean allFollowed;
    private final Map<FieldPath, Map<ValueType, Series>> seen = new LinkedHashMap<>();
    private final Map<FieldPath, Map<ValueType, Episode>> episodes = new LinkedHashMap<>();
    private final Set<FieldPath> maps = new HashSet<>();
    private final List<Turn> turns = new ArrayList<>();

    /// A moment at which a type begins or ends to stand at a place.
    private record Turn(Spot spot, FieldPath path) {}

    /// @param shapes those that were followed
    /// @param perBlock events per block
    SchemaHistory(List<Kinship.Followed> shapes, Unlisted unlisted, int blocks, long perBlock, double certainty) {
        this.blocks = blocks;
        this.perBlock = perBlock;
        this.certainty = certainty;
        this.kinship = new Kinship(shapes);
        for (Kinship.Followed followed : shapes) {
            for (int i = 0; i < followed.shape().size(); i++) {
                note(followed.shape().path(i), followed.shape().type(i), followed.series());
            }
        }
        unlisted.forEach(this::note);
        this.allFollowed = unlisted.events() * FEW <= total().total();
    }

    private void note(FieldPath path, ValueType type, Series series) {
        seen.computeIfAbsent(path, p -> new EnumMap<>(ValueType.class))
                .computeIfAbsent(type, t -> new Series())
                .addAll(series);
        if (path.step() == FieldPath.Step.MEMBER && path.parent() != null) {
            maps.add(path.parent());
        }
    }

    /// The points in time at which fields changed, in order.
    List<SchemaChange> changes() {
        List<FieldPath> paths = seen.keySet().stream()
                .filter(path -> !isWithinMap(path))
                .sorted(Comparator.comparingInt(FieldPath::index))
                .toList();
        paths.forEach(this::findEpisodes);
        List<FieldChange> all = new ArrayList<>();
        for (FieldPath path : paths) {
            Series lacking = allFollowed ? kinship.lacking(path, within(path)) : null;
            Episode absence = lacking == null ? null : episode(lacking, around(path));
            all.addAll(new FieldJudge(path, episodes.getOrDefault(path, Map.of()), absence, this).changes());
        }
        return joined(all);
    }

    private void findEpisodes(FieldPath path) {
        Map<ValueType, Episode> found = new EnumMap<>(ValueType.class);
        Series around = around(path);
        seen.getOrDefault(path, Map.of()).forEach((type, series) -> {
            Episode episode = episode(series, around);
            found.put(type, episode);
            if (episode.begins()) {
                turns.add(new Turn(series.firstSpot(), path));
            }
            if (episode.ends()) {
                turns.add(new Turn(series.lastSpot(), path));
            }
        });
        episodes.put(path, found);
    }

    private Episode episode(Series series, Series around) {
        return Episode.of(series, around, blocks, certainty);
    }

    private List<SchemaChange> joined(List<FieldChange> all) {
        all.sort(Comparator.comparingLong(change -> change.from().ordinal()));
        List<SchemaChange> joined = new ArrayList<>();
        List<FieldChange> open = new ArrayList<>();
        for (FieldChange change : all) {
            if (!open.isEmpty() && !together(open.get(open.size() - 1).from(), change.from())) {
                joined.add(inPlace(open));
                open = new ArrayList<>();
            }
            open.add(change);
        }
        if (!open.isEmpty()) {
            joined.add(inPlace(open));
        }
        return joined;
    }

    private static SchemaChange inPlace(List<FieldChange> changes) {
        return new SchemaChange(changes.stream()
                .sorted(Comparator.comparing((FieldChange change) -> !change.breaks())
                        .thenComparing(FieldChange::sort)
                        .thenComparingInt(change -> change.path().index()))
                .toList());
    }

    @Override
    public boolean together(Spot one, Spot other) {
        long events = Math.abs(one.ordinal() - other.ordinal());
        boolean timed = one.millis() >= 0 && other.millis() >= 0;
        return events <= TOGETHER_EVENTS
                || events <= TOGETHER_BLOCKS * perBlock
                        && (!timed || Math.abs(one.millis() - other.millis()) <= TOGETHER_MILLIS);
    }

    @Override
    public Kinship.Answer kin(FieldPath path, ValueType type, Series series, boolean begins) {
        Spot moment = begins ? series.firstSpot() : series.lastSpot();
        BitSet changing = new BitSet();
        for (Turn turn : turns) {
            if (!changing.get(turn.path().index()) && together(turn.spot(), moment)) {
                changing.or(within(turn.path()));
            }
        }
        return kinship.ofChange(path, type, series, begins, changing);
    }

    /// The place, and all that stand in it.
    private BitSet within(FieldPath path) {
        BitSet within = new BitSet();
        for (FieldPath place : seen.keySet()) {
            for (FieldPath above = place; above != null; above = above.parent()) {
                if (above == path) {
                    within.set(place.index());
                }
            }
        }
        return within;
    }

    private boolean isWithinMap(FieldPath path) {
        for (FieldPath above = path.parent(); above != null; above = above.parent()) {
            if (maps.contains(above)) {
                return true;
            }
        }
        return false;
    }

    /// The events that have what the path stands in.
    private Series around(FieldPath path) {
        FieldPath parent = path.parent();
        if (parent == null) {
            return total();
        }
        ValueType container = path.step() == FieldPath.Step.ELEMENT ? ValueType.ARRAY : ValueType.OBJECT;
        return orNone(seen.getOrDefault(parent, Map.of()).get(container));
    }

    /// All events: something stands at the root of each.
    private Series total() {
        Series total = new Series();
        seen.forEach((path, types) -> {
            if (path.parent() == null) {
                types.values().forEach(total::addAll);
            }
        });
        return total;
    }

    private static Series orNone(@Nullable Series series) {
        return series == null ? new Series() : series;
    }
}
