package dev.lacuna.detect.duplicate;

import static dev.lacuna.detect.Phrases.count;
import static dev.lacuna.detect.Phrases.number;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Producer;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns runs of duplicates into findings that people can read.
final class DuplicateTexts {

    private final PartitionContext context;
    private final long compared;
    private final long refused;
    private final Consumer<Finding> findings;

    /// @param compared ids of this partition
    /// @param refused of those of all partitions, how many were not kept to compare others with
    DuplicateTexts(PartitionContext context, long compared, long refused, Consumer<Finding> findings) {
        this.context = context;
        this.compared = compared;
        this.refused = refused;
        this.findings = findings;
    }

    /// @param example what is known of the run's first event besides
    void report(DuplicateGroup group, DuplicateRun run, Duplicate.@Nullable Example example) {
        Cause cause = group.cause();
        emit(
                cause == Cause.ID_REUSED ? Severity.MAJOR : Severity.MINOR,
                Verdict.ANOMALY,
                cause,
                run.positions(),
                run.time(),
                new Explanation(summary(group, run), explanation(group, run, example), suggestion(group)),
                facts(group, run, example),
                group.id());
    }

    void reportRefused(int mostIds) {
        emit(
                Severity.MINOR,
                Verdict.UNDECIDED,
                Cause.NOT_EVALUATED,
                context.scanned(),
                new TimeSpan(0, 0),
                new Explanation(
                        "ids that were not compared",
                        "More than " + number(mostIds) + " ids were seen, and those that did not fit in memory could "
                                + "not be put aside: " + count(refused, "id")
                                + " of this scan were not kept, so later duplicates of those were not noticed. What is "
                                + "listed besides is true.",
                        "Make room on the disk that holds the system's temporary files, or scan a shorter range or "
                                + "fewer partitions."),
                Evidence.of("ids_not_compared", refused)
                        .with("most_ids", mostIds)
                        .build(),
                "refused");
    }

    private Evidence facts(DuplicateGroup group, DuplicateRun run, Duplicate.@Nullable Example example) {
        Duplicate first = run.first();
        Evidence.Builder facts = Evidence.of("duplicates", run.count());
        if (example != null) {
            facts.with("id", example.id());
        }
        Phrases.position(facts, "first_offset", first.seen().place());
        if (group.across()) {
            facts.with("original_partition", first.original().partition());
        }
        Phrases.position(facts, "original_offset", first.original().place());
        if (group.across()) {
            facts.with("original_partitions", partitions(run));
        } else {
            Phrases.position(facts, "originals_from", run.lowestOriginal());
            Phrases.position(facts, "originals_to", run.highestOriginal());
        }
        if (example != null && example.plan() != null) {
            facts.with("plan", example.plan());
        }
        Producer producer = example == null ? null : example.producer();
        if (producer != null) {
            facts.with("producer_id", producer.id()).with("producer_epoch", producer.epoch());
        }
        return facts.with("compared_ids", compared).build();
    }

    private static String partitions(DuplicateRun run) {
        return run.originalPartitions().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String summary(DuplicateGroup group, DuplicateRun run) {
        if (group.cause() == Cause.ID_REUSED) {
            return count(run.count(), "event") + " with an id that another event has";
        }
        return count(run.count(), "duplicate") + (group.across() ? " of events in other partitions" : "");
    }

    private String explanation(DuplicateGroup group, DuplicateRun run, Duplicate.@Nullable Example example) {
        Duplicate first = run.first();
        String partition = group.across()
                ? " of partition "
                        + context.partition().stream()
                                .partition(first.original().partition())
                : "";
        return "Between position " + first.seen().place() + " and " + run.last().place() + " of partition "
                + context.partition() + " stand " + count(run.count(), "event") + " whose id was seen before. The "
                + "first, at position " + first.seen().place() + ", has the id "
                + (example == null ? "" : example.id() + " ") + "that stands at position "
                + first.original().place() + partition
                + " already. " + why(group)
                + (refused > 0
                        ? " Not all ids of the scan could be compared."
                        : " All ids of the scan were compared with each other, exactly.");
    }

    private static String why(DuplicateGroup group) {
        switch (group.cause()) {
            case PRODUCER_RESEND:
                return "Key and value are the same, and so are producer and producer sequence: "
                        + "it is one batch that was written again.";
            case REPLAYED_TWICE:
                return "Key and value are the same, and the event was written by a replay: it stood here already.";
            case ID_REUSED:
                return "But key or value differ: it is no copy, so either the id is not unique, "
                        + "or an event was changed and sent again.";
            default:
                return group.across()
                        ? "Key and value are the same: the event was sent again, and not by its key, or after the "
                                + "number of partitions was changed."
                        : "Key and value are the same, and nothing in the log ties the two writes together: "
                                + "the application, or a producer without idempotence, sent the event again.";
        }
    }

    private static String suggestion(DuplicateGroup group) {
        switch (group.cause()) {
            case PRODUCER_RESEND:
                return "Check that consumers tolerate the repetition; check enable.idempotence at the producer.";
            case REPLAYED_TWICE:
                return "Check that consumers tolerate the repetition, and which plan wrote it, before replaying "
                        + "more.";
            case ID_REUSED:
                return "Compare the two events and decide which one holds; check that the chosen id is meant to "
                        + "be unique.";
            default:
                return group.across()
                        ? "Check that consumers count these events once, also where different consumers read the two "
                                + "partitions; check that the chosen id is meant to be unique over all partitions."
                        : "Check that consumers count these events once; look for restarts and retries of the "
                                + "application at that time.";
        }
    }

    private void emit(
            Severity severity,
            Verdict verdict,
            Cause cause,
            PositionRange positions,
            TimeSpan time,
            Explanation text,
            Evidence evidence,
            String discriminator) {
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.DUPLICATE,
                severity,
                verdict,
                cause,
                positions,
                OptionalLong.empty(),
                Basis.NONE,
                time,
                text,
                evidence,
                discriminator));
    }
}
