package dev.lacuna.cli;

import dev.lacuna.investigation.Verification;
import dev.lacuna.model.Finding;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.replay.ReplayCheckResult;
import dev.lacuna.repair.replay.ReplayReport;
import java.io.PrintWriter;
import java.util.Locale;

/// Prints plans and what became of them.
final class RepairOutput {

    private RepairOutput() {}

    static void print(ReplayPlan plan, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "Plan %s: %,d events, %,d bytes, from %s to %s.%n",
                plan.id(),
                plan.events(),
                plan.bytes(),
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
                    only,
                    Long.toString(part.events()),
                    part.targetPartition() == ReplayPlan.Part.BY_KEY
                            ? "by key"
                            : Integer.toString(part.targetPartition()));
        }
        table.print(out);
        out.flush();
    }

    static void print(ReplayReport report, PrintWriter out) {
        out.println(report.summary());
        var table = new TextTable("PARTITION", "PLANNED", report.dryRun() ? "WOULD COPY" : "COPIED", "THERE ALREADY");
        for (ReplayReport.Part part : report.parts()) {
            table.row(
                    Integer.toString(part.partition()),
                    Long.toString(part.planned()),
                    Long.toString(part.written()),
                    Long.toString(part.alreadyThere()));
        }
        table.print(out);
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

    static void print(Verification seen, PrintWriter out) {
        ReplayCheckResult copies = seen.copies();
        out.println(copies.summary());
        for (ReplayCheckResult.Example example : copies.examples()) {
            out.println("  " + example.trouble().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": "
                    + example.origin() + (example.copy().isEmpty() ? "" : " copied to " + example.copy()));
        }
        copies.notes().forEach(note -> out.println("Note: " + note));
        seen.plan().repairs().stream()
                .filter(repaired -> seen.closed().contains(repaired.id()))
                .forEach(repaired -> out.println("Closed: finding " + repaired.id() + " ("
                        + repaired.kind().id() + ", partition " + repaired.partition()
                        + "): the re-scan sees nothing missing any more."));
        for (Finding finding : seen.open()) {
            out.println("Still open: " + finding.id() + " in " + finding.partition() + ": "
                    + finding.explanation().summary() + ".");
        }
        out.println(seen.isVerified() ? "VERIFIED" : "NOT VERIFIED");
        out.flush();
    }
}
