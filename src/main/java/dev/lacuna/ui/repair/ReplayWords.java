package dev.lacuna.ui.repair;

import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.Edit;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.repair.replay.ReplayCheckResult;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the replay dialog says, in sentences with exact counts.
final class ReplayWords {

    private static final Texts TEXTS = Texts.of(ReplayWords.class);

    private static final int MOST_REFUSALS = 5;

    private ReplayWords() {}

    /// "173 events"
    static String events(long count) {
        return count == 1 ? TEXTS.get("events.one") : TEXTS.get("events.many", Formats.number(count));
    }

    static String title(ReplayPlan plan) {
        return TEXTS.get("title", events(plan.events()), plan.to().stream());
    }

    static String made(ReplayPlan plan, Formats formats) {
        return TEXTS.get("made", plan.id(), formats.dateTime(plan.created().toEpochMilli()), formats.zoneName());
    }

    /// "173 events, 48.2 KB, from 1 partition"
    static String amount(ReplayPlan plan) {
        long partitions =
                plan.parts().stream().mapToInt(Part::partition).distinct().count();
        String from = partitions == 1
                ? TEXTS.get(
                        "amount.partition",
                        Integer.toString(plan.parts().getFirst().partition()))
                : TEXTS.get("amount.partitions", Formats.number(partitions));
        return TEXTS.get("amount", events(plan.events()), Formats.size(plan.bytes()), from);
    }

    static String closes(ReplayPlan plan) {
        int count = plan.repairs().size();
        return count == 0 ? "" : count == 1 ? TEXTS.get("closes.one") : TEXTS.get("closes.many", count);
    }

    /// "41 200 … 41 379"
    static String positions(Part part) {
        if (!part.positions().from().isDense()) {
            return part.positions().toString();
        }
        return TEXTS.get(
                "range",
                Formats.number(part.positions().from().asOffset()),
                Formats.number(part.positions().to().asOffset() - 1));
    }

    /// Which numbers are taken of a part; all when empty.
    static String only(Part part) {
        if (!part.picked().isEmpty()) {
            return part.picked().size() == 1
                    ? TEXTS.get("only.place")
                    : TEXTS.get("only.places", Formats.number(part.picked().size()));
        }
        if (part.only().isEmpty()) {
            return TEXTS.get("only.all");
        }
        SequenceRange first = part.only().getFirst();
        String numbers = first.count() == 1
                ? Formats.number(first.first())
                : TEXTS.get("range", Formats.number(first.first()), Formats.number(first.last()));
        return part.only().size() == 1
                ? TEXTS.get("only", numbers)
                : TEXTS.get("only.more", numbers, part.only().size() - 1);
    }

    static String target(Part part) {
        return switch (part.targetPartition()) {
            case Part.BY_KEY -> TEXTS.get("target.key");
            case Part.BY_HEADER -> TEXTS.get("target.header");
            default -> TEXTS.get("target.partition", Integer.toString(part.targetPartition()));
        };
    }

