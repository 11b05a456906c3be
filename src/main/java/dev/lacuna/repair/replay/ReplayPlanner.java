package dev.lacuna.repair.replay;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.model.ReplayPlan.Place;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.Choices;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        Choices.check(request.choice(), request.form());
        long positions = 0;
        for (ReplayRequest.Range range : request.ranges()) {
            checkRange(range, from);
            checkTarget(targetOf(request, range, from, to), to, range);
            positions += range.positions().span();
        }
        HeldIds held = request.choice().notHeldBy().isEmpty() ? null : held(request, from, to, context, positions);
        var counter = new PartCounter(request, from.stream(), picking(request, held), context);
        var progress = new Progress(context, positions);
        List<Part> parts = new ArrayList<>();
        for (ReplayRequest.Range range : request.ranges()) {
            PartCounter.Count count = counter.count(range, progress);
            progress.partDone(range.positions().span());
            if (count.events() > 0) {
                parts.add(new Part(
                        range.partition(),
                        count.positions(),
                        log(range, from).start(),
                        targetOf(request, range, from, to),
                        range.only(),
                        count.picked(),
                        count.events()));
            }
        }
        List<String> notes = new ArrayList<>(counter.notes());
        unread(request, from).ifPresent(notes::add);
        notes.addAll(request.notes().get());
        if (held != null) {
            notes.addAll(held.notes());
        }
        requireRead(request);
        if (parts.isEmpty()) {
            throw nothing(request, notes);
        }
        SelectionFacts facts = counter.facts();
        var plan = new ReplayPlan(
                ids.get(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                toolVersion,
                place(request.source(), from),
                place(request.target(), to),
                parts,
                request.fields(),
                request.choice(),
                request.form(),
                ends(to, held != null),
                request.repairs(),
                facts.events(),
                facts.bytes(),
                facts.digest(),
                notes);
        PlanRules.check(plan);
        return new PlannedReplay(plan, facts);
    }

    /// Events of a time may come however late; who asks for all of them is told where nobody has looked.
    private static Optional<String> unread(ReplayRequest request, StreamInfo from) throws PlanException {
        List<String> places = new ArrayList<>();
        for (ReplayRequest.Range range : request.ranges()) {
            PartitionInfo log = log(range, from);
            if (range.sought().isPresent() && range.positions().to().isBefore(log.end())) {
                places.add(range.partition() + "@" + range.positions().to());
            }
        }
        if (places.isEmpty()) {
            return Optional.empty();
        }
        String others =
                places.size() == 1 ? "" : ", and likewise in " + Phrases.count(places.size() - 1, "more partition");
        return Optional.of("Events of that time that came later still, behind " + places.getFirst() + others
                + ", were not looked for: a larger --late reads further.");
    }

    private static PlanException nothing(ReplayRequest request, List<String> notes) {
        return refused("Nothing would be copied: no committed event of " + request.from() + " stands in what was chosen"
                + (hasOnly(request) ? " with one of the sequence numbers" : "")
                + (request.choice().filter().isPresent() ? " of which the filter is true" : "") + "."
                + (notes.isEmpty() ? "" : " " + String.join(" ", notes)));
    }

    /// What can't be read might be what is to be copied.
    private static void requireRead(ReplayRequest request) throws SourceException {
        String unread = request.reading().unread();
        if (!unread.isEmpty()) {
            throw new SourceException(
                    SourceException.Kind.INTERRUPTED,
                    "Nothing was planned, because not all events can be read: " + unread,
                    true,
                    null);
        }
    }

    private static @Nullable Predicate<Event> picking(ReplayRequest request, @Nullable HeldIds held) {
        Predicate<Event> asked = request.picking().orElse(null);
        if (held == null) {
            return asked;
        }
        return asked == null ? held::admits : asked.and(held::admits);
    }

    /// Reads the ranges and then the target, to find which events that holds already.
    private static HeldIds held(
            ReplayRequest request, StreamInfo from, StreamInfo to, TaskContext context, long positions)
            throws PlanException, SourceException, TaskCancelledException {
        String extractor = request.choice().notHeldBy().orElseThrow();
        var held =
                new HeldIds(EventIdentity.of(extractor, request.reading(), new Origin(place(request.source(), from))));
        var progress = new Progress(context, positions);
        Predicate<Event> asked = request.picking().orElse(event -> true);
        for (ReplayRequest.Range range : request.ranges()) {
            var choice = ReplayJob.choice(request.reading(), request.choice(), range.only(), List.of());
            PartCounter.read(request, from.stream(), range, context, progress, event -> {
                if (choice.selects(event) && asked.test(event)) {
                    held.want(event);
                }
            });
            progress.partDone(range.positions().span());
        }
        requireRead(request); // what can't be read seems to have no id
        held.requireIds(extractor);
        held.look(request.target(), to, context);
        requireRead(request);
        return held;
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
                    + " lies outside the log, which holds " + log.range()
                    + ": retention may just have moved its start. Plan what it holds now.");
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
        if (target >= to.partitions().size()) {
            throw refused("Partition " + range.partition() + " would go to partition " + target + " of " + to.stream()
                    + ", which has only " + to.partitions().size() + ".");
        }
    }

    private static Place place(StreamSource source, StreamInfo stream) {
        var info = source.info();
        return new Place(info.name(), info.id(), stream.stream().name(), stream.id());
    }

    /// Where ids were looked for, what stands behind the first open transaction was not seen: the runs look from there
    /// on.
    private static Map<Integer, Position> ends(StreamInfo to, boolean looked) {
        Map<Integer, Position> ends = new TreeMap<>();
        to.partitions().forEach(log -> ends.put(log.partition().number(), looked ? log.lastStable() : log.end()));
        return ends;
    }

    private static PlanException refused(String message) {
        return new PlanException(PlanException.Kind.REQUEST, message);
    }

    private static final class Progress implements PartCounter.Watch {

        private final TaskContext context;
        private final long total;
        private long before;
        private @Nullable Position start;
        private long within;

        Progress(TaskContext context, long total) {
            this.context = context;
            this.total = total;
        }

        @Override
        public void at(Position position) {
            start = start == null ? position : start;
            within = position.asOffset() - start.asOffset();
        }

        @Override
        public void report() {
            context.report(ProgressSnapshot.of("Counting events", before + within, total, "positions"));
        }

        void partDone(long span) {
            before += span;
            within = 0;
            start = null;
            report();
        }
    }
}
