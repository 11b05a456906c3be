package dev.lacuna.detect.outlier;

import dev.lacuna.detect.Spot;
import dev.lacuna.detect.outlier.NumberBuckets.Bucket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stretch of a scan in which the numbers of a field are sharply other than usual.
///
/// @param count about how many numbers it has: those of its blocks, of which the first and the last may reach
///     beyond it, and no more than there are events from its first to its last
/// @param first the first of them that is known to be other, or that may be
/// @param last the last of them, as near as blocks tell
/// @param usual the usual size; the share in percent where they are 0 or negative
/// @param there the same within the stretch
/// @param before an example of what was usual
/// @param examples some of the stretch
record Stretch(
        Shift shift,
        long count,
        Spot first,
        Spot last,
        double usual,
        double there,
        @Nullable Example before,
        List<Example> examples) {

    private static final int EXAMPLES = 3;

    static @Nullable Stretch of(Shift shift, FieldNumbers numbers) {
        Levels levels = numbers.levels();
        List<Bucket> buckets = numbers.buckets().sorted();
        Example start = example(levels, shift.from(), shift.to());
        if (start == null || buckets.isEmpty()) {
            return null;
        }
        Spot end = buckets.stream().map(Bucket::last).reduce(Spot::later).orElseThrow();
        Example next = shift.toTheEnd() ? null : example(levels, shift.to(), levels.blocks());
        double usual = typical(levels, shift.what(), 0, shift.from());
        double there = typical(levels, shift.what(), shift.sureFrom(), shift.sureTo());
        Spot first = shift.what() == Shift.What.SIZE
                ? begin(shift, start.spot(), levels, buckets, Math.abs(there / usual))
                : start.spot();
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < EXAMPLES; i++) {
            int block = shift.sureFrom() + i * (shift.sureTo() - shift.sureFrom()) / EXAMPLES;
            Example example = levels.example(block);
            if (example != null && !examples.contains(example)) {
                examples.add(example);
                first = Spot.earlier(first, example.spot());
            }
        }
        Spot last = next == null ? end : next.spot();
        return new Stretch(
                shift,
                Math.min(levels.count(shift.from(), shift.to()), last.ordinal() - first.ordinal() + 1),
                first,
                last,
                usual,
                there,
                example(levels, 0, shift.from()),
                examples);
    }

    /// Where numbers first are of a size that never was before and is nearer to that of the stretch than to the
    /// usual one, if that is where it may begin; else where that begins.
    private static Spot begin(Shift shift, Spot start, Levels levels, List<Bucket> buckets, double factor) {
        Example behind = example(levels, shift.sureFrom() + 1, shift.to());
        long until = behind == null ? Long.MAX_VALUE : behind.spot().ordinal();
        double usual = typical(levels, shift.what(), 0, shift.from());
        return buckets.stream()
                .filter(bucket -> isNearer(Math.abs(bucket.least()), usual, factor))
                .map(Bucket::first)
                .filter(spot -> spot.ordinal() >= start.ordinal() && spot.ordinal() < until)
                .reduce(Spot::earlier)
                .orElse(start);
    }

    private static boolean isNearer(double size, double usual, double factor) {
        double halfWay = usual * Math.sqrt(factor);
        return factor > 1 ? size > halfWay : size < halfWay;
    }

    private static @Nullable Example example(Levels levels, int from, int to) {
        for (int block = from; block < to; block++) {
            Example example = levels.example(block);
            if (example != null) {
                return example;
            }
        }
        return null;
    }

    private static double typical(Levels levels, Shift.What what, int from, int to) {
        return switch (what) {
            case SIZE -> NumberBuckets.number(levels.mean(from, to));
            case ZERO -> 100 * levels.zeroShare(from, to);
            case NEGATIVE -> 100 * levels.negativeShare(from, to);
        };
    }

    boolean holds(Spot spot) {
        return spot.ordinal() >= first.ordinal() && spot.ordinal() <= last.ordinal();
    }
}
