package dev.lacuna.repair.replay;

import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.model.ReplayPlan.Place;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.PlanRules;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Makes a plan by reading what it will copy: its counts are exact. It changes nothing.
public final class ReplayPlanner {

    private final Clock clock;
    private final Supplier<String> ids;
    private final String toolVersion;

    /// @param ids gives each plan its id: [dev.lacuna.repair.PlanIds] but for tests
    public ReplayPlanner(Clock clock, Supplier<String> ids, String toolVersion) {
        this.clock = clock;
        this.ids = ids;
        this.toolVersion = toolVersion;
    }

    /// @throws PlanException REQUEST when nothing would be copied, when a range lies outside the log, or when a
    ///     transaction in it is undecided
    public PlannedReplay plan(ReplayRequest request, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        StreamInfo from = request.source().describe(request.from());
        StreamInfo to = request.target().describe(request.to());
        var tally = new SelectionTally();
        List<Part> parts = new ArrayList<>();
        long positions = 0;
        for (ReplayRequest.Range range : request.ranges()) {
            checkRange(range, from);
            checkTarget(targetOf(request, range, from, to), to, range);
            positions += range.positions().span();
        }
        var progress = new Progress(context, positions);
        for (ReplayRequest.Range range : request.ranges()) {
            long events = count(request, range, from, tally, context, progress);
            if (events > 0) {
                parts.add(new Part(
                        range.partition(),
                        range.positions(),
                        log(range, from).start(),
                        targetOf(request, range, from, to),
                        range.only(),
                        events));
            }
        }
        if (parts.isEmpty()) {
            throw refused("Nothing would be copied: no committed event of " + request.from()
                    + " stands in what was chosen" + (hasOnly(request) ? " with one of the sequence numbers" : "")
                    + ".");
        }
        SelectionFacts facts = tally.facts();
        var plan = new ReplayPlan(
                ids.get(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                toolVersion,
                place(request.source(), from),
                place(request.target(), to),
                parts,
                request.fields(),
                ends(to),
                request.repairs(),
                facts.events(),
                facts.bytes());
        PlanRules.check(plan);
        return new PlannedReplay(plan, facts);
    }

    private static boolean hasOnly(ReplayRequest request) {
        return request.ranges().stream().anyMatch(range -> !range.only().isEmpty());
    }

    private static int targetOf(ReplayRequest request, ReplayRequest.Range range, StreamInfo from, StreamInfo to) {
        return request.mapping()
                .target(
                        range.partition(),
                        from.partitionCount(),
                        to.partitions().size());
    }

    private static void checkRange(ReplayRequest.Range range, StreamInfo from) throws PlanException {
        PartitionInfo log = log(range, from);
        if (!range.positions().from().isDense()) {
            throw refused("Replays are made of offsets; " + from.stream() + " has sequence numbers.");
        }
        if (range.positions().from().isBefore(log.start())
                || log.end().isBefore(range.positions().to())) {
            throw refused("The range " + log.partition() + "@" + range.positions()
                    + " lies outside the log, which holds " + log.range() + ".");
        }
    }

    private static PartitionInfo log(ReplayRequest.Range range, StreamInfo from) throws PlanException {
        return from.partition(range.partition())
                .orElseThrow(() -> refused(from.stream() + " has no partition " + range.partition() + ", only "
                        + from.partitions().stream()
                                .map(info -> String.valueOf(info.partition().number()))
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static void checkTarget(int target, StreamInfo to, ReplayRequest.Range range) throws PlanException {
        if (target != Part.BY_KEY && (target < 0 || target >= to.partitions().size())) {
            throw refused("Partition " + range.partition() + " would go to partition " + target + " of " + to.stream()
                    + ", which has only " + to.partitions().size() + ".");
        }
    }

    private static long count(
            ReplayRequest request,
            ReplayRequest.Range range,
            StreamInfo from,
            SelectionTally tally,
            TaskContext context,
            Progress progress)
            throws PlanException, SourceException, TaskCancelledException {
        var filter = new SequenceFilter(range.only(), request.reader());
        var partition = from.stream().partition(range.partition());
        var whole = List.of(new PartitionRange(partition, range.positions()));
        long events = 0;
        try (var reader = new CommittedReader(request.source(), whole, context, context::checkpoint)) {
            for (List<Event> some = reader.next(); some != null; some = reader.next()) {
                for (Event event : some) {
                    progress.at(event.position().asOffset()
                            - range.positions().from().asOffset());
                    if (filter.selects(event)) {
                        tally.add(event);
                        events++;
                    }
                }
                progress.report();
            }
        } catch (ChangedLogException e) {
            throw new PlanException(PlanException.Kind.REQUEST, String.valueOf(e.getMessage()), e);
        }
        progress.partDone(range.positions().span());
        return events;
    }

    private static Place place(StreamSource source, StreamInfo stream) {
        var info = source.info();
        return new Place(info.name(), info.id(), stream.stream().name(), stream.id());
    }

    private static Map<Integer, Position> ends(StreamInfo to) {
        Map<Integer, Position> ends = new TreeMap<>();
        to.partitions().forEach(log -> ends.put(log.partition().number(), log.end()));
        return ends;
    }

    private static PlanException refused(String message) {
        return new PlanException(PlanException.Kind.REQUEST, message);
    }

    private static final class Progress {
        private final TaskContext context;
        private final long total;
        private long before;
        private long within;

        Progress(TaskContext context, long total) {
            this.context = context;
            this.total = total;
        }

        void at(long position) {
            within = position;
        }

        void report() {
            context.report(ProgressSnapshot.of("Counting events", before + within, total, "positions"));
        }

        void partDone(long span) {
            before += span;
            within = 0;
            report();
        }
    }
}