    /// Which events of the parts are meant, and how copies differ; empty for all of them, as they are.
    static List<String> choices(ReplayPlan plan) {
        List<String> lines = new ArrayList<>();
        plan.choice()
                .time()
                .ifPresent(time -> lines.add(TEXTS.get(
                        "choice.time", time.from().toString(), time.to().toString())));
        plan.choice().filter().ifPresent(filter -> lines.add(TEXTS.get("choice.filter", filter)));
        plan.choice().notHeldBy().ifPresent(extractor -> lines.add(TEXTS.get("choice.held", extractor)));
        String marks = plan.form().edits().stream()
                .map(Edit::mark)
                .filter(mark -> !mark.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        if (!marks.isEmpty()) {
            lines.add(TEXTS.get("choice.edits", marks));
        }
        return lines;
    }

    /// The events that the target refused, one line each.
    static List<String> refusals(ReplayReport report) {
        return report.refusals().stream()
                .limit(MOST_REFUSALS)
                .map(refusal -> TEXTS.get("refused", refusal.event(), refusal.reason()))
                .toList();
    }

    /// "36 of 58 events · 62 %"
    static String progress(ProgressSnapshot progress) {
        if (progress.unit().isEmpty()) {
            return TEXTS.get("progress.starting");
        }
        if (progress.total() < 0) {
            return TEXTS.get("progress.open", Formats.number(progress.done()), progress.unit());
        }
        return TEXTS.get(
                "progress",
                Formats.number(progress.done()),
                Formats.number(progress.total()),
                progress.unit(),
                Formats.percent(progress.fraction()));
    }

    static String dryRun(ReplayReport report) {
        if (report.isNoOp()) {
            return TEXTS.get("dry.nothing", events(report.planned()));
        }
        String there = report.alreadyThere() == 0 ? "" : " " + TEXTS.get("dry.there", events(report.alreadyThere()));
        return TEXTS.get("dry.would", events(report.written()), Formats.number(report.planned())) + there;
    }

    static String copied(ReplayReport report, String target) {
        if (report.isNoOp()) {
            return TEXTS.get("copied.nothing", events(report.planned()), target);
        }
        String there = report.alreadyThere() == 0 ? "" : " " + TEXTS.get("copied.there", events(report.alreadyThere()));
        String copied = TEXTS.get("copied", Formats.number(report.written()), events(report.planned()), target) + there;
        if (report.isComplete()) {
            return copied;
        }
        long left = report.planned() - report.written() - report.alreadyThere() - report.setAside();
        String why = report.stop().map(stop -> " " + stop.message()).orElse("");
        String aside = report.setAside() == 0 ? "" : " " + TEXTS.get("copied.aside", events(report.setAside()));
        String rest = left == 0 ? "" : " " + TEXTS.get("copied.left", events(left));
        return copied + aside + rest + why;
    }

    /// "173 of 173 events stand in orders once, unaltered."
    static String verified(Verification verification) {
        ReplayCheckResult copies = verification.copies();
        return TEXTS.get(
                copies.gone() == 0 ? "verified" : "verified.counted",
                Formats.number(copies.found()),
                events(copies.planned()),
                verification.plan().to().stream());
    }

    static String closed(Verification verification) {
        int count = verification.closed().size();
        return count == 0 ? "" : count == 1 ? TEXTS.get("verified.closed.one") : TEXTS.get("verified.closed", count);
    }

    /// Everything that is not as it should be; empty when all is.
    static List<String> troubles(Verification verification) {
        ReplayCheckResult copies = verification.copies();
        List<String> troubles = new ArrayList<>();
        if (copies.expected() + copies.gone() != copies.planned()) {
            troubles.add(TEXTS.get("trouble.expected", Formats.number(copies.expected()), events(copies.planned())));
        }
        add(troubles, "trouble.missing", copies.missing());
        add(troubles, "trouble.doubled", copies.doubled());
        add(troubles, "trouble.altered", copies.altered());
        add(troubles, "trouble.strays", copies.strays());
        for (var open : verification.open()) {
            troubles.add(TEXTS.get(
                    "trouble.open",
                    open.explanation().summary(),
                    open.partition().toString()));
        }
        Scan rescan = verification.rescan();
        if (rescan != null && !rescan.isComplete()) {
            troubles.add(TEXTS.get("trouble.rescan"));
        }
        return troubles;
    }

    private static void add(List<String> troubles, String key, long count) {
        if (count > 0) {
            troubles.add(TEXTS.get(key, events(count)));
        }
    }

    static String problem(ReplayProblem problem, boolean written) {
        String step = problem.during().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        String what = TEXTS.get((problem.cancelled() ? "cancelled." : "failed.") + step);
        String why = problem.cancelled() || problem.reason().isBlank() ? "" : " " + problem.reason();
        String changed = !written
                ? ""
                : " "
                        + (problem.done() == 0
                                ? TEXTS.get("written.none")
                                : TEXTS.get("written", events(problem.done())));
        return what + why + changed;
    }
}
