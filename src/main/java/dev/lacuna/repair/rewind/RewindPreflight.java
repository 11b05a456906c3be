package dev.lacuna.repair.rewind;

import dev.lacuna.model.GroupMove;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.model.RewindPlan.Part;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.Hazard;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.GroupKind;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.StreamSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Finds the hazards of a rewind, and says what it does not do.
final class RewindPreflight {

    private static final Duration LONGEST_MARGIN = Duration.ofDays(1);
    private static final Duration SHORTEST_MARGIN = Duration.ofHours(1);
    private static final int MOST_NAMED = 5;

    private final RewindPlan plan;
    private final GroupInfo group;
    private final Map<String, StreamInfo> streams;
    private final StreamSource source;
    private final Instant now;
    private final List<Hazard> hazards = new ArrayList<>();

    private RewindPreflight(
            RewindPlan plan, GroupInfo group, Map<String, StreamInfo> streams, StreamSource source, Instant now) {
        this.plan = plan;
        this.group = group;
        this.streams = streams;
        this.source = source;
        this.now = now;
    }

    /// The hazards, blocking ones first.
    static List<Hazard> check(
            RewindPlan plan, GroupInfo group, Map<String, StreamInfo> streams, StreamSource source, Instant now)
            throws SourceException {
        var preflight = new RewindPreflight(plan, group, streams, source, now);
        preflight.checkActive();
        preflight.checkBounds();
        preflight.checkSkips();
        preflight.checkRetention();
        preflight.checkEngines();
        preflight.checkNoPosition();
        preflight.checkAgain();
        preflight.hazards.sort((a, b) -> b.level().compareTo(a.level()));
        return List.copyOf(preflight.hazards);
    }

    private void checkActive() {
        if (group.isActive()) {
            hazards.add(Hazard.blocking("The group is active", activeWords(group)));
        }
    }

    /// Who is in an active group, and what to do.
    static String activeWords(GroupInfo group) {
        String members = group.members().isEmpty()
                ? "its members are sharing out their partitions now"
                : named(group.members().stream().map(Object::toString).toList());
        String lingering =
                group.summary().kind() == GroupKind.CLASSIC || group.summary().kind() == GroupKind.UNKNOWN
                        ? " One that was killed, or whose engine doesn't leave on closing (Kafka Streams), stays a member until its"
                                + " session times out, mostly 45 s."
                        : "";
        return "Its positions belong to its members: " + members + ". Stop them, and make the plan when they are gone."
                + lingering;
    }

