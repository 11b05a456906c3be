package dev.lacuna.index;

import dev.lacuna.model.Backdrop;
import dev.lacuna.model.Density;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The density of one partition, over time and over its positions, each in [SparseBuckets]. Behind what was counted
/// stands a [Backdrop], of which only the positions count that were not looked at yet: the estimate gives way as
/// reading goes on. One writer; queries from any thread.
public final class Lane {

    // Guarded by this.
    private final SparseBuckets overTime;
    private final SparseBuckets overPositions;
    private long events;
    private long totalBytes;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private boolean estimated;
    private boolean placesEstimated;
    private Backdrop backdrop = Backdrop.NONE;
    private final PositionSet lookedAt = new PositionSet();

    Lane(int maxBuckets) {
        this(maxBuckets, maxBuckets);
    }

    /// @param mostTimes buckets of time
    /// @param mostPlaces buckets of positions
    Lane(int mostTimes, int mostPlaces) {
        overTime = new SparseBuckets(mostTimes, true);
        overPositions = new SparseBuckets(mostPlaces, false);
    }

    private Lane(Density kept, int mostTimes, int mostPlaces) {
        overTime = SparseBuckets.of(kept.times(), mostTimes, true);
        overPositions = SparseBuckets.of(kept.places(), mostPlaces, false);
        events = kept.events();
        totalBytes = kept.bytes();
        firstMillis = kept.firstMillis();
        lastMillis = kept.lastMillis();
        estimated = kept.estimated();
        placesEstimated = kept.placesEstimated();
        backdrop = kept.backdrop();
        for (PositionRange run : kept.read()) {
            lookedAt.add(run.from().asOffset(), run.to().asOffset());
        }
    }

    /// A lane as it was kept.
    static Lane of(Density kept, int mostTimes, int mostPlaces) {
        return new Lane(kept, mostTimes, mostPlaces);
    }

    /// All that is known now, to be kept.
    public synchronized Density density() {
        List<PositionRange> read = new ArrayList<>();
        for (long[] run : lookedAt.runs()) {
            read.add(PositionRange.offsets(run[0], run[1]));
        }
        return new Density(
                overTime.kept(),
                overPositions.kept(),
                events,
                totalBytes,
                firstMillis,
                lastMillis,
                estimated,
                placesEstimated,
                backdrop,
                read);
    }

    /// Counts one event.
    public synchronized void add(long millis, long eventBytes) {
        overTime.put(millis, 1, eventBytes);
        note(millis, millis, 1, eventBytes);
    }

    /// Counts a batch whose events lie somewhere in `[fromMillis, toMillis]`, spread evenly over its buckets.
    public synchronized void addSpread(long fromMillis, long toMillis, long count, long batchBytes) {
        if (count <= 0) {
            return;
        }
        estimated |= overTime.spread(fromMillis, toMillis, count, batchBytes);
        note(fromMillis, toMillis, count, batchBytes);
    }

    /// Notes that an event stands at a position.
    public synchronized void place(long position) {
        overPositions.put(position, 1, 0);
    }

    /// Notes that so many events stand somewhere from one position to another (exclusive).
    public synchronized void placeSpread(long from, long to, long count) {
        if (count > 0) {
            overPositions.fill(from, to, count);
            placesEstimated |= count < to - from;
        }
    }

    /// Takes what look-ups by time have told of where the partition stood when.
    public synchronized void estimate(Backdrop newBackdrop) {
        backdrop = newBackdrop;
    }

    /// Notes that the positions from `from` to `to` were read: what stood there is counted by now, and no estimate
    /// any more.
    public synchronized void lookedAt(long from, long to) {
        lookedAt.add(from, to);
    }

    /// The runs of positions from `from` to `to` that were not read yet, as pairs of start and end.
    public synchronized List<long[]> unread(long from, long to) {
        return lookedAt.gaps(from, to);
    }

    /// The runs of positions that were read, as pairs of start and end.
    public synchronized List<long[]> readPositions() {
        return lookedAt.runs();
    }

    /// The times whose positions were read, as far as the backdrop tells times; empty where there is none.
    public synchronized List<TimeSpan> readTimes() {
        List<TimeSpan> times = new ArrayList<>();
        if (backdrop.stretches() == 0) {
            return times;
        }
        for (long[] run : lookedAt.runs()) {
            long from = backdrop.millisAt(run[0]);
            long to = backdrop.millisAt(run[1]);
            if (from < to) {
                times.add(new TimeSpan(from, to));
            }
        }
        return times;
    }

    public synchronized LaneTotals totals() {
        boolean none = events == 0;
        return new LaneTotals(
                events,
                totalBytes,
                none ? -1 : firstMillis,
                none ? -1 : lastMillis,
                overTime.width(),
                estimated,
                unread());
    }

    private long unread() {
        int last = backdrop.positions().length - 1;
        return last < 0 ? 0 : lookedAt.missing(backdrop.positions()[0], backdrop.positions()[last]);
    }

    /// From the earliest to just past the latest time that anything is known of. Once all is read, that is what the
    /// events say: look-ups of times see markers, too, which are of when a transaction ended.
    synchronized Optional<TimeSpan> extent() {
        Optional<TimeSpan> counted =
                events == 0 ? Optional.empty() : Optional.of(TimeSpan.through(firstMillis, lastMillis));
        if (unread() == 0) {
            return counted;
        }
        var lookedUp = new TimeSpan(backdrop.millis()[0], backdrop.millis()[backdrop.stretches()]);
        return Optional.of(counted.map(lookedUp::union).orElse(lookedUp));
    }

