package dev.lacuna.ui.repair;

import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.rewind.EventCount;
import dev.lacuna.repair.rewind.PlannedRewind;
import dev.lacuna.repair.rewind.RewindReport;
import dev.lacuna.repair.rewind.RewindReport.Outcome;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the rewind dialog says, in sentences with counts.
final class RewindWords {

    private static final Texts TEXTS = Texts.of(RewindWords.class);

    private RewindWords() {}

    /// "the beginning of group skip in orders/1 at 7"
    static String findings(List<Finding> findings) {
        if (findings.size() == 1) {
            Finding one = findings.getFirst();
            return TEXTS.get(
                    "rewind.finding.one",
                    FindingStyle.kindName(one),
                    one.partition().toString(),
                    position(Optional.of(one.positions().from())));
        }
        return findings.isEmpty() ? "" : TEXTS.get("rewind.finding.many", Formats.number(findings.size()));
    }

    /// "2 partitions: 40 events are read again."
    static String effect(PlannedRewind planned) {
        return TEXTS.get(
                "rewind.effect", partitions(planned.plan().parts().size()), effect(planned.again(), planned.skipped()));
    }

    private static String effect(EventCount again, EventCount skipped) {
        String read = again.events() == 0 ? TEXTS.get("rewind.again.none") : TEXTS.get("rewind.again", events(again));
        return skipped.events() == 0 ? read : read + ", " + TEXTS.get("rewind.skipped", events(skipped));
    }

    private static String events(EventCount count) {
        return count.exact() ? events(count.events()) : TEXTS.get("rewind.at-most", events(count.events()));
    }

    private static String events(long count) {
        return count == 1 ? TEXTS.get("events.one") : TEXTS.get("events.many", Formats.number(count));
    }

    static String partitions(long count) {
        return count == 1 ? TEXTS.get("rewind.partitions.one") : TEXTS.get("rewind.partitions", Formats.number(count));
    }

    /// The button that writes.
    static String set(RewindPlan plan) {
        return TEXTS.get("rewind.set", plan.group(), partitions(plan.parts().size()));
    }

    static String position(Optional<Position> position) {
        return position.map(at -> at.isDense() ? Formats.number(at.asOffset()) : at.toString())
                .orElse(TEXTS.get("rewind.nowhere"));
    }

    static String outcome(Outcome outcome) {
        return TEXTS.get(
                "rewind.outcome." + outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /// What came of a run, as its head line.
    static String head(RewindReport report) {
        if (report.isNoOp()) {
            return TEXTS.get("rewind.head.nothing");
        }
        if (report.dryRun()) {
            return TEXTS.get("rewind.head.dry");
        }
        if (!report.isComplete()) {
            return TEXTS.get("rewind.head.part");
        }
        return TEXTS.get(report.rollBack() ? "rewind.head.back" : "rewind.head.set");
    }

    static String details(RewindReport report) {
        if (report.isNoOp()) {
            return report.summary();
        }
        long done = report.rows().stream()
                .filter(row -> row.outcome() == Outcome.SET || row.outcome() == Outcome.WOULD_SET)
                .count();
        String counted = TEXTS.get("rewind.effect", partitions(done), effect(report.again(), report.skipped()));
        if (report.dryRun()) {
            return TEXTS.get("rewind.dry", counted);
        }
        return TEXTS.get(report.rollBack() ? "rewind.done.back" : "rewind.done", report.group(), counted);
    }
}
