package dev.lacuna.detect.content;

import dev.lacuna.model.FieldPath;
import dev.lacuna.model.Shape;
import dev.lacuna.model.ValueType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether payloads of different shapes are of one kind: most of their fields are the same. A stream may hold
/// events of several kinds, and that one of them comes, goes or lacks the fields of the others is no change of
/// a schema.
final class Kinship {

    /// What two shapes of one kind share at least, of the fields that either has.
    private static final double KIN = 0.75;

    /// Of shapes to be judged, only the most frequent.
    private static final int JUDGED = 32;

    private static final int COMPARED = 8;

    enum Answer {
        YES,
        NO,
        /// Most of the payloads have a shape that was not followed.
        UNKNOWN
    }

    private final List<Followed> shapes;

    /// A shape with where it was seen.
    record Followed(Shape shape, Series series, BitSet paths) {
        static Followed of(Shape shape, Series series) {
            BitSet paths = new BitSet();
            for (int i = 0; i < shape.size(); i++) {
                paths.set(shape.path(i).index());
            }
            return new Followed(shape, series, paths);
        }

        boolean has(FieldPath path) {
            return paths.get(path.index());
        }

        boolean has(FieldPath path, ValueType type) {
            if (!has(path)) {
                return false;
            }
            for (int i = 0; i < shape.size(); i++) {
                if (shape.path(i) == path && shape.type(i) == type) {
                    return true;
                }
            }
            return false;
        }
    }

    /// @param shapes in whatever order
    Kinship(List<Followed> shapes) {
        this.shapes = new ArrayList<>(shapes);
        this.shapes.sort(Comparator.comparingLong(followed -> -followed.series().total()));
    }

    /// Whether the payloads in which a type stands at a place are of a kind with those before it began, or
    /// after it ended.
    ///
    /// @param changing places that changed at that time: they are not compared
    Answer ofChange(FieldPath path, ValueType type, Series series, boolean begins, BitSet changing) {
        List<Followed> carrying =
                shapes.stream().filter(followed -> followed.has(path, type)).toList();
        long known = carrying.stream()
                .mapToLong(followed -> followed.series().total())
                .sum();
        if (2 * known < series.total()) {
            return Answer.UNKNOWN;
        }
        List<Followed> others = shapes.stream()
                .filter(followed -> begins
                        ? followed.series().firstOrdinal() < series.firstOrdinal()
                        : followed.series().lastOrdinal() > series.lastOrdinal())
                .toList();
        long judged = 0;
        long kin = 0;
        for (Followed one : carrying.subList(0, Math.min(JUDGED, carrying.size()))) {
            judged += one.series().total();
            kin += others.stream().anyMatch(other -> isKin(one, other, changing))
                    ? one.series().total()
                    : 0;
        }
        return 2 * kin >= judged ? Answer.YES : Answer.NO;
    }

    /// The events that might have a field, are of a kind with those that have it, and don't; null when there
    /// are none.
    ///
    /// @param within the field with all that stands in it
    @Nullable
    Series lacking(FieldPath path, BitSet within) {
        FieldPath parent = path.parent();
        if (path.step() != FieldPath.Step.FIELD || parent == null) {
            return null;
        }
        List<Followed> having = shapes.stream()
                .filter(followed -> followed.has(path))
                .limit(COMPARED)
                .toList();
        Series lacking = new Series();
        for (Followed one : shapes) {
            if (!one.has(path)
                    && one.has(parent, ValueType.OBJECT)
                    && having.stream().anyMatch(other -> isKin(one, other, within))) {
                lacking.addAll(one.series());
            }
        }
        return lacking.isEmpty() ? null : lacking;
    }

    private static boolean isKin(Followed one, Followed other, BitSet ignored) {
        BitSet either = (BitSet) one.paths().clone();
        either.or(other.paths());
        either.andNot(ignored);
        BitSet both = (BitSet) one.paths().clone();
        both.and(other.paths());
        both.andNot(ignored);
        return both.cardinality() >= KIN * either.cardinality();
    }
}
