package dev.lacuna.investigation;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.scan.Follower;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A scan that goes on behind the newest position: what comes flows into index and rules, which tell time and
/// again what is so now. Reads only.
final class Following {

    private static final long BETWEEN_STANDS_NANOS = 250_000_000;

    /// Looks between two descriptions of the stream.
    private static final int LOOKS_OF_DESCRIPTION = 10;

    /// Looks between two at the consumer groups: they commit every few seconds.
    private static final int LOOKS_OF_GROUPS = 5;

    /// How much of the time rules may take for telling what is so now.
    private static final int SHARE_OF_LOOKS = 10;

    /// Positions that may be on their way at any moment.
    private static final long NEARLY = 1_000;

    private final StreamSource source;
    private final Scan scan;
    private final PassAtWork work;
    private final Clock clock;
    private final Follower follower;
    private final GroupWatch groups;
    private final StreamWatch descriptions;
    private final Map<PartitionRef, EdgeWatch> edges = new LinkedHashMap<>();
    private final Map<PartitionRef, PartitionInfo> stands = new LinkedHashMap<>();
    private final Rate rate = new Rate(BETWEEN_STANDS_NANOS);
    private final long betweenLooksNanos;
    private String notice = "";
    private long nextLook;
    private long nextComparison;
    private long nextStand;
    private long toldEvents = -1;
    private boolean toldTrouble;

    /// @param betweenLooks how often rules tell what is so now, at most
    Following(
            StreamSource source,
            Scan scan,
            PassAtWork work,
            Map<PartitionRef, Position> from,
            Clock clock,
            Duration betweenLooks) {
        this.source = source;
        this.scan = scan;
        this.work = work;
        this.clock = clock;
        this.follower = new Follower(source, scan.stream().id(), from);
        this.groups = new GroupWatch(source, scan, clock, betweenLooks.multipliedBy(LOOKS_OF_GROUPS));
        this.descriptions =
                new StreamWatch(source, scan.request().stream(), betweenLooks.multipliedBy(LOOKS_OF_DESCRIPTION));
        this.betweenLooksNanos = betweenLooks.toNanos();
        from.forEach((partition, position) -> {
            edges.put(partition, new EdgeWatch(position, clock.millis()));
            stands.put(partition, work.stand(partition));
        });
    }

    /// Follows until somebody stops it.
    void run(TaskContext context) throws Exception {
        List<PartitionOutcome> before = work.pass().outcomes();
        work.goOn();
        scan.following().begun(follower::stop);
        try {
            context.inParallel(List.of(
                    () -> {
                        groups.run(context);
                        return true;
                    },
                    () -> {
                        descriptions.run(context);
                        return true;
                    },
                    () -> follow(before, context)));
            end(before, context);
        } finally {
            scan.following().live(scan.live().map(LiveState::ended).orElse(LiveState.BEGINNING.ended()));
        }
        context.checkpoint();
    }

    private boolean follow(List<PartitionOutcome> before, TaskContext context) throws InterruptedException {
        try {
            follower.follow(work.readsEvents(), work::following, heard -> beat(before, context), context);
        } finally {
            groups.end(!follower.stands().isEmpty() && silence().isEmpty());
            descriptions.end();
        }
        return true;
    }

    private void end(List<PartitionOutcome> before, TaskContext context) {
        List<PartitionOutcome> all = joined(before);
        if (all.stream().anyMatch(outcome -> outcome.end() == PartitionOutcome.End.LOG_ENDED)) {
            describe();
        }
        for (PartitionOutcome outcome : all) {
            PartitionRef partition = outcome.asked().partition();
            work.moved(stand(partition, outcome.reached()), outcome.reached(), null);
        }
        publish();
        groups.news().ifPresent(work::saw);
        work.look(all, true, true, context::isCancelled);
    }

    private void beat(List<PartitionOutcome> before, TaskContext context) {
        long now = System.nanoTime();
        stands.putAll(follower.stands());
        rate.add(now, follower.events());
        List<PartitionOutcome> all = joined(before);
        for (PartitionOutcome outcome : all) {
            PartitionRef partition = outcome.asked().partition();
            EdgeWatch edge = edges.get(partition);
            if (edge != null) {
                edge.beat(follower.stands().get(partition), outcome.reached(), clock.millis());
                PartitionInfo known = stand(partition, outcome.reached());
                work.moved(edge.isHeldBack() ? known : decided(known), outcome.reached(), edge.edge());
            }
        }
        if (now >= nextStand) {
            nextStand = now + BETWEEN_STANDS_NANOS;
            publish();
            report(all, context);
        }
        if (now >= nextLook) {
            look(all, now, context);
        }
        descriptions.news().ifPresent(answer -> described(answer, true));
    }

    /// As if there were nothing but what is decided: what runs is nothing to tell.
    private static PartitionInfo decided(PartitionInfo info) {
        return new PartitionInfo(info.partition(), info.start(), info.lastStable(), info.lastStable());
    }

    /// Where it stands, but never before what was read.
    private PartitionInfo stand(PartitionRef partition, Position reached) {
        PartitionInfo known = stands.getOrDefault(partition, work.stand(partition));
        return new PartitionInfo(
                partition,
                known.start(),
                Position.max(known.end(), reached),
                Position.max(known.lastStable(), reached));
    }

    /// Rules tell what is so now, as often as that takes them little of the time.
    private void look(List<PartitionOutcome> all, long now, TaskContext context) {
        boolean compares = now >= nextComparison && follower.events() != toldEvents;
        toldEvents = compares ? follower.events() : toldEvents;
        groups.news().ifPresent(work::saw);
        work.look(all, false, compares, context::isCancelled);
        long took = System.nanoTime() - now;
        nextLook = now + took + Math.max(betweenLooksNanos, took * SHARE_OF_LOOKS);
        if (compares) {
            nextComparison = now + took + Math.max(2 * betweenLooksNanos, took * 2 * SHARE_OF_LOOKS);
        }
    }