    private static String named(List<String> names) {
        int more = names.size() - MOST_NAMED;
        return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private void checkBounds() {
        List<String> below = where(part -> part.after().isBefore(startOf(part)));
        if (!below.isEmpty()) {
            hazards.add(below(below));
        }
        List<String> beyond = where(part -> endOf(part).isBefore(part.after()));
        if (!beyond.isEmpty()) {
            hazards.add(Hazard.blocking(
                    "New position behind the log's end",
                    named(beyond)
                            + ": there is no such event yet. The consumer would go by its auto.offset.reset, which"
                            + " may read everything again. Set it to the end instead."));
        }
    }

    private static Hazard below(List<String> where) {
        return Hazard.blocking(
                "New position before the log's start",
                named(where) + ": that event is gone. The consumer would go by its auto.offset.reset, which may jump to"
                        + " the end and skip everything. Set it to the start instead.");
    }

    private Position startOf(Part part) {
        return info(part).map(PartitionInfo::start).orElse(part.log().from());
    }

    private Position endOf(Part part) {
        return info(part).map(PartitionInfo::end).orElse(part.log().to());
    }

    private Optional<PartitionInfo> info(Part part) {
        return Optional.ofNullable(streams.get(part.stream())).flatMap(stream -> stream.partition(part.partition()));
    }

    private List<String> where(Predicate<Part> broken) {
        return plan.parts().stream()
                .filter(broken)
                .map(part -> part.stream() + "/" + part.partition() + "@" + part.after())
                .toList();
    }

    private void checkSkips() {
        long skipped = plan.skipped();
        if (skipped > 0) {
            hazards.add(
                    Hazard.blocking(
                            "Events would be skipped unread",
                            count(skipped) + " in "
                                    + named(where(part -> part.move().skipped() > 0))
                                    + " lie between where the group stands and where it would go on: it would never read them."));
        }
    }

    /// Retention deletes by time, so what lies before a time that is not long before its limit will be gone soon.
    private void checkRetention() throws SourceException {
        for (StreamInfo stream : streams.values()) {
            Duration retention = stream.retention().orElse(null);
            List<Part> parts = plan.parts().stream()
                    .filter(part -> part.stream().equals(stream.stream().name()))
                    .filter(part -> part.after().isBefore(endOf(part)))
                    .toList();
            if (retention == null || parts.isEmpty()) {
                continue;
            }
            Duration margin = max(SHORTEST_MARGIN, min(LONGEST_MARGIN, retention.dividedBy(10)));
            long soonMillis = now.minus(retention).plus(margin).toEpochMilli();
            List<PartitionRef> partitions = parts.stream()
                    .map(part -> stream.stream().partition(part.partition()))
                    .toList();
            Map<PartitionRef, Position> soon = source.positionsAt(partitions, soonMillis);
            List<String> expiring = parts.stream()
                    .filter(part -> {
                        Position safe = soon.get(stream.stream().partition(part.partition()));
                        return safe != null && part.after().isBefore(safe);
                    })
                    .map(part -> part.stream() + "/" + part.partition() + "@" + part.after())
                    .toList();
            if (!expiring.isEmpty()) {
                hazards.add(Hazard.warning(
                        "Retention may take the new position soon",
                        named(expiring) + ": " + stream.stream() + " keeps events for " + words(retention)
                                + ", and these are within " + words(margin) + " of that. Start the group soon, or raise"
                                + " retention.ms first."));
            }
        }
    }

    private void checkEngines() throws SourceException {
        List<String> own = StreamsApplication.ownStreams(
                group, source.streams().stream().map(StreamSummary::name).toList());
        if (StreamsApplication.is(group, own)) {
            hazards.add(Hazard.warning(
                    "A Kafka Streams application keeps its state",
                    "This sets its input positions only. Its local stores"
                            + (own.isEmpty() ? "" : " and " + named(own))
                            + " stay as they are: what is read again is added to what was counted already. To have it right,"
                            + " go back to the start and clear the state as well (kafka-streams-application-reset.sh, then"
                            + " clean the state folder on every host)."));
        }
        hint().ifPresent(hazards::add);
    }

    /// Engines that have no members in their group can be told by custom only.
    private Optional<Hazard> hint() {
        String name = group.name().toLowerCase(Locale.ROOT);
        if (name.startsWith("spark-kafka-source-") || name.startsWith("spark-executor-")) {
            return Optional.of(Hazard.warning(
                    "Looks like a Spark query, by its name",
                    "Spark resumes from its own checkpoint only and never from its group: this would have no effect on it."
                            + " Reset its checkpoint instead."));
        }
        if (name.contains("flink") || name.startsWith("kafkasource-")) {
            return Optional.of(Hazard.warning(
                    "Looks like a Flink job, by its name",
                    "Flink keeps its positions in its own state; those of its group are for monitoring. This has an effect"
                            + " only if the job is started without a savepoint and from the group's offsets."));
        }
        if (name.startsWith("connect-")) {
            return Optional.of(Hazard.note(
                    "Looks like a sink of Kafka Connect, by its name",
                    "Stop the connector (not only pause it) for this, and look whether it keeps positions in its target"
                            + " as well."));
        }
        if (group.summary().protocol().isEmpty()) {
            return Optional.of(Hazard.warning(
                    "Nobody ever joined this group",
                    "Whoever commits for it takes partitions by itself and can't be seen as a member: a Flink job, a Spark"
                            + " query, a consumer that assigns. Make sure that it is stopped. Flink goes by its own state"
                            + " and Spark by its checkpoint, whatever stands here."));
        }
        return Optional.empty();
    }

    private void checkNoPosition() {
        List<String> without = where(part -> part.before().isEmpty());
        if (!without.isEmpty()) {
            hazards.add(Hazard.note(
                    "No position until now",
                    named(without)
                            + ": the group has none there, so nobody knows what it has read. Without this it would"
                            + " begin by its auto.offset.reset."));
        }
    }

    private void checkAgain() {
        long again = plan.again();
        if (again > 0) {
            hazards.add(Hazard.warning(
                    "Everything behind the point is read again",
                    count(again) + " of "
                            + RewindReport.partitions(plan.parts().stream()
                                    .map(Part::move)
                                    .filter(move -> move.again() > 0)
                                    .count())
                            + ", not only what was missed: a consumer that isn't idempotent counts them twice."
                            + " To bring back single events, replay them instead."));
        }
    }

    /// What is known without reading: positions are exact, and each holds one event at most.
    static String count(long positions) {
        return positions == 1
                ? "At most 1 event (1 position)"
                : String.format(Locale.ROOT, "At most %,d events (%,d positions)", positions, positions);
    }

    /// The hazards of going back to where the group stood before.
    ///
    /// @param moved where the group went on since
    /// @param beyond where it went beyond what was rewound
    /// @param lost where the position before is no longer in the log
    static List<Hazard> ofRollBack(
            GroupInfo group, Map<PartitionRef, GroupMove> moved, List<String> beyond, List<String> lost) {
        List<Hazard> hazards = new ArrayList<>();
        if (group.isActive()) {
            hazards.add(Hazard.blocking("The group is active", activeWords(group)));
        }
        if (!beyond.isEmpty()) {
            hazards.add(Hazard.blocking(
                    "The group went beyond what was rewound",
                    named(beyond) + ": going back to where it stood before would make it read events again that it has"
                            + " read since. Make a plan of its own for that."));
        }
        if (!lost.isEmpty()) {
            hazards.add(below(lost));
        }
        long again = moved.values().stream().mapToLong(GroupMove::again).sum();
        long skipped = moved.values().stream().mapToLong(GroupMove::skipped).sum();
        if (again + skipped > 0) {
            hazards.add(Hazard.note(
                    "What the roll-back leaves out, or repeats",
                    String.format(
                            Locale.ROOT,
                            "Of what the rewind would have had read again, %,d positions will not be; %,d will be read again.",
                            skipped,
                            again)));
        }
        return hazards;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static String words(Duration duration) {
        if (duration.toDays() > 1) {
            return duration.toDays() + " days";
        }
        return duration.toHours() > 1 ? duration.toHours() + " hours" : duration.toMinutes() + " min";
    }
}
