package dev.lacuna.scan;

import dev.lacuna.model.Backdrop;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Looks up where partitions stood at many moments, without reading an event: first where in time most of them lie,
/// then ever finer moments there, so that the picture is whole from the start and sharpens as answers come. Moments
/// between which no partition moved are not divided further.
///
/// Bounded by the moments asked for, whatever the size of the stream: one look-up per moment and partition.
public final class OverviewScanner {

    /// Into so many parts a span is cut when the time of most events is sought.
    private static final int FOCUS_PARTS = 16;

    /// A stretch of time that holds so much of everything is where to look.
    private static final double FOCUS_SHARE = 0.995;

    /// A focus that is hardly narrower than what was looked at ends the search.
    private static final double WORTH_NARROWING = 0.25;

    private static final int MOST_NARROWINGS = 6;
    private static final int FIRST_LEVEL = 16;

    private final StreamSource source;
    private final int moments;
    private final long enoughNanos;

    /// @param moments into how many stretches the time of most events is divided in the end
    /// @param enough a finer level is not begun when it would end later than that: slow answers give a coarser
    ///     picture, not a late one
    public OverviewScanner(StreamSource source, int moments, Duration enough) {
        this.source = source;
        this.moments = moments;
        this.enoughNanos = enough.toNanos();
    }

    /// What has been found out so far. Partitions without events are left out.
    ///
    /// @param focus the time in which nearly all positions lie
    public record Overview(TimeSpan focus, Map<PartitionRef, Backdrop> backdrops) {}

    /// Looks up the overview of partitions with dense positions.
    ///
    /// @param partitions where they stand now
    /// @param news receives each better picture, on this thread
    public void scan(List<PartitionInfo> partitions, Consumer<Overview> news, TaskContext context)
            throws SourceException, TaskCancelledException {
        new Look(partitions, news, context).all();
    }

    /// Sharpens an overview within a span.
    public void refine(
            Overview known, TimeSpan span, List<PartitionInfo> partitions, Consumer<Overview> news, TaskContext context)
            throws SourceException, TaskCancelledException {
        var look = new Look(partitions, news, context);
        look.know(known);
        look.divide(span);
    }

    /// One look: what is known, and how far it is.
    private final class Look {
        private final Map<PartitionRef, NavigableMap<Long, Long>> stands = new TreeMap<>();
        private final List<PartitionInfo> partitions;
        private final Consumer<Overview> news;
        private final TaskContext context;
        private final long startedNanos = System.nanoTime();
        private TimeSpan focus = new TimeSpan(0, 0);
        private long done;
        private long total = -1;

        Look(List<PartitionInfo> partitions, Consumer<Overview> news, TaskContext context) {
            this.partitions = partitions;
            this.news = news;
            this.context = context;
        }

        void know(Overview known) {
            focus = known.focus();
            known.backdrops().forEach((partition, backdrop) -> {
                NavigableMap<Long, Long> stand = new TreeMap<>();
                for (int i = 0; i < backdrop.millis().length; i++) {
                    stand.put(backdrop.millis()[i], backdrop.positions()[i]);
                }
                stands.put(partition, stand);
            });
        }

        void all() throws SourceException, TaskCancelledException {
            Optional<TimeSpan> extent = begin();
            if (extent.isEmpty()) {
                return;
            }
            focus = extent.get();
            tell();
            for (int i = 0; i < MOST_NARROWINGS && focus.millis() > FOCUS_PARTS; i++) {
                lookUp(boundaries(focus, FOCUS_PARTS));
                TimeSpan narrower = whereMostLies(focus);
                boolean worth = narrower.millis() < focus.millis() * WORTH_NARROWING;
                focus = worth ? narrower : focus;
                if (!worth) {
                    break;
                }
            }
            divide(focus);
        }

        private Optional<TimeSpan> begin() throws SourceException, TaskCancelledException {
            List<PartitionRef> filled = partitions.stream()
                    .filter(info -> !info.range().isEmpty())
                    .map(PartitionInfo::partition)
                    .toList();
            context.checkpoint();
            Map<PartitionRef, TimeSpan> extents = source.extents(filled);
            Optional<TimeSpan> union = extents.values().stream().reduce(TimeSpan::union);
            for (PartitionInfo info : partitions) {
                TimeSpan extent = extents.get(info.partition());
                if (extent != null) {
                    NavigableMap<Long, Long> stand = new TreeMap<>();
                    stand.put(extent.fromMillis(), info.start().asOffset());
                    stand.put(extent.toMillis(), info.end().asOffset());
                    stands.put(info.partition(), stand);
                }
            }
            return union;
        }

