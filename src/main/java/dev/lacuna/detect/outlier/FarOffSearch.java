package dev.lacuna.detect.outlier;

import dev.lacuna.detect.Spot;
import dev.lacuna.detect.outlier.NumberBuckets.Bucket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Finds the numbers of a field that an empty range separates from all others, at least as wide as the others
/// reach from their median to that side. Sizes are compared by their logarithms, so that the largest of many
/// numbers of a heavy tail is none: in a tail that falls off as a power of the number, whatever power, n
/// numbers leave a range so many times as wide as their reach with a chance of (2/n) to that number, and the
/// fewer they are, the wider it must be.
///
/// Numbers that recur all over the scan are usual, however far they are from the rest.
final class FarOffSearch {

    /// The natural logarithm of one over the chance that a heavy tail looks like an outlier.
    private static final double CERTAINTY = Math.log(1e5);

    /// No less than that factor is far, in doublings.
    private static final double FEWEST_DOUBLINGS = Math.log(1.5) / Math.log(2);

    /// Of the numbers, at most one in so many.
    private static final long FEW = 10;

    /// So many may stand anywhere, if they are at most one in so many numbers: one may always.
    private static final long SINGLES = 3;

    private static final long RARE = 300;

    /// What is nearer to 0 than the usual numbers by that many doublings counts as 0.
    private static final double ABOVE_ZERO = 1.25;

    private static final double SMALL = 0.01;
    private static final long NEARBY_EVENTS = 1_000;
    private static final int EXAMPLES = 3;

    private final FieldNumbers numbers;
    private final int blocks;
    private final List<Bucket> buckets;
    private final double smallest;

    /// @param blocks how many the scan has
    FarOffSearch(FieldNumbers numbers, int blocks) {
        this.numbers = numbers;
        this.blocks = blocks;
        this.buckets = numbers.buckets().sorted();
        this.smallest = smallUsualSize();
    }

    /// @param elsewhere whether a spot is none that is told already
    List<FarOff> find(Predicate<Spot> elsewhere) {
        List<FarOff> found = new ArrayList<>(find(true, elsewhere));
        found.addAll(find(false, elsewhere));
        return found;
    }

    private List<FarOff> find(boolean high, Predicate<Spot> elsewhere) {
        List<Bucket> farthestFirst = new ArrayList<>(buckets);
        if (high) {
            Collections.reverse(farthestFirst);
        }
        long all = numbers.buckets().count();
        double median = scale(numbers.buckets().quantile(0.5));
        double times = Math.max(1, CERTAINTY / Math.log(all / 2.0));
        long beyond = 0;
        int cut = 0;
        for (int i = 0; i + 1 < farthestFirst.size(); i++) {
            beyond += farthestFirst.get(i).count();
            if (beyond * FEW > all) {
                break;
            }
            double edge = inner(farthestFirst.get(i), high);
            double next = outer(farthestFirst.get(i + 1), high);
            double enough = Math.max(FEWEST_DOUBLINGS, times * Math.abs(next - median));
            if (Math.abs(edge - next) >= enough) {
                cut = i + 1;
            }
        }
        List<Bucket> far = farthestFirst.subList(0, cut);
        long count = far.stream().mapToLong(Bucket::count).sum();
        long singles = Math.max(1, Math.min(SINGLES, all / RARE));
        if (cut == 0 || count > singles && isEverywhere(far, count)) {
            return List.of();
        }
        List<Example> known = numbers.extremes(high).farthestFirst();
        if (count > known.size()) {
            Spot first = far.stream().map(Bucket::first).reduce(Spot::earlier).orElseThrow();
            Spot last = far.stream().map(Bucket::last).reduce(Spot::later).orElseThrow();
            return elsewhere.test(first) ? List.of(told(high, count, count, first, last, known)) : List.of();
        }
        return runs(
                high,
                count,
                known.subList(0, (int) count).stream()
                        .filter(example -> elsewhere.test(example.spot()))
                        .sorted(Comparator.comparingLong(
                                example -> example.spot().ordinal()))
                        .toList());
    }

    private List<FarOff> runs(boolean high, long count, List<Example> inOrder) {
        List<FarOff> runs = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= inOrder.size(); i++) {
            boolean ends = i == inOrder.size()
                    || inOrder.get(i).spot().ordinal()
                                    - inOrder.get(i - 1).spot().ordinal()
                            > NEARBY_EVENTS;
            if (ends) {
                List<Example> run = inOrder.subList(begin, i);
                Comparator<Example> byNumber = Comparator.comparingDouble(Example::number);
                runs.add(told(
                        high,
                        count,
                        run.size(),
                        run.get(0).spot(),
                        run.get(run.size() - 1).spot(),
                        run.stream()
                                .sorted(high ? byNumber.reversed() : byNumber)
                                .toList()));
                begin = i;
            }
        }
        return runs;
    }

    private FarOff told(boolean high, long all, long count, Spot first, Spot last, List<Example> farthestFirst) {
        long usual = numbers.buckets().count() - all;
        List<Bucket> rest = rest(high, all);
        return new FarOff(
                high,
                count,
                first,
                last,
                List.copyOf(farthestFirst.subList(0, Math.min(EXAMPLES, farthestFirst.size()))),
                rest.get(0).least(),
                rest.get(rest.size() - 1).most(),
                usual);
    }

    private List<Bucket> rest(boolean high, long far) {
        int from = 0;
        int to = buckets.size();
        long left = far;
        while (left > 0) {
            left -= high ? buckets.get(--to).count() : buckets.get(from++).count();
        }
        return buckets.subList(from, to);
    }

    /// Whether they stand in about as many blocks as they would if they came at any time.
    private boolean isEverywhere(List<Bucket> far, long count) {
        long low = 0;
        long high = 0;
        for (Bucket bucket : far) {
            low |= bucket.blocks()[0];
            high |= bucket.blocks()[1];
        }
        double expected = blocks * -Math.expm1(-(double) count / blocks);
        return 2 * (Long.bitCount(low) + Long.bitCount(high)) > expected;
    }

    private double inner(Bucket bucket, boolean high) {
        return scale(high ? bucket.least() : bucket.most());
    }

    private double outer(Bucket bucket, boolean high) {
        return scale(high ? bucket.most() : bucket.least());
    }

    /// A number in doublings above the small usual ones, mirrored for negative ones, with 0 in between.
    private double scale(double number) {
        double doublings = Math.log(Math.abs(number) / smallest) / Math.log(2) + ABOVE_ZERO;
        return Math.signum(number) * Math.max(0, doublings);
    }

    private double smallUsualSize() {
        List<Bucket> sized = buckets.stream()
                .filter(bucket -> bucket.least() != 0)
                .sorted(Comparator.comparingDouble(bucket -> Math.abs(bucket.least())))
                .toList();
        long rest = (long) (SMALL * sized.stream().mapToLong(Bucket::count).sum());
        for (Bucket bucket : sized) {
            rest -= bucket.count();
            if (rest < 0) {
                return Math.min(Math.abs(bucket.least()), Math.abs(bucket.most()));
            }
        }
        return 1;
    }
}
