package dev.lacuna.repair.replay;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Event;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.repair.Hazard;
import dev.lacuna.source.GroupStand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Finds the hazards of a replay in what is known of both streams and of the events.
public final class Preflight {

    /// What our two headers and a batch of one add to an event, at most.
    private static final int OVERHEAD_BYTES = 512;

    private static final int MOST_GROUPS_NAMED = 8;

    private final ReplayPlan plan;
    private final StreamInfo from;
    private final StreamInfo to;
    private final SelectionFacts facts;
    private final TargetTerms terms;
    private final Instant now;
    private final List<Hazard> hazards = new ArrayList<>();

    private Preflight(
            ReplayPlan plan, StreamInfo from, StreamInfo to, SelectionFacts facts, TargetTerms terms, Instant now) {
        this.plan = plan;
        this.from = from;
        this.to = to;
        this.facts = facts;
        this.terms = terms;
        this.now = now;
    }

    /// The hazards, blocking ones first.
    static List<Hazard> check(
            ReplayPlan plan, StreamInfo from, StreamInfo to, SelectionFacts facts, TargetTerms terms, Instant now) {
        var preflight = new Preflight(plan, from, to, facts, terms, now);
        preflight.checkAll();
        preflight.hazards.sort((a, b) -> b.level().compareTo(a.level()));
        return List.copyOf(preflight.hazards);
    }

    private void checkAll() {
        checkSettings();
        checkCompaction();
        checkRetention();
        checkTimestamps();
        checkSize();
        checkPartitions();
        checkLoop();
        checkReplayed();
        checkForm();
        checkRights();
        checkQuota();
        checkReaders();
    }

    /// What is not known of a target can't be told to be harmless.
    private void checkSettings() {
        if (to.unread().isEmpty()) {
            return;
        }
        String explanation = to.unread() + " So whether " + to.stream()
                + " is compacted, expires old events or refuses their timestamps or sizes is not known.";
        hazards.add(
                facts.keyed() > 0
                        ? Hazard.blocking(
                                "The target's settings are not known",
                                explanation + " If it is compacted, " + copies(facts.keyed())
                                        + " with a key would become the newest of their key. Grant the right, or agree"
                                        + " if somebody knows the settings.")
                        : Hazard.warning(
                                "The target's settings are not known", explanation + " Grant the right, or ask."));
    }

    private void checkCompaction() {
        if (to.compacted() && facts.keyed() > 0) {
            hazards.add(Hazard.blocking(
                    "Old events on a compacted stream",
                    to.stream() + " is compacted: " + copies(facts.keyed())
                            + " with a key would become the newest of their key, and the cleaner would remove what"
                            + " is newer now. Replay to a stream of its own, or agree if the copies are to win."));
        }
        long keyless = facts.events() - facts.keyed();
        if (to.compacted() && keyless > 0) {
            hazards.add(Hazard.blocking(
                    "Events without a key on a compacted stream",
                    to.stream() + " is compacted and refuses events without a key, and " + keyless
                            + " of the events " + (keyless == 1 ? "has" : "have")
                            + " none: the run would end at the first of them. Leave them out with a"
                            + " filter, or replay to another stream."));
        }
    }

    private void checkRetention() {
        checkRetainedBytes();
        Duration retention = to.retention().orElse(null);
        if (retention == null || to.timestamps() == TimestampKind.APPEND || facts.newestMillis() < 0) {
            return;
        }
        long oldestKept = now.minus(retention).toEpochMilli();
        if (facts.oldestMillis() < oldestKept) {
            hazards.add(Hazard.blocking(
                    "Copies would expire early",
                    to.stream() + " keeps events for " + words(retention) + ", and the oldest copy is from "
                            + Instant.ofEpochMilli(facts.oldestMillis())
                            + ": retention goes by that time and may remove copies within minutes, unread. Raise"
                            + " retention.ms of the target first."));
        }
    }

    /// How much of that a partition already holds, and how well it compresses, is not known: what is told is
    /// certain only of copies that all go to one partition.
    private void checkRetainedBytes() {
        OptionalLong most = setting("retention.bytes");
        String policy = to.config().getOrDefault("cleanup.policy", "delete");
        if (most.isPresent() && policy.contains("delete") && facts.bytes() > most.getAsLong()) {
            long partitions = plan.parts().stream().anyMatch(part -> part.targetPartition() < 0)
                    ? to.partitions().size()
                    : plan.parts().stream()
                            .map(Part::targetPartition)
                            .distinct()
                            .count();
            String explanation = to.stream() + " keeps at most " + most.getAsLong()
                    + " bytes of a partition (retention.bytes), and the copies have " + facts.bytes() + " bytes, in "
                    + (partitions == 1 ? "one partition" : "up to " + partitions + " partitions")
                    + ": the first of them may be removed before they are read, and what stands there now goes before"
                    + " them. Raise retention.bytes of the target first.";
            boolean certain = facts.bytes() / partitions > most.getAsLong();
            hazards.add(
                    certain
                            ? Hazard.blocking("Copies would expire early", explanation)
                            : Hazard.warning("Copies may expire early", explanation));
        }
    }

