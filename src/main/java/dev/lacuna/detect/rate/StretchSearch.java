package dev.lacuna.detect.rate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks for stretches in which a partition's rate was clearly below, or above, the usual: until it was as usual
/// again, or, for low ones, until the scan ends.
///
/// Every stretch of every length is a candidate when its count is too far from the [Expectation]. It is told when
/// other days, if the scan has them, were not like that at that time, or else when its edges are sharper than a day
/// falls and rises and a [RateWatch] finds it farther out than ever; and when there are few like it.
final class StretchSearch {

    /// What to look for.
    ///
    /// @param share what share of the usual events it must at most have, or how many times as many at least
    /// @param deviations how many standard deviations it must at least be away
    /// @param habitual how many others at least half as far from the usual may be there
    /// @param leastMillis shorter ones are never told
    record Wanted(Side side, double share, double deviations, int habitual, long leastMillis) {

        boolean isFar(double events, double usual) {
            return side.outward(events - share * usual) >= 0;
        }

        double distance(double events, double usual) {
            return side.outward(Stretch.distance(events, usual));
        }
    }

    private static final int MOST_BUCKETS = 8_192;
    private static final double FEWEST_PER_BUCKET = 1;
    private static final int FEWEST_BUCKETS = 48;
    private static final int FEWEST_IN_OPEN_END = 8;

    /// Within a quarter of an hour hardly any day's rate falls by a quarter.
    private static final long SHARP_MILLIS = Calendar.HOUR / 4;

    private static final double SHARP_SHARE = 0.75;

    private static final double FEWEST_AT_EDGE = 30;

    /// Longer ones at a weekend, and those with an open end there, need another week to compare with.
    private static final long WEEKEND_MILLIS = 6 * Calendar.HOUR;

    private final Wanted wanted;
    private final RateBuckets buckets;

    StretchSearch(Wanted wanted, RateBuckets buckets) {
        this.wanted = wanted;
        this.buckets = buckets;
    }

    /// Those found, in order of time.
    List<Stretch> stretches() {
        RateSeries series = RateSeries.finest(buckets, MOST_BUCKETS, FEWEST_PER_BUCKET, FEWEST_BUCKETS);
        if (series == null) {
            return List.of();
        }
        List<Stretch> found = new Look(series).found();
        List<Stretch> rare =
                found.stream().filter(stretch -> isRare(stretch, found)).toList();
        return rare.isEmpty()
                ? rare
                : Surprises.in(series.ladder(FEWEST_BUCKETS)).backed(rare, wanted.side());
    }

    /// Whether few others are at least half as far from the usual.
    private boolean isRare(Stretch stretch, List<Stretch> all) {
        double far = Math.abs(Math.log(Math.max(0.01, stretch.share())));
        long rivals = all.stream()
                .filter(other -> other != stretch && Math.abs(Math.log(Math.max(0.01, other.share()))) >= far / 2)
                .count();
        return rivals <= wanted.habitual();
    }

    /// The search in one series.
    private final class Look {

        private final RateSeries series;
        private final int end;
        private final OtherDays otherDays;
        private final Expectation expectation;

        Look(RateSeries series) {
            this.series = series;
            this.end = series.complete();
            this.otherDays = new OtherDays(series, wanted.side(), end);
            this.expectation = new Expectation(series, wanted.side(), end, otherDays);
        }

        /// The clearest of overlapping ones first.
        List<Stretch> found() {
            List<Stretch> candidates = candidates();
            candidates.sort(Comparator.comparingDouble(Stretch::deviations).reversed());
            List<Stretch> found = new ArrayList<>();
            for (Stretch candidate : candidates) {
                if (found.stream().noneMatch(candidate::overlaps)) {
                    Stretch judged = judged(refined(candidate));
                    if (judged != null && found.stream().noneMatch(judged::overlaps)) {
                        found.add(judged);
                    }
                }
            }
            found.sort(Comparator.comparingInt(Stretch::from));
            return merged(found);
        }

        private List<Stretch> candidates() {
            List<Stretch> candidates = new ArrayList<>();
            for (int length = 1; length <= end / 2; length = Math.max(length + 1, length * 5 / 4)) {
                int step = Math.max(1, length / 8);
                for (int from = 0; from + length <= end; from += step) {
                    consider(from, from + length, candidates);
                }
                if (wanted.side() == Side.LOW && length >= FEWEST_IN_OPEN_END && (end - length) % step != 0) {
                    consider(end - length, end, candidates);
                }
            }
            return candidates;
        }

        private void consider(int from, int to, List<Stretch> candidates) {
            long events = events(from, to);
            if (wanted.distance(events, expectation.bound(from, to)) >= wanted.deviations()) {
                Stretch candidate = measured(from, to, events);
                if (candidate != null) {
                    candidates.add(candidate);
                }
            }
        }

        /// As many as there were for certain, loose ones being wherever it speaks against the finding.
        private long events(int from, int to) {
            return wanted.side() == Side.HIGH ? series.fewest(from, to) : series.most(from, to);
        }

