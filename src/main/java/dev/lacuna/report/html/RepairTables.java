package dev.lacuna.report.html;

import dev.lacuna.report.session.SavedRepair;
import dev.lacuna.report.session.SavedSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What was repaired: each plan with its runs and checks, what stands where because of it, how that was verified, and
/// what of it nobody can take back.
final class RepairTables {

    private static final int MOST_PLANS = 40;
    private static final int MOST_STEPS = 60;
    private static final int MOST_POSITIONS = 64;
    private static final int MOST_PLAN_TEXT = 6_000;

    private final Markup page;

    RepairTables(Markup page) {
        this.page = page;
    }

    void write(SavedSession session) {
        Map<String, List<SavedRepair>> plans = new LinkedHashMap<>();
        for (SavedRepair repair : session.repairs()) {
            String key = repair.planId().isEmpty() ? "task " + repair.task() : repair.planId();
            plans.computeIfAbsent(key, plan -> new ArrayList<>()).add(repair);
        }
        if (plans.isEmpty()) {
            page.element("p", "Nothing was repaired, as far as the journal of the machine that wrote this knows.");
            return;
        }
        plans.values().stream().limit(MOST_PLANS).forEach(this::plan);
        if (plans.size() > MOST_PLANS) {
            page.element(
                    "p", "class=\"muted\"", Words.count(plans.size() - MOST_PLANS, "more plan") + " not listed here.");
        }
    }

    private void plan(List<SavedRepair> steps) {
        SavedRepair last = steps.getLast();
        boolean written = steps.stream().anyMatch(step -> step.isWrite() && count(step, "written") > 0);
        page.open("article", "class=\"repair\"");
        page.element("h4", title(steps) + (written ? "" : " (nothing was written)"));
        page.open("dl", "class=\"facts\"");
        fact("Plan", last.planId());
        fact("SHA-256 of the plan", last.planHash());
        fact("From", last.source());
        fact("To", last.target());
        String confirmed = steps.stream()
                .map(SavedRepair::confirmed)
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        fact("Agreed to by typing", confirmed);
        page.close("dl").raw("\n");
        steps(steps);
        positions(steps);
        verification(steps);
        irrevocable(steps);
        String text = steps.stream()
                .map(SavedRepair::plan)
                .filter(plan -> !plan.isEmpty())
                .findFirst()
                .orElse("");
        if (!text.isEmpty()) {
            page.open("details").element("summary", "The plan as it was kept");
            page.element("pre", Words.cut(text, MOST_PLAN_TEXT)).close("details");
        }
        page.close("article").raw("\n");
    }

    private static String title(List<SavedRepair> steps) {
        SavedRepair last = steps.getLast();
        boolean group = last.subject().startsWith("group ");
        return (group ? "Rewind of " : "Replay into ") + Words.cut(last.subject(), 200);
    }