    private void checkTimestamps() {
        if (to.timestamps() == TimestampKind.APPEND) {
            hazards.add(Hazard.note(
                    "Timestamps will be new",
                    to.stream() + " sets timestamps itself, on arrival: the copies will not keep theirs."));
            return;
        }
        if (facts.timeless() > 0) {
            hazards.add(Hazard.note(
                    "Copies of events without a timestamp get one",
                    facts.timeless() + (facts.timeless() == 1 ? " of the events has" : " of the events have")
                            + " no timestamp, which a producer can't write: their copies get the time of writing."
                            + " --set-time gives all copies another."));
        }
        checkOldest("message.timestamp.before.max.ms");
        checkNewest("message.timestamp.after.max.ms");
        // one limit for both directions, before Kafka 4.0
        checkOldest("message.timestamp.difference.max.ms");
        checkNewest("message.timestamp.difference.max.ms");
    }

    private void checkOldest(String limit) {
        OptionalLong before = setting(limit);
        if (before.isPresent() && now.toEpochMilli() - facts.oldestMillis() > before.getAsLong()) {
            hazards.add(Hazard.blocking(
                    "Timestamps too old for the target",
                    to.stream() + " refuses timestamps older than " + words(Duration.ofMillis(before.getAsLong()))
                            + " (" + limit + "); the oldest event is from "
                            + Instant.ofEpochMilli(facts.oldestMillis()) + "."));
        }
    }

    private void checkNewest(String limit) {
        OptionalLong after = setting(limit);
        if (after.isPresent() && facts.newestMillis() - now.toEpochMilli() > after.getAsLong()) {
            hazards.add(Hazard.blocking(
                    "Timestamps in the future",
                    to.stream() + " refuses timestamps more than " + words(Duration.ofMillis(after.getAsLong()))
                            + " ahead (" + limit + "); the newest event is from "
                            + Instant.ofEpochMilli(facts.newestMillis()) + "."));
        }
    }

    private OptionalLong setting(String name) {
        String value = to.config().get(name);
        if (value == null || !value.matches("\\d{1,19}")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // beyond 64 bits: no limit
        }
    }

    private void checkSize() {
        OptionalLong max = setting("max.message.bytes");
        if (max.isPresent() && facts.largestBytes() + OVERHEAD_BYTES > max.getAsLong()) {
            hazards.add(Hazard.blocking(
                    "Event too large for the target",
                    "The largest event has " + facts.largestBytes() + " bytes, with its new headers up to "
                            + OVERHEAD_BYTES + " more, and " + to.stream() + " takes batches of at most "
                            + max.getAsLong()
                            + " bytes, compressed (max.message.bytes): it may be refused, and would be"
                            + " set aside. Raise that first, or rehearse to see."));
        }
    }

    private void checkPartitions() {
        int sourceCount = from.partitionCount();
        int targetCount = to.partitions().size();
        boolean told = plan.parts().stream().allMatch(part -> part.targetPartition() == Part.BY_HEADER);
        if (sourceCount != targetCount && !told) {
            hazards.add(Hazard.warning(
                    "Partition counts differ",
                    from.stream() + " has " + Phrases.count(sourceCount, "partition") + " and " + to.stream() + " has "
                            + targetCount
                            + ": keys stand in other partitions, and order holds only within one source partition."));
        }
    }

    private void checkLoop() {
        if (!plan.from().sourceId().equals(plan.to().sourceId())
                || !plan.from().streamId().equals(plan.to().streamId())
                || !plan.from().stream().equals(plan.to().stream())) {
            return;
        }
        hazards.add(Hazard.warning(
                "Target is the source",
                "The copies go back to " + to.stream()
                        + ": whoever reads it will see these events a second time, behind all others."));
        for (Part part : plan.parts()) {
            Position end = plan.targetEnds().get(part.partition());
            if (end != null && end.isBefore(part.positions().to())) {
                hazards.add(Hazard.blocking(
                        "The replay would feed itself",
                        "The range " + part.partition() + "@" + part.positions() + " reaches behind " + end
                                + ", where the copies will stand."));
            }
        }
    }

