package dev.lacuna.cli;

import dev.lacuna.detect.Phrases;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.Edit;
import dev.lacuna.model.Event;
import dev.lacuna.model.Finding;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.replay.ReplayCheckResult;
import dev.lacuna.repair.replay.ReplayReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Prints plans and what became of them.
final class RepairOutput {

    private RepairOutput() {}

    static void print(ReplayPlan plan, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "Plan %s: %s, %s, from %s to %s.%n",
                plan.id(),
                Phrases.count(plan.events(), "event"),
                Phrases.count(plan.bytes(), "byte"),
                plan.from().stream(),
                plan.to().stream());
        var table = new TextTable("FROM PARTITION", "POSITIONS", "SEQUENCES", "EVENTS", "TO PARTITION");
        for (ReplayPlan.Part part : plan.parts()) {
            String only = part.only().isEmpty()
                    ? "all"
                    : part.only().size() == 1
                            ? part.only().getFirst().first() + "-"
                                    + part.only().getFirst().last()
                            : part.only().size() + " ranges";
            table.row(
                    Integer.toString(part.partition()),
                    part.positions().toString(),
                    part.picked().isEmpty() ? only : picked(part.picked().size()),
                    Phrases.number(part.events()),
                    switch (part.targetPartition()) {
                        case ReplayPlan.Part.BY_KEY -> "by key";
                        case ReplayPlan.Part.BY_HEADER -> "by header";
                        default -> Integer.toString(part.targetPartition());
                    });
        }
        table.print(out);
        choices(plan).forEach(out::println);
        plan.notes().forEach(note -> out.println("Note: " + note));
        out.flush();
    }

    private static String picked(int places) {
        return places == 1 ? "1 place" : places + " places";
    }

    private static List<String> choices(ReplayPlan plan) {
        List<String> lines = new ArrayList<>();
        plan.choice().time().ifPresent(time -> lines.add("Only from " + time.from() + " to " + time.to() + "."));
        plan.choice().filter().ifPresent(filter -> lines.add("Only where " + filter + "."));
        plan.choice()
                .notHeldBy()
                .ifPresent(extractor -> lines.add("Only what the target doesn't hold, by " + extractor + "."));
        List<Edit> edits = plan.form().edits();
        if (edits.stream().anyMatch(edit -> !edit.mark().isEmpty())) {
            lines.add("Copies are edited, and say so in " + Event.EDITED_HEADER + ": "
                    + edits.stream()
                            .map(Edit::mark)
                            .filter(mark -> !mark.isEmpty())
                            .distinct()
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return lines;
    }

    static void print(ReplayReport report, PrintWriter out) {
        out.println(report.summary());
        var table = new TextTable("PARTITION", "PLANNED", report.dryRun() ? "WOULD COPY" : "COPIED", "THERE ALREADY");
        for (ReplayReport.Part part : report.parts()) {
            table.row(
                    Integer.toString(part.partition()),
                    Phrases.number(part.planned()),
                    Phrases.number(part.written()),
                    Phrases.number(part.alreadyThere()));
        }
        table.print(out);
        report.refusals().forEach(refusal -> out.println("Set aside: " + refusal.event() + ". " + refusal.reason()));
        if (report.setAside() > report.refusals().size()) {
            out.println("And " + (report.setAside() - report.refusals().size()) + " more.");
        }
        report.notes().forEach(note -> out.println("Note: " + note));
        out.flush();
    }

    static void printHazards(ReplayReport report, PrintWriter err) {
        for (Hazard hazard : report.hazards()) {
            err.println(hazard.level().name().toLowerCase(Locale.ROOT) + ": " + hazard.title() + ". "
                    + hazard.explanation());
        }
        err.flush();
    }

    /// Where the copies stand, and what can be done about them if they turn out to be unwanted.
    private static void printPlaces(Verification seen, PrintWriter out) {
        if (seen.copies().places().isEmpty()) {
            return;
        }
        var table = new TextTable("TO PARTITION", "FIRST", "LAST", "COPIES");
        for (ReplayCheckResult.Place place : seen.copies().places()) {
            table.row(
                    Integer.toString(place.partition()),
                    place.first().toString(),
                    place.last().toString(),
                    Phrases.number(place.copies()));
        }
        table.print(out);
        out.println("What is copied can't be taken back: a log has no way to remove single events. Whoever reads it can"
                + " pass over events whose header " + Event.PLAN_HEADER + " is "
                + seen.plan().id() + ".");
    }

    static void print(Verification seen, PrintWriter out) {
        ReplayCheckResult copies = seen.copies();
        out.println(copies.summary());
        for (ReplayCheckResult.Example example : copies.examples()) {
            out.println("  " + example.trouble().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": "
                    + example.origin() + (example.copy().isEmpty() ? "" : " copied to " + example.copy()));
        }
        copies.notes().forEach(note -> out.println("Note: " + note));
        printPlaces(seen, out);
        seen.plan().repairs().stream()
                .filter(repaired -> seen.closed().contains(repaired.id()))
                .forEach(repaired -> out.println("Closed: finding " + repaired.id() + " ("
                        + repaired.kind().id() + ", partition " + repaired.partition()
                        + "): the re-scan sees nothing missing any more."));
        for (Finding finding : seen.open()) {
            out.println("Still open: " + finding.id() + " in " + finding.partition() + ": "
                    + finding.explanation().summary() + ".");
        }
        out.println(seen.isVerified() ? "VERIFIED" : seen.isRightAsFarAsKept() ? "VERIFIED IN PART" : "NOT VERIFIED");
        out.flush();
    }
}
