package dev.lacuna.detect.rate;

import dev.lacuna.detect.LiveEdge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Looks for the silences among a partition's counts that are no habit.
final class SilenceSearch {

    /// Occupied buckets needed on either side.
    private static final int FEWEST_BUCKETS = 8;

    private static final int FEWEST_NIGHTS = 2;

    /// How far an event's own time may be from when it came, for that to tell of now.
    private static final long NEAR_MILLIS = 60_000;

    private static final long MOST_UNKNOWN_MILLIS = 3 * Calendar.HOUR;

    /// Other days that tell enough of a time of day to know that a silence there is no habit.
    private static final int ENOUGH_DAYS = 2;

    private final SilenceRule rule;
    private final RateBuckets buckets;

    SilenceSearch(SilenceRule rule, RateBuckets buckets) {
        this.rule = rule;
        this.buckets = buckets;
    }

    List<Silence> silences() {
        List<Silence> silences = new ArrayList<>();
        if (buckets.size() < 2 * FEWEST_BUCKETS) {
            return silences;
        }
        long habit = habitMillis();
        // Bonferroni: every stretch between two occupied buckets is one test
        double fewestExpected = -Math.log(rule.chance() / buckets.size());
        long open = 0;
        for (int i = 0; i + 1 < buckets.size(); i++) {
            open += buckets.starting(i) - buckets.ending(i);
            // events of an open batch may have been anywhere between its first and its last
            if (open > 0 || length(i) < rule.leastMillis()) {
                continue;
            }
            Silence silence = judge(i, length(i), fewestExpected);
            if (silence != null && (length(i) >= habit || otherDays(silence) >= ENOUGH_DAYS) && !isDaily(i)) {
                silences.add(silence);
            }
        }
        return silences;
    }

    /// The silence that lasts on at a moving edge, or null: by what came before it alone.
    @Nullable
    Silence lasting(LiveEdge edge) {
        int last = buckets.size() - 1;
        if (buckets.size() < 2 * FEWEST_BUCKETS
                // events whose own time is not the time they come at tell nothing of now
                || Math.abs(edge.cameMillis() - buckets.lastMillis(last)) > NEAR_MILLIS) {
            return null;
        }
        long length = edge.quietMillis();
        if (length < Math.max(rule.leastMillis(), habitMillis())) {
            return null;
        }
        long from = buckets.lastMillis(last);
        double likeOtherDays = onOtherDays(from, from + length);
        long known = Double.isInfinite(likeOtherDays) ? Math.min(length, MOST_UNKNOWN_MILLIS) : length;
        double wide = (double) known / buckets.widthMillis();
        long room = buckets.key(last) - buckets.key(last - FEWEST_BUCKETS);
        double clumps = Double.MAX_VALUE;
        double rate = Double.MAX_VALUE;
        for (long wanted : new long[] {1, 4}) {
            long left = Math.max(buckets.key(last) - wanted * room, buckets.key(0) + 1);
            Window earlier = Window.of(buckets, left, buckets.key(last));
            clumps = Math.min(clumps, earlier.clumps());
            rate = Math.min(rate, earlier.mean());
        }
        double fewestExpected = -Math.log(rule.chance() / buckets.size());
        double expected = Math.min(rate * wide, likeOtherDays);
        return clumps * wide < fewestExpected || expected * clumps / rate < fewestExpected
                ? null
                : new Silence(last, from, from + length, expected, expected * 1000.0 / length);
    }

    private long length(int i) {
        return buckets.firstMillis(i + 1) - buckets.lastMillis(i);
    }

