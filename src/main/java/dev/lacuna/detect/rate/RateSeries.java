package dev.lacuna.detect.rate;

import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A partition's counts in a row of equally wide buckets, empty ones included: what a judge looks at.
///
/// The first and last thousandth of the events are left out, so that absurd times don't stretch the scale, and so
/// are the first and the last bucket, because a scan fills them only partly. Sums are from prefix sums.
final class RateSeries {

    private final RateBuckets buckets;
    private final int shift;
    private final long firstKey;
    private final long[] counts;
    private final long[] sums;
    private final long[] exact;
    private final long[] arrived;
    private final long[] started;
    private final long[] ended;

    private RateSeries(RateBuckets buckets, int shift, long firstKey, int size) {
        this.buckets = buckets;
        this.shift = shift;
        this.firstKey = firstKey;
        this.counts = new long[size];
        this.sums = new long[size + 1];
        this.exact = new long[size + 1];
        this.arrived = new long[size + 1];
        this.started = new long[size + 1];
        this.ended = new long[size + 1];
        int finer = shift - buckets.shift();
        for (int i = buckets.find(firstKey << finer); i < buckets.size(); i++) {
            long at = (buckets.key(i) >> finer) - firstKey;
            if (at >= size) {
                break;
            }
            counts[(int) at] += buckets.count(i);
            exact[(int) at + 1] += buckets.count(i) - buckets.loose(i);
            arrived[(int) at + 1] += buckets.arrivals(i);
            started[(int) at + 1] += buckets.starting(i);
            ended[(int) at + 1] += buckets.ending(i);
        }
        for (int i = 0; i < size; i++) {
            sums[i + 1] = sums[i] + counts[i];
            exact[i + 1] += exact[i];
            arrived[i + 1] += arrived[i];
            started[i + 1] += started[i];
            ended[i + 1] += ended[i];
        }
        carryInto(buckets.find(firstKey << finer));
    }

    /// Batches that are open where the series begins count as started there.
    private void carryInto(int firstBucket) {
        long open = 0;
        for (int i = 0; i < firstBucket; i++) {
            open += buckets.starting(i) - buckets.ending(i);
        }
        for (int i = 0; i < started.length; i++) {
            started[i] += open;
        }
    }

    /// The finest series with no more buckets than that and at least so many events in a bucket on average; null
    /// when too few buckets are left.
    static @Nullable RateSeries finest(RateBuckets buckets, int mostBuckets, double fewestEvents, int fewestBuckets) {
        long events = 0;
        for (int i = 0; i < buckets.size(); i++) {
            events += buckets.count(i);
        }
        int first = 0;
        int last = buckets.size() - 1;
        long left = 0;
        while (first < last && left + buckets.count(first) <= events / 1000) {
            left += buckets.count(first++);
        }
        long right = 0;
        while (last > first && right + buckets.count(last) <= events / 1000) {
            right += buckets.count(last--);
        }
        if (first >= last) {
            return null;
        }
        for (int finer = 0; ; finer++) {
            long firstKey = (buckets.key(first) >> finer) + 1;
            long size = (buckets.key(last) >> finer) - firstKey;
            if (size < fewestBuckets) {
                return null;
            }
            if (size <= mostBuckets && events - left - right >= fewestEvents * (size + 2)) {
                return new RateSeries(buckets, buckets.shift() + finer, firstKey, (int) size);
            }
        }
    }

    /// This and ever coarser ones, each twice as wide, as long as they have so many buckets.
    List<RateSeries> ladder(int fewestBuckets) {
        List<RateSeries> ladder = new ArrayList<>();
        long from = firstKey - 1;
        long to = firstKey + counts.length;
        for (int finer = 0; ; finer++) {
            long first = (from >> finer) + 1;
            long size = (to >> finer) - first;
            if (size < fewestBuckets) {
                return ladder;
            }
            ladder.add(new RateSeries(buckets, shift + finer, first, (int) size));
        }
    }

    int size() {
        return counts.length;
    }

    long widthMillis() {
        return 1L << shift;
    }

    long count(int i) {
        return counts[i];
    }

    /// Events in the buckets from one to before the other, spread evenly where they are loose.
    long sum(int from, int to) {
        return sums[to] - sums[from];
    }

    double mean(int from, int to) {
        return (double) sum(from, to) / (to - from);
    }

    /// Events that came at once, on average: more than one where only batches are known.
    double clump(int from, int to) {
        return Math.max(1, (double) sum(from, to) / Math.max(1, arrived[to] - arrived[from]));
    }

    /// The most events that may have been there.
    long most(int from, int to) {
        return exact[to] - exact[from] + started[to] - ended[from];
    }

    /// The fewest events that must have been there.
    long fewest(int from, int to) {
        long stillOpen = started[to] - ended[to];
        return exact[to] - exact[from] + Math.max(0, started[to] - started[from] - stillOpen);
    }

    /// When a bucket begins.
    long startMillis(int i) {
        return (firstKey + i) << shift;
    }

    /// When the first event in these buckets was, or where they begin if there is none.
    long firstMillis(int from, int to) {
        int at = bucketAt(from);
        return at < bucketAt(to) ? buckets.firstMillis(at) : startMillis(from);
    }

    /// When the last event in these buckets was, or where they begin if there is none.
    long lastMillis(int from, int to) {
        int at = bucketAt(to) - 1;
        return at >= bucketAt(from) ? buckets.lastMillis(at) : startMillis(from);
    }

    /// The positions between which the events of these buckets stand; the nearest ones where there are none.
    PositionRange positions(int from, int to) {
        int head = Math.min(bucketAt(from), buckets.size() - 1);
        int tail = Math.max(head, bucketAt(to) - 1);
        Position low = buckets.lowest(head);
        Position high = buckets.highest(head);
        for (int i = head + 1; i <= tail; i++) {
            low = Position.min(low, buckets.lowest(i));
            high = Position.max(high, buckets.highest(i));
        }
        return new PositionRange(low, high.next());
    }

    /// Up to where the buckets are filled for certain: behind it, events of the same time were still coming in when
    /// the scan ended.
    int complete() {
        int at = bucketAt(counts.length);
        Position tail = buckets.lowest(at);
        for (int i = at; i < bucketAt(counts.length + 1); i++) {
            tail = Position.min(tail, buckets.lowest(i));
        }
        while (at > 0 && buckets.highest(at - 1).compareTo(tail) >= 0) {
            at--;
        }
        int finer = shift - buckets.shift();
        return at == 0 ? 0 : (int) Math.max(0, ((buckets.key(at - 1) + 1) >> finer) - firstKey);
    }

    private int bucketAt(int i) {
        return buckets.find((firstKey + i) << (shift - buckets.shift()));
    }
}
