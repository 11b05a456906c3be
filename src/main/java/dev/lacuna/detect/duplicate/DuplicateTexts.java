package dev.lacuna.detect.duplicate;

import static dev.lacuna.detect.Phrases.count;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Turns runs of duplicates into findings that people can read.
final class DuplicateTexts {

    private final PartitionContext context;
    private final int windowSize;
    private final Consumer<Finding> findings;

    DuplicateTexts(PartitionContext context, int windowSize, Consumer<Finding> findings) {
        this.context = context;
        this.windowSize = windowSize;
        this.findings = findings;
    }

    void report(Cause cause, DuplicateRun run) {
        Evidence.Builder facts = Evidence.of("duplicates", run.count()).with("id", run.id());
        Phrases.position(facts, "first_offset", run.first());
        Phrases.position(facts, "original_offset", run.firstOriginal());
        Phrases.position(facts, "originals_from", run.lowestOriginal());
        Phrases.position(facts, "originals_to", run.highestOriginal());
        if (run.plan() != null) {
            facts.with("plan", run.plan());
        }
        facts.with("window_ids", windowSize);
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.DUPLICATE,
                cause == Cause.ID_REUSED ? Severity.MAJOR : Severity.MINOR,
                Verdict.ANOMALY,
                cause,
                run.positions(),
                OptionalLong.empty(),
                Basis.NONE,
                run.time(),
                new Explanation(summary(cause, run), explanation(cause, run), suggestion(cause)),
                facts.build(),
                cause.id()));
    }

    private static String summary(Cause cause, DuplicateRun run) {
        return cause == Cause.ID_REUSED
                ? count(run.count(), "event") + " with an id that another event has"
                : count(run.count(), "duplicate");
    }

    private String explanation(Cause cause, DuplicateRun run) {
        return "Between position " + run.first() + " and " + run.last() + " of partition " + context.partition()
                + " stand " + count(run.count(), "event") + ", among " + count(run.spanned(), "event")
                + ", whose id was seen before. The first, at position " + run.first() + ", has the id " + run.id()
                + " that stands at position " + run.firstOriginal() + " already. " + why(cause)
                + " Ids are compared with the last " + Phrases.number(windowSize)
                + " different ids of the same partition, exactly.";
    }

    private static String why(Cause cause) {
        switch (cause) {
            case PRODUCER_RESEND:
                return "Key and value are the same, and so are producer and producer sequence: "
                        + "it is one batch that was written again.";
            case REPLAYED_TWICE:
                return "Key and value are the same, and the event was written by a replay: it stood here already.";
            case ID_REUSED:
                return "But key or value differ: it is no copy, so either the id is not unique, "
                        + "or an event was changed and sent again.";
            default:
                return "Key and value are the same, and nothing in the log ties the two writes together: "
                        + "the application, or a producer without idempotence, sent the event again.";
        }
    }

    private static String suggestion(Cause cause) {
        switch (cause) {
            case PRODUCER_RESEND:
                return "Check that consumers tolerate the repetition; check enable.idempotence at the producer.";
            case REPLAYED_TWICE:
                return "Check that consumers tolerate the repetition, and which plan wrote it, before replaying "
                        + "more.";
            case ID_REUSED:
                return "Compare the two events and decide which one holds; check that the chosen id is meant to "
                        + "be unique.";
            default:
                return "Check that consumers count these events once; look for restarts and retries of the "
                        + "application at that time.";
        }
    }
}