    /// Twice the length that the stream's habitual stretches reach.
    private long habitMillis() {
        long[] lengths = new long[buckets.size() - 1];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = length(i);
        }
        Arrays.sort(lengths);
        int rank = lengths.length - 2 - rule.habitual();
        return rank < 0 ? 0 : 2 * lengths[rank];
    }

    /// Whether another day has a stretch at that time of day too, or it is a weekend and the nights are silent.
    private boolean isDaily(int i) {
        long from = buckets.lastMillis(i);
        long to = buckets.firstMillis(i + 1);
        int nights = 0;
        for (int k = 0; k + 1 < buckets.size(); k++) {
            long otherFrom = buckets.lastMillis(k);
            long otherTo = buckets.firstMillis(k + 1);
            if (k != i && Calendar.sameTimeOfDay(from, to, otherFrom, otherTo)) {
                return true;
            }
            nights += k != i && otherTo - otherFrom >= 4 * Calendar.HOUR ? 1 : 0;
        }
        return nights >= FEWEST_NIGHTS
                && to - from >= 20 * Calendar.HOUR
                && to - from <= 4 * Calendar.DAY
                && Calendar.isMostlyWeekend(from, to);
    }

    private @Nullable Silence judge(int i, long length, double fewestExpected) {
        int last = buckets.size() - 1;
        // the scan's first and last bucket, and those at the stretch itself, are only partly filled
        if (i - 1 < FEWEST_BUCKETS || last - i - 2 < FEWEST_BUCKETS) {
            return null;
        }
        long before = buckets.key(i);
        long after = buckets.key(i + 1);
        long stretch = length / buckets.widthMillis();
        double likeOtherDays = onOtherDays(buckets.lastMillis(i), buckets.firstMillis(i + 1));
        // an unknown day's rate may halve within an hour, and so may have nearly nothing to tell after three
        long known = Double.isInfinite(likeOtherDays) ? Math.min(length, MOST_UNKNOWN_MILLIS) : length;
        double wide = (double) known / buckets.widthMillis();
        double clumps = Double.MAX_VALUE;
        double rate = Double.MAX_VALUE;
        for (int occupied : new int[] {FEWEST_BUCKETS, 4 * FEWEST_BUCKETS}) {
            // few events an hour leave most buckets empty, so the nearest occupied ones count
            long leftRoom = before - buckets.key(Math.max(1, i - occupied));
            long rightRoom = buckets.key(Math.min(last - 1, i + 1 + occupied)) - after;
            for (long wanted : new long[] {0, stretch / 4, stretch, 4 * stretch}) {
                long left = Math.max(before - Math.max(wanted, leftRoom), buckets.key(0) + 1);
                long right = Math.min(after + 1 + Math.max(wanted, rightRoom), buckets.key(last));
                Window earlier = Window.of(buckets, left, before);
                Window later = Window.of(buckets, after + 1, right);
                clumps = Math.min(clumps, Math.min(earlier.clumps(), later.clumps()));
                rate = Math.min(rate, Math.min(earlier.mean(), later.mean()));
                if (clumps * wide < fewestExpected) {
                    return null;
                }
            }
        }
        double expected = Math.min(rate * wide, likeOtherDays);
        if (expected * clumps / rate < fewestExpected) {
            return null;
        }
        return new Silence(i, buckets.lastMillis(i), buckets.firstMillis(i + 1), expected, expected * 1000.0 / length);
    }

    /// The median of how many events other days have at that time; infinite where the scan covers none.
    private double onOtherDays(long from, long to) {
        long[] counts = daysLike(from, to)
                .map(start -> count(start, start + to - from))
                .sorted()
                .toArray();
        return counts.length == 0 ? Double.POSITIVE_INFINITY : counts[counts.length / 2];
    }

    private long otherDays(Silence silence) {
        return daysLike(silence.fromMillis(), silence.toMillis()).count();
    }

    /// When the same stretch begins on each other day that the scan covers.
    private LongStream daysLike(long from, long to) {
        long start = buckets.firstMillis(0);
        long end = buckets.lastMillis(buckets.size() - 1);
        return LongStream.rangeClosed((start - to) / Calendar.DAY, (end - from) / Calendar.DAY)
                .map(day -> day * Calendar.DAY)
                .filter(shift -> Math.abs(shift) >= to - from && from + shift >= start && to + shift <= end)
                .map(shift -> from + shift);
    }

    private long count(long from, long to) {
        long count = 0;
        long toKey = to >> buckets.shift();
        for (int i = buckets.find(from >> buckets.shift()); i < buckets.size() && buckets.key(i) <= toKey; i++) {
            count += buckets.count(i);
        }
        return count;
    }
}
