package dev.lacuna.cli;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.GroupMove;
import dev.lacuna.model.Position;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.rewind.EventCount;
import dev.lacuna.repair.rewind.PlannedRewind;
import dev.lacuna.repair.rewind.RewindCheckResult;
import dev.lacuna.repair.rewind.RewindReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Prints plans of rewinds and what became of them.
final class RewindOutput {

    private RewindOutput() {}

    static void print(PlannedRewind planned, PrintWriter out) {
        RewindPlan plan = planned.plan();
        out.printf(
                Locale.ROOT,
                "Plan %s: group %s to %s; %s.%n",
                plan.id(),
                plan.group(),
                plan.aim(),
                EventCount.effect(planned.again(), planned.skipped()));
        var table = new TextTable("PARTITION", "NOW", "NEW", "READ AGAIN", "SKIPPED", "COUNT");
        for (RewindPlan.Part part : plan.parts()) {
            GroupMove move = part.move();
            table.row(
                    part.stream() + "/" + part.partition(),
                    text(move.from()),
                    text(move.to()),
                    Phrases.number(planned.again(part).events()),
                    Phrases.number(planned.skipped(part).events()),
                    planned.again(part).exact() && planned.skipped(part).exact() ? "exact" : "at most");
        }
        table.print(out);
        planned.notes().forEach(note -> out.println("Note: " + note));
        out.flush();
    }

    static void print(RewindReport report, PrintWriter out) {
        out.println(report.summary());
        String to = report.rollBack() ? "BEFORE" : "NEW";
        var table = new TextTable("PARTITION", "NOW", to, "READ AGAIN", "SKIPPED", "OUTCOME");
        for (RewindReport.Row row : report.rows()) {
            table.row(
                    row.partition().toString(),
                    text(row.move().from()),
                    text(row.move().to()),
                    report.again(row).text(),
                    report.skipped(row).text(),
                    word(row.outcome()) + (row.reason().isEmpty() ? "" : ": " + row.reason()));
        }
        table.print(out);
        report.notes().forEach(note -> out.println("Note: " + note));
        out.flush();
    }

    static void print(RewindCheckResult seen, PrintWriter out) {
        out.println(seen.summary());
        var table = new TextTable("PARTITION", "PLANNED", "NOW", "READ ON SINCE", "STATE");
        for (RewindCheckResult.Row row : seen.rows()) {
            table.row(
                    row.partition().toString(),
                    row.planned().toString(),
                    text(row.now()),
                    Phrases.number(row.readOn()),
                    word(row.state()));
        }
        table.print(out);
        seen.notes().forEach(note -> out.println("Note: " + note));
        if (seen.active()) {
            out.println("Note: the group is active now.");
        }
        out.println(seen.isOk() ? "VERIFIED" : "NOT VERIFIED");
        out.flush();
    }

    static void printHazards(List<Hazard> hazards, PrintWriter err) {
        for (Hazard hazard : hazards) {
            err.println(word(hazard.level()) + ": " + hazard.title() + ". " + hazard.explanation());
        }
        err.flush();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String text(Optional<Position> position) {
        return position.map(Position::toString).orElse("");
    }
}