    /// Each partition's reading before and the one that goes on, as one.
    private List<PartitionOutcome> joined(List<PartitionOutcome> before) {
        Map<PartitionRef, PartitionOutcome> known = new LinkedHashMap<>();
        before.forEach(outcome -> known.put(outcome.asked().partition(), outcome));
        List<PartitionOutcome> all = new ArrayList<>();
        for (PartitionOutcome outcome : follower.outcomes()) {
            PartitionOutcome earlier = known.remove(outcome.asked().partition());
            all.add(earlier == null ? outcome : earlier.then(outcome));
        }
        all.addAll(known.values());
        return all;
    }

    private void publish() {
        scan.standsAt(List.copyOf(stands.values()));
        long lag = 0;
        for (PartitionOutcome outcome : follower.outcomes()) {
            PartitionInfo stand = stands.get(outcome.asked().partition());
            if (stand != null && stand.end().isDense() && outcome.reached().isDense()) {
                lag += Math.max(0, stand.end().asOffset() - outcome.reached().asOffset());
            }
        }
        Map<PartitionRef, String> troubles = follower.troubles();
        String silence = silence();
        boolean waiting =
                !silence.isEmpty() || (!troubles.isEmpty() && follower.stands().isEmpty());
        long heldBack = heldBack();
        LiveState.Stage stage = waiting
                ? LiveState.Stage.WAITING
                : lag - heldBack > NEARLY + rate.perSecond() ? LiveState.Stage.CATCHING_UP : LiveState.Stage.LIVE;
        long came = follower.events() == 0
                ? -1
                : edges.values().stream().mapToLong(EdgeWatch::cameMillis).max().orElse(-1);
        scan.following().live(new LiveState(stage, lag, rate.perSecond(), came, trouble(troubles, silence)));
    }

    private long heldBack() {
        return stands.values().stream()
                .filter(stand -> stand.end().isDense())
                .mapToLong(stand -> stand.end().asOffset() - stand.lastStable().asOffset())
                .sum();
    }

    /// Of those that were heard and have not failed since.
    private String silence() {
        Map<PartitionRef, Long> heard = new HashMap<>();
        for (PartitionRef partition : follower.stands().keySet()) {
            EdgeWatch edge = edges.get(partition);
            if (edge != null) {
                heard.put(partition, edge.heardMillis());
            }
        }
        return Silence.told(heard, clock.millis());
    }

    private String trouble(Map<PartitionRef, String> troubles, String silence) {
        List<String> failed = follower.outcomes().stream()
                .flatMap(outcome -> outcome.failure().stream())
                .toList();
        String first = troubles.values().stream()
                .findFirst()
                .or(() -> failed.stream().findFirst())
                .orElse(silence);
        return first.isEmpty() ? notice : first;
    }

    private void report(List<PartitionOutcome> all, TaskContext context) {
        List<ProgressSnapshot.Part> parts = new ArrayList<>();
        long done = 0;
        long total = 0;
        for (PartitionOutcome outcome : all) {
            if (!outcome.reached().isDense()) {
                continue;
            }
            long from = outcome.asked().positions().from().asOffset();
            PartitionInfo stand = stand(outcome.asked().partition(), outcome.reached());
            long read = outcome.reached().asOffset() - from;
            done += read;
            total += stand.end().asOffset() - from;
            parts.add(new ProgressSnapshot.Part(
                    outcome.asked().partition().toString(),
                    read,
                    stand.end().asOffset() - from,
                    "position " + outcome.reached(),
                    ""));
        }
        context.report(
                new ProgressSnapshot("Following " + scan.request().stream(), done, total, "positions", parts, notice));
    }

    private void describe() {
        try {
            described(new StreamWatch.Answer(source.describe(scan.request().stream()), null), false);
        } catch (SourceException e) {
            described(new StreamWatch.Answer(null, e), false);
        }
    }

    /// What the reader can't see: partitions that were added, a stream that is gone or is another by that
    /// name.
    ///
    /// @param goesOn whether more is read
    private void described(StreamWatch.Answer answer, boolean goesOn) {
        StreamInfo now = answer.stream();
        SourceException failure = answer.failure();
        if (now != null) {
            if (!now.id().equals(scan.stream().id())) {
                notice = "'" + now.stream().name()
                        + "' was deleted and made anew while it was followed. Scan the new one.";
                giveUp(notice);
                return;
            }
            if (now.compacted() && !scan.stream().compacted()) {
                work.becameCompacted();
            }
            if (goesOn && work.pass().request().partitions().isEmpty()) {
                now.partitions().stream()
                        .filter(info -> !edges.containsKey(info.partition()))
                        .forEach(this::add);
            }
        } else if (failure != null && failure.kind() == SourceException.Kind.UNKNOWN_STREAM) {
            notice = "'" + scan.request().stream() + "' was deleted while it was followed. What was seen stays.";
            giveUp(notice);
        }
    }

    /// What was written to it before it was noticed is read, too.
    private void add(PartitionInfo info) {
        PartitionRef partition = info.partition();
        scan.add(info);
        work.add(info);
        follower.add(partition, info.start());
        edges.put(partition, new EdgeWatch(info.start(), clock.millis()));
        stands.put(partition, info);
    }

    private void giveUp(String why) {
        edges.keySet().forEach(partition -> follower.giveUp(partition, why));
    }
}
