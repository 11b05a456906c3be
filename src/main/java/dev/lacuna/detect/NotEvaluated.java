package dev.lacuna.detect;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;

/// The finding that a rule failed, so that it can't pass for one that found nothing wrong.
final class NotEvaluated {

    private NotEvaluated() {}

    /// @param at where it failed
    static Finding of(FindingKind kind, PartitionContext context, Position at, TimeSpan time, Exception failure) {
        // the exception's message may quote a payload, so only its type and place are told
        StackTraceElement[] trace = failure.getStackTrace();
        String place = trace.length == 0 ? "unknown" : trace[0].toString();
        return Finding.of(
                context.partition(),
                FindingKind.NOT_EVALUATED,
                Severity.INFO,
                Verdict.UNDECIDED,
                Cause.NOT_EVALUATED,
                context.scanned(),
                OptionalLong.empty(),
                Basis.NONE,
                time,
                new Explanation(
                        "rule " + kind.id() + " could not be evaluated",
                        "The rule " + kind.id() + " failed at position " + at + " of partition " + context.partition()
                                + " with " + failure.getClass().getSimpleName()
                                + ". The scan and the other rules went on; what this rule had found before stays true, "
                                + "but it saw nothing from there on.",
                        "Report this as a bug of the program, with the evidence below; judge this partition by the "
                                + "other rules until then."),
                Evidence.of("rule", kind.id())
                        .with("failed_at", at.toString())
                        .with("failure", failure.getClass().getName())
                        .with("failure_place", place)
                        .build(),
                kind.id());
    }
}