        /// Looks up ever finer moments of the span.
        void divide(TimeSpan span) throws SourceException, TaskCancelledException {
            int levels = 0;
            for (int parts = FIRST_LEVEL; parts < 2 * moments; parts *= 2) {
                levels++;
            }
            total = done + moments;
            for (int parts = FIRST_LEVEL; levels > 0; parts = Math.min(moments, parts * 2), levels--) {
                // a level asks about as much as all before it
                long elapsed = System.nanoTime() - startedNanos;
                if (parts > span.millis() || (parts > FIRST_LEVEL && 2 * elapsed > enoughNanos)) {
                    break;
                }
                lookUp(boundaries(span, parts).stream()
                        .filter(this::isWorthAsking)
                        .toList());
            }
        }

        /// Whether anything moved around the moment; else it stands where its neighbours do.
        private boolean isWorthAsking(long moment) {
            for (NavigableMap<Long, Long> stand : stands.values()) {
                var before = stand.floorEntry(moment);
                var after = stand.higherEntry(moment);
                if (before == null || before.getKey() == moment || after == null) {
                    continue;
                }
                if (after.getValue() - before.getValue() > 1) {
                    return true;
                }
            }
            return false;
        }

        private static List<Long> boundaries(TimeSpan span, int parts) {
            List<Long> boundaries = new ArrayList<>();
            for (int i = 0; i <= parts; i++) {
                long moment = span.fromMillis() + (long) ((double) span.millis() * i / parts);
                if (boundaries.isEmpty() || boundaries.getLast() < moment) {
                    boundaries.add(moment);
                }
            }
            return boundaries;
        }

        private void lookUp(Collection<Long> asked) throws SourceException, TaskCancelledException {
            context.checkpoint();
            Pace pace = new Pace();
            // a look-up that waits is not woken up otherwise
            try (var _ = context.interruptOnCancel()) {
                source.positionsAt(List.copyOf(stands.keySet()), List.copyOf(asked), (moment, positions) -> {
                    positions.forEach((partition, position) -> put(partition, moment, position));
                    done++;
                    if (pace.isDue()) {
                        tell();
                    }
                    return !context.isCancelled();
                });
            } catch (SourceException e) {
                context.checkpoint();
                throw e;
            }
            context.checkpoint();
            tell();
        }

        /// Times of a log need not ascend with its positions, and it goes on while it is looked at: what contradicts
        /// the ends that are known is bent to them.
        private void put(PartitionRef partition, long moment, Position position) {
            NavigableMap<Long, Long> stand = stands.get(partition);
            var before = stand == null ? null : stand.lowerEntry(moment);
            var after = stand == null ? null : stand.ceilingEntry(moment);
            if (stand != null && before != null && after != null && after.getKey() != moment) {
                stand.put(moment, Math.max(before.getValue(), Math.min(after.getValue(), position.asOffset())));
            }
        }

        /// The shortest run of the span's parts that holds nearly everything in it.
        private TimeSpan whereMostLies(TimeSpan span) {
            List<Long> bounds = boundaries(span, FOCUS_PARTS);
            long[] held = new long[bounds.size() - 1];
            long all = 0;
            for (int i = 0; i < held.length; i++) {
                for (NavigableMap<Long, Long> stand : stands.values()) {
                    held[i] += at(stand, bounds.get(i + 1)) - at(stand, bounds.get(i));
                }
                all += held[i];
            }
            int from = 0;
            int to = held.length;
            long within = all;
            while (to - from > 1) {
                long less = Math.min(held[from], held[to - 1]);
                if (within - less < all * FOCUS_SHARE) {
                    break;
                }
                within -= less;
                if (held[from] <= held[to - 1]) {
                    from++;
                } else {
                    to--;
                }
            }
            return new TimeSpan(bounds.get(from), bounds.get(to));
        }

        private static long at(NavigableMap<Long, Long> stand, long moment) {
            var entry = stand.floorEntry(moment);
            return entry == null ? stand.firstEntry().getValue() : entry.getValue();
        }

        private void tell() {
            Map<PartitionRef, Backdrop> backdrops = new TreeMap<>();
            stands.forEach((partition, stand) -> backdrops.put(partition, backdrop(stand)));
            news.accept(new Overview(focus, backdrops));
            context.report(ProgressSnapshot.of("Looking up times", done, Math.max(done, total), "moments"));
        }

        private static Backdrop backdrop(NavigableMap<Long, Long> stand) {
            return new Backdrop(
                    stand.keySet().stream().mapToLong(Long::longValue).toArray(),
                    stand.values().stream().mapToLong(Long::longValue).toArray());
        }
    }

    /// Says now and then that it is time for news.
    private static final class Pace {
        private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();
        private long last = System.nanoTime();

        boolean isDue() {
            long now = System.nanoTime();
            boolean due = now - last >= PAUSE_NANOS;
            last = due ? now : last;
            return due;
        }
    }
}