    /// How many positions of a span are not read yet, as far as the backdrop tells.
    public synchronized long unread(TimeSpan span) {
        long sum = 0;
        for (int i = backdrop.stretchAt(span.fromMillis()); i < backdrop.stretches(); i++) {
            long start = backdrop.millis()[i];
            long end = backdrop.millis()[i + 1];
            if (start >= span.toMillis()) {
                break;
            }
            long missing = lookedAt.missing(backdrop.positions()[i], backdrop.positions()[i + 1]);
            long within = Math.min(end, span.toMillis()) - Math.max(start, span.fromMillis());
            sum += Math.round((double) missing * Math.max(0, within) / (end - start));
        }
        return sum;
    }

    /// The buckets that overlap the span, at most `atMost` of them and as fine as that and the lane's own resolution
    /// allow; empty ones included.
    public synchronized Buckets query(TimeSpan span, int atMost) {
        if (atMost < 1 || span.millis() == 0) {
            return Buckets.EMPTY;
        }
        int queryShift = shift(overTime, span.fromMillis(), span.toMillis(), atMost);
        long firstKey = span.fromMillis() >> queryShift;
        int length = (int) ((span.toMillis() - 1 >> queryShift) - firstKey + 1);
        long[] queryCounts = new long[length];
        long[] queryBytes = new long[length];
        overTime.addTo(firstKey, queryShift, queryCounts, queryBytes);
        boolean guessed = addBackdrop(firstKey, queryShift, queryCounts);
        return new Buckets(firstKey << queryShift, 1L << queryShift, queryCounts, queryBytes, estimated || guessed);
    }

    /// The same over positions from `from` to `to` (exclusive). Of positions that nobody has looked at yet each counts
    /// as an event, as far as the backdrop reaches: an upper bound.
    public synchronized Buckets query(long from, long to, int atMost) {
        if (atMost < 1 || to <= from) {
            return Buckets.EMPTY;
        }
        int queryShift = shift(overPositions, from, to, atMost);
        long firstKey = from >> queryShift;
        int length = (int) ((to - 1 >> queryShift) - firstKey + 1);
        long[] queryCounts = new long[length];
        overPositions.addTo(firstKey, queryShift, queryCounts, queryCounts);
        boolean guessed = addUnread(firstKey, queryShift, queryCounts);
        return new Buckets(
                firstKey << queryShift, 1L << queryShift, queryCounts, new long[length], placesEstimated || guessed);
    }

    private static int shift(SparseBuckets buckets, long from, long to, int atMost) {
        int shift = buckets.shift();
        while ((to - 1 >> shift) - (from >> shift) + 1 > atMost) {
            shift++;
        }
        return shift;
    }

    private boolean addUnread(long firstKey, int queryShift, long[] queryCounts) {
        if (backdrop.stretches() == 0) {
            return false;
        }
        long[] known = backdrop.positions();
        long from = Math.max(known[0], firstKey << queryShift);
        long to = Math.min(known[known.length - 1], firstKey + queryCounts.length << queryShift);
        boolean any = false;
        for (long[] gap : from < to ? lookedAt.gaps(from, to) : List.<long[]>of()) {
            any = true;
            for (long at = gap[0]; at < gap[1]; ) {
                long end = Math.min(gap[1], (at >> queryShift) + 1 << queryShift);
                queryCounts[(int) ((at >> queryShift) - firstKey)] += end - at;
                at = end;
            }
        }
        return any;
    }

    /// Adds what is not read yet, spread evenly over its stretch of time.
    private boolean addBackdrop(long firstKey, int queryShift, long[] queryCounts) {
        long from = firstKey << queryShift;
        long to = firstKey + queryCounts.length << queryShift;
        boolean any = false;
        for (int i = backdrop.stretchAt(from); i < backdrop.stretches() && backdrop.millis()[i] < to; i++) {
            long missing = lookedAt.missing(backdrop.positions()[i], backdrop.positions()[i + 1]);
            if (missing > 0) {
                any = true;
                spread(missing, backdrop.millis()[i], backdrop.millis()[i + 1], firstKey, queryShift, queryCounts);
            }
        }
        return any;
    }

    private static void spread(
            long count, long startMillis, long endMillis, long firstKey, int queryShift, long[] queryCounts) {
        double perMilli = (double) count / (endMillis - startMillis);
        long first = Math.max(0, (startMillis >> queryShift) - firstKey);
        long end = Math.min(queryCounts.length, (endMillis - 1 >> queryShift) - firstKey + 1);
        for (long bucket = first; bucket < end; bucket++) {
            long bucketStart = firstKey + bucket << queryShift;
            long bucketEnd = bucketStart + (1L << queryShift);
            // differences of running totals, so that the parts of a stretch add up exactly
            long before = Math.round(perMilli * (Math.max(startMillis, bucketStart) - startMillis));
            long upTo = Math.round(perMilli * (Math.min(endMillis, bucketEnd) - startMillis));
            queryCounts[(int) bucket] += upTo - before;
        }
    }

    private void note(long from, long to, long count, long addedBytes) {
        events += count;
        totalBytes += addedBytes;
        firstMillis = Math.min(firstMillis, from);
        lastMillis = Math.max(lastMillis, to);
    }
}
