package dev.lacuna.report.html;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Incident;
import dev.lacuna.report.session.SavedStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The findings of a stream as tables: those of one incident together, the others by kind, each with what proves it.
final class FindingTables {

    static final int MOST_FINDINGS = 400;

    private static final int MOST_QUIET = 60;
    private static final int MOST_TEXT = 2_000;
    private static final int MOST_FACT = 240;
    private static final int MOST_FACTS = 40;

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(
                    (Finding finding) -> FindingLook.of(finding).tone())
            .thenComparing(Finding::severity, Comparator.reverseOrder())
            .thenComparing(finding -> finding.time().fromMillis())
            .thenComparing(Finding::partition)
            .thenComparing(Finding::id);

    private final Markup page;
    private int room = MOST_FINDINGS;
    private long left;

    FindingTables(Markup page) {
        this.page = page;
    }

    void write(SavedStream stream) {
        Set<String> told = new HashSet<>();
        int number = 0;
        for (Incident incident : stream.incidents()) {
            number++;
            incident.findings().forEach(finding -> told.add(finding.id()));
            Finding cause = incident.cause();
            table(
                    "Incident " + number + ", from "
                            + Words.time(incident.time().fromMillis()) + " UTC: "
                            + Words.cut(cause.explanation().summary(), 200),
                    Words.count(incident.findings().size(), "finding") + " in "
                            + Words.count(incident.partitions(), "partition")
                            + " that began together; the likely cause, or the worst, first.",
                    current(incident, stream));
        }
        Map<FindingKind, List<Finding>> byKind = new EnumMap<>(FindingKind.class);
        List<Finding> quiet = new ArrayList<>();
        for (Finding finding : stream.findings()) {
            if (FindingLook.isQuiet(finding)) {
                quiet.add(finding);
            } else if (!told.contains(finding.id())) {
                byKind.computeIfAbsent(finding.kind(), kind -> new ArrayList<>())
                        .add(finding);
            }
        }
        byKind.values().stream()
                .peek(findings -> findings.sort(WORST_FIRST))
                .sorted(Comparator.comparing(List::getFirst, WORST_FIRST))
                .forEach(findings -> table(
                        FindingLook.kindName(findings.getFirst()) + " ("
                                + findings.getFirst().kind().id() + ")",
                        "",
                        findings));
        if (left > 0) {
            page.element(
                    "p",
                    "class=\"muted\"",
                    Words.count(left, "more finding")
                            + " not listed here; the CSV and JSON Lines reports and the session file hold all of them.");
            left = 0;
        }
        quiet(quiet);
    }

    /// As the findings stand now: an incident keeps what was found first.
    private static List<Finding> current(Incident incident, SavedStream stream) {
        Set<String> ids = new HashSet<>();
        incident.findings().forEach(finding -> ids.add(finding.id()));
        Map<String, Finding> now = new HashMap<>();
        stream.findings().stream()
                .filter(finding -> ids.contains(finding.id()))
                .forEach(finding -> now.put(finding.id(), finding));
        return incident.findings().stream()
                .map(finding -> now.getOrDefault(finding.id(), finding))
                .toList();
    }

    private void table(String title, String about, List<Finding> findings) {
        int shown = Math.min(room, findings.size());
        room -= shown;
        left += findings.size() - shown;
        if (shown == 0) {
            return;
        }
        page.element("h4", title);
        if (!about.isEmpty()) {
            page.element("p", "class=\"muted\"", about);
        }
        page.open("table", "class=\"findings incident\"");
        page.line("<thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">What</th><th scope=\"col\">Where</th>"
                + "<th scope=\"col\">Positions</th><th scope=\"col\">From, to (UTC)</th>"
                + "<th scope=\"col\" class=\"count\">Missing</th><th scope=\"col\">Status</th></tr></thead>");
        findings.subList(0, shown).forEach(this::rows);
        page.close("table").raw("\n");
    }

    private void rows(Finding finding) {
        FindingLook look = FindingLook.of(finding);
        page.open("tbody");
        page.open("tr");
        page.open("td")
                .raw("<span class=\"chip " + look.tone().css() + "\">")
                .raw(ShapeDrawing.icon(look))
                .text(FindingLook.verdict(finding))
                .raw("</span>")
                .element("div", "class=\"muted\"", finding.severity().id())
                .close("td");
        page.open("th", "scope=\"row\"")
                .text(Words.cut(finding.explanation().summary(), 300))
                .element("div", "class=\"muted\"", finding.kind().id() + ", cause: " + cause(finding))
                .close("th");
        page.element("td", Words.cut(finding.partition().toString(), 300));
        page.element(
                "td",
                "class=\"mono\"",
                finding.positions().from() + " … " + finding.positions().to());
        page.open("td", "class=\"mono\"")
                .text(Words.from(finding.time()))
                .raw("<br>")
                .text(Words.to(finding.time()))
                .close("td");
        page.element("td", "class=\"count\"", Words.missing(finding));
        page.element("td", finding.status().id());
        page.close("tr").raw("\n");
        page.open("tr").open("td", "colspan=\"7\" class=\"why\"");
        page.element("p", Words.cut(finding.explanation().explanation(), MOST_TEXT));
        String suggestion = finding.explanation().suggestion();
        if (!suggestion.isBlank()) {
            page.open("p")
                    .element("b", "To do: ")
                    .text(Words.cut(suggestion, MOST_TEXT))
                    .close("p");
        }
        evidence(finding);
        page.close("td").close("tr");
        page.close("tbody").raw("\n");
    }

    private static String cause(Finding finding) {
        return finding.cause().id().replace('-', ' ');
    }

    private void evidence(Finding finding) {
        var facts = finding.evidence().facts();
        page.open("dl", "class=\"evidence\"");
        page.open("div").element("dt", "finding_id").element("dd", finding.id()).close("div");
        facts.entrySet().stream()
                .limit(MOST_FACTS)
                .forEach(fact -> page.open("div")
                        .element("dt", Words.cut(fact.getKey(), MOST_FACT))
                        .element("dd", Words.cut(fact.getValue().toString(), MOST_FACT))
                        .close("div"));
        page.close("dl");
    }

    private void quiet(List<Finding> quiet) {
        if (quiet.isEmpty()) {
            return;
        }
        page.element("h4", "Explained and harmless, or dismissed: " + Words.number(quiet.size()));
        page.open("table", "class=\"findings\"");
        page.line(
                "<thead><tr><th scope=\"col\">What</th><th scope=\"col\">Where</th><th scope=\"col\">Positions</th>"
                        + "<th scope=\"col\">From (UTC)</th><th scope=\"col\">Cause</th><th scope=\"col\">Status</th></tr></thead>");
        page.open("tbody");
        quiet.stream()
                .sorted(WORST_FIRST)
                .limit(MOST_QUIET)
                .forEach(finding -> page.open("tr")
                        .element(
                                "th",
                                "scope=\"row\"",
                                Words.cut(finding.explanation().summary(), 200))
                        .element("td", Words.cut(finding.partition().toString(), 300))
                        .element(
                                "td",
                                "class=\"mono\"",
                                finding.positions().from() + " … "
                                        + finding.positions().to())
                        .element(
                                "td",
                                "class=\"mono\"",
                                Words.time(finding.time().fromMillis()))
                        .element("td", cause(finding))
                        .element("td", finding.status().id())
                        .close("tr")
                        .raw("\n"));
        page.close("tbody").close("table").raw("\n");
        if (quiet.size() > MOST_QUIET) {
            page.element(
                    "p", "class=\"muted\"", Words.number(quiet.size() - (long) MOST_QUIET) + " more not listed here.");
        }
    }
}