        private @Nullable Stretch measured(int from, int to, long events) {
            Usual usual = expectation.usual(from, to);
            if (usual == null || !wanted.isFar(events, usual.events())) {
                return null;
            }
            double uncertain = Math.sqrt(usual.uncertainty());
            double distance = wanted.distance(events, usual.events());
            if (distance < wanted.deviations() * uncertain) {
                return null;
            }
            double unit =
                    Math.max(uncertain * Math.sqrt(expectation.scatter(from, to)), expectation.unevenness(to - from));
            return distance < wanted.deviations() * unit
                    ? null
                    : new Stretch(series, from, to, events, usual.events(), distance / unit, usual.byShape());
        }

        /// Moves the ends to where the rate most likely changed: as far, seen from the middle, as the buckets are
        /// nearer to the changed rate than to the usual one.
        private Stretch refined(Stretch rough) {
            int reach = Math.max(2, rough.buckets() / 2);
            int first = Math.max(0, rough.from() - reach);
            int last = rough.to() == end ? end : Math.min(end, rough.to() + reach);
            double[] usual = otherDays.buckets(rough.from(), rough.to(), rough.usual(), first, last);
            double share = Math.max(1e-3, rough.share());
            double between = (1 - share) / -Math.log(Math.abs(share - 1) < 1e-3 ? 0.999 : share);
            int middle = (rough.from() + rough.to()) / 2;
            int from = middle;
            double sum = 0;
            double best = 0;
            for (int i = middle - 1; i >= first; i--) {
                sum += wanted.side().outward(series.count(i) - between * usual[i - first]);
                if (sum >= best) {
                    best = sum;
                    from = i;
                }
            }
            int to = Math.min(middle + 1, last);
            sum = 0;
            best = 0;
            for (int i = middle; i < last; i++) {
                sum += wanted.side().outward(series.count(i) - between * usual[i - first]);
                if (sum >= best) {
                    best = sum;
                    to = i + 1;
                }
            }
            return new Stretch(
                    series,
                    from,
                    rough.to() == end ? end : to,
                    rough.events(),
                    rough.usual(),
                    rough.deviations(),
                    rough.byShape());
        }

        private @Nullable Stretch judged(Stretch stretch) {
            int from = stretch.from();
            int to = stretch.to();
            boolean openEnd = to == end;
            long events = events(from, to);
            long millis = stretch.toMillis() - stretch.fromMillis();
            if (events == 0 || millis < wanted.leastMillis()) {
                return null;
            }
            if (openEnd && (wanted.side() == Side.HIGH || to - from < FEWEST_IN_OPEN_END)) {
                return null;
            }
            if ((openEnd || millis >= WEEKEND_MILLIS)
                    && Calendar.isMostlyWeekend(stretch.fromMillis(), stretch.toMillis())
                    && !otherDays.knowAnotherWeek(from, to)) {
                return null;
            }
            Stretch measured = measured(from, to, events);
            return measured != null && (measured.byShape() || isSharp(from, to, openEnd)) ? measured : null;
        }

        /// Whether the rate changes at the start, and back at the end, faster than a day's rate does.
        private boolean isSharp(int from, int to, boolean openEnd) {
            return isEdge(from, -1, from, to) && (openEnd || isEdge(to - 1, 1, from, to));
        }

        private boolean isEdge(int at, int outward, int from, int to) {
            long outside = 0;
            long inside = 0;
            for (int k = 1; k * series.widthMillis() <= SHARP_MILLIS; k++) {
                int out = at + outward * (k + 1);
                int in = at - outward * k;
                if (out < 0 || out >= series.size() || in < from || in >= to) {
                    return false;
                }
                // the bucket in which the rate changes may lie on either side of the edge, so both are left out
                outside += series.count(out);
                inside += series.count(in);
                long more = wanted.side() == Side.HIGH ? inside : outside;
                long fewer = wanted.side() == Side.HIGH ? outside : inside;
                if (more >= FEWEST_AT_EDGE && fewer <= SHARP_SHARE * more) {
                    return true;
                }
            }
            return false;
        }

        /// Stretches that only a few buckets keep apart are one.
        private List<Stretch> merged(List<Stretch> stretches) {
            List<Stretch> merged = new ArrayList<>();
            for (Stretch next : stretches) {
                Stretch before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
                if (before != null && next.from() - before.to() <= Math.max(2, before.buckets() / 4)) {
                    merged.set(merged.size() - 1, joined(before, next));
                } else {
                    merged.add(next);
                }
            }
            return merged;
        }

        private Stretch joined(Stretch before, Stretch next) {
            double usual = before.usual() / before.buckets() * (next.from() - before.from()) + next.usual();
            return new Stretch(
                    series,
                    before.from(),
                    next.to(),
                    events(before.from(), next.to()),
                    usual,
                    Math.max(before.deviations(), next.deviations()),
                    before.byShape() && next.byShape());
        }
    }
}