    private static long count(SavedRepair repair, String name) {
        return repair.counts().getOrDefault(name, 0L);
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            page.open("div")
                    .element("dt", name)
                    .element("dd", Words.cut(value, 300))
                    .close("div");
        }
    }

    private void steps(List<SavedRepair> steps) {
        page.open("table");
        page.line("<thead><tr><th scope=\"col\">Step</th><th scope=\"col\">State</th><th scope=\"col\">Started, ended"
                + " (UTC)</th><th scope=\"col\">Counts</th><th scope=\"col\">What it said</th><th scope=\"col\">By</th>"
                + "</tr></thead>");
        page.open("tbody");
        steps.stream().limit(MOST_STEPS).forEach(step -> {
            page.open("tr").element("th", "scope=\"row\"", step.kind());
            page.element("td", step.state());
            page.open("td", "class=\"mono\"")
                    .text(Words.time(step.started()))
                    .raw("<br>")
                    .text(step.ended().map(Words::time).orElse("…"))
                    .close("td");
            page.element("td", counts(step.counts()));
            page.element("td", Words.cut(step.message(), 1_200));
            page.element("td", Words.cut(step.who(), 120) + ", " + Words.cut(step.toolVersion(), 60));
            page.close("tr").raw("\n");
        });
        page.close("tbody").close("table").raw("\n");
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey().replace('_', ' ') + " " + Words.number(count.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void positions(List<SavedRepair> steps) {
        Map<String, String> positions = new TreeMap<>();
        steps.stream().filter(SavedRepair::isWrite).forEach(step -> positions.putAll(step.positions()));
        if (positions.isEmpty()) {
            return;
        }
        page.open("table", "class=\"narrow\"");
        page.line("<caption>Where the copies stand, or how positions were set</caption>");
        page.line("<thead><tr><th scope=\"col\">Partition</th><th scope=\"col\">Positions</th></tr></thead>");
        page.open("tbody");
        positions.entrySet().stream()
                .limit(MOST_POSITIONS)
                .forEach(entry -> page.open("tr")
                        .element("th", "scope=\"row\"", Words.cut(entry.getKey(), 300))
                        .element("td", "class=\"mono\"", Words.cut(entry.getValue(), 100))
                        .close("tr"));
        page.close("tbody").close("table").raw("\n");
        if (positions.size() > MOST_POSITIONS) {
            page.element(
                    "p",
                    "class=\"muted\"",
                    Words.number(positions.size() - (long) MOST_POSITIONS) + " more not listed.");
        }
    }

    private void verification(List<SavedRepair> steps) {
        List<SavedRepair> checks =
                steps.stream().filter(step -> step.kind().equals("verify")).toList();
        boolean writes = steps.stream().anyMatch(SavedRepair::isWrite);
        if (checks.isEmpty()) {
            if (writes) {
                page.element("p", "class=\"open\"", "This was not verified yet.");
            }
            return;
        }
        SavedRepair check = checks.getLast();
        Instant at = check.ended().orElse(check.started());
        if (!check.counts().containsKey("found")) {
            page.open("p")
                    .element("b", "Verified ")
                    .text(Words.time(at) + " UTC: " + Words.cut(check.message(), 1_200));
            page.close("p");
            return;
        }
        boolean right = check.state().equals("done")
                && count(check, "missing") == 0
                && count(check, "doubled") == 0
                && count(check, "altered") == 0;
        page.open("p", right ? "class=\"done\"" : "class=\"open\"");
        page.element("b", right ? "Verified " : "Not as planned, as seen ");
        page.text(Words.time(at) + " UTC: the target was read again. Of "
                + Words.count(count(check, "planned"), "planned event")
                + " " + Words.number(count(check, "found")) + " stand there, " + Words.number(count(check, "missing"))
                + " are missing, " + Words.number(count(check, "doubled")) + " stand there twice, "
                + Words.number(count(check, "altered")) + " differ from their originals; "
                + Words.count(count(check, "closed"), "finding") + (count(check, "closed") == 1 ? " was" : " were")
                + " closed by what the re-scan saw. Copies are told by the headers lacuna.origin and lacuna.plan and"
                + " compared byte for byte; the plan is the one with the SHA-256 above.");
        page.close("p").raw("\n");
    }

    private void irrevocable(List<SavedRepair> steps) {
        long copies = steps.stream()
                .filter(step -> step.kind().equals("run"))
                .mapToLong(step -> count(step, "written"))
                .sum();
        boolean set = steps.stream().anyMatch(step -> step.kind().equals("rewind") && count(step, "written") > 0);
        if (copies > 0) {
            page.open("p").element("b", "Can't be taken back: ");
            page.text("the " + Words.count(copies, "copy").replace("copys", "copies") + " in "
                    + Words.cut(steps.getLast().subject(), 200)
                    + ". A log forgets nothing before its retention does; consumers that read on have read them. Each bears"
                    + " the headers lacuna.origin and lacuna.plan, so that it can be told from an original. Run again, the"
                    + " plan writes none of them twice.");
            page.close("p").raw("\n");
        }
        if (set) {
            page.open("p").element("b", "Can't be taken back: ");
            page.text(
                    "what the group's consumers have read again, or skipped, since. Its positions themselves can be put"
                            + " back with the plan's file: lacuna run PLAN --roll-back --execute, while the group has no members.");
            page.close("p").raw("\n");
        }
    }
}