    private void checkReplayed() {
        if (facts.replayed() > 0) {
            hazards.add(Hazard.warning(
                    "Copies of copies",
                    facts.replayed() + " of the events " + (facts.replayed() == 1 ? "was" : "were")
                            + " written by a replay before (by the lacuna headers): copies keep those headers and get"
                            + " new ones behind them. Check that this is no loop."));
        }
    }

    private void checkForm() {
        if (facts.stripped() > 0) {
            hazards.add(Hazard.note(
                    "Headers are left out",
                    copies(facts.stripped()) + (facts.stripped() == 1 ? " lacks" : " lack")
                            + " headers that the original has, as the plan says: those of tracers and"
                            + " replicators, unless it names others. A copy that carried them would be passed over by a"
                            + " replicator or counted into an old trace."));
        }
        if (facts.edited() > 0) {
            hazards.add(Hazard.warning(
                    "Copies are edited",
                    copies(facts.edited()) + (facts.edited() == 1 ? " differs" : " differ")
                            + " from the original, as the plan says. Each says in "
                            + Event.EDITED_HEADER + " what of it was changed."));
        }
    }

    private void checkRights() {
        List<String> missing = terms.writing().missing();
        if (!missing.isEmpty()) {
            hazards.add(Hazard.blocking(
                    "No right to write",
                    "Whoever is connected can't replay to " + to.stream() + ". Missing: " + String.join(", ", missing)
                            + "."));
        } else if (terms.writing().areDenied()) {
            hazards.add(Hazard.blocking(
                    "No right to write",
                    "Whoever is connected may not write to " + to.stream()
                            + ". Ask for the right WRITE on it, and on the" + " transactional id lacuna-" + plan.id()
                            + "."));
        }
    }

    private void checkQuota() {
        if (terms.writing().bytesPerSecond().isEmpty()) {
            return;
        }
        double rate = terms.writing().bytesPerSecond().getAsDouble();
        long seconds = (long) Math.ceil(facts.bytes() / rate);
        hazards.add(Hazard.note(
                "A quota holds writers back",
                "The brokers let a writer write " + Math.round(rate) + " bytes a second: " + facts.bytes()
                        + " bytes take " + (seconds <= 1 ? "a second" : words(Duration.ofSeconds(seconds)))
                        + " at least. Others with the same quota share it; --rate and --byte-rate leave them room."));
    }

    private void checkReaders() {
        List<GroupStand> readers = terms.groups().stands();
        if (!readers.isEmpty()) {
            String named = readers.stream()
                    .limit(MOST_GROUPS_NAMED)
                    .map(Preflight::words)
                    .collect(Collectors.joining("; "));
            String more =
                    readers.size() > MOST_GROUPS_NAMED ? "; and " + (readers.size() - MOST_GROUPS_NAMED) + " more" : "";
            hazards.add(Hazard.warning(
                    "Consumers will see the copies",
                    (readers.size() == 1 ? "One consumer group reads " : readers.size() + " consumer groups read ")
                            + to.stream() + ": " + named + more
                            + ". Whoever counts, pays or sends by these events must bear them late, and know them again by"
                            + " their id."));
        }
        if (!terms.groups().complete()) {
            hazards.add(Hazard.note(
                    "Readers are not all known",
                    "Not all consumer groups could be asked for: more may read " + to.stream()
                            + " than is told here."));
        }
    }

    private static String words(GroupStand stand) {
        int members = stand.group().members().size();
        String state = stand.group().isActive()
                ? members == 1 ? "active, 1 member" : "active, " + members + " members"
                : "not active";
        String where = stand.positions().isEmpty()
                ? "nothing committed"
                : stand.lag() == 0 ? "at the end" : "up to " + stand.lag() + " behind";
        return stand.group().name() + " (" + state + ", " + where + ")";
    }

    private static String copies(long count) {
        return count == 1 ? "1 copy" : count + " copies";
    }

    private static String words(Duration duration) {
        if (duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))) {
            return duration.toDays() + (duration.toDays() == 1 ? " day" : " days");
        }
        if (duration.toHours() > 0 && duration.equals(Duration.ofHours(duration.toHours()))) {
            return duration.toHours() + (duration.toHours() == 1 ? " hour" : " hours");
        }
        if (duration.toMinutes() > 0 && duration.equals(Duration.ofMinutes(duration.toMinutes()))) {
            return duration.toMinutes() + (duration.toMinutes() == 1 ? " minute" : " minutes");
        }
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
