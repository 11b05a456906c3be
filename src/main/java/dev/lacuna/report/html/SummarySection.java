package dev.lacuna.report.html;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.MissingSum;
import dev.lacuna.model.Verdict;
import dev.lacuna.report.session.SavedSession;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What was found, in a sentence and in numbers: what somebody reads who reads no further.
final class SummarySection {

    private final Markup page;

    SummarySection(Markup page) {
        this.page = page;
    }

    void write(SavedSession session) {
        List<Finding> all = session.streams().stream()
                .flatMap(stream -> stream.findings().stream())
                .toList();
        page.open("p", "class=\"lead\"").text(sentence(all)).close("p").raw("\n");
        Map<FindingLook.Tone, List<Finding>> byTone = all.stream()
                .collect(Collectors.groupingBy(
                        finding -> FindingLook.of(finding).tone(),
                        () -> new EnumMap<>(FindingLook.Tone.class),
                        Collectors.toList()));
        if (byTone.isEmpty()) {
            return;
        }
        page.open("ul", "class=\"tiles\"");
        byTone.forEach((tone, findings) -> page.open("li", "class=\"" + tone.css() + "\"")
                .raw(ShapeDrawing.icon(new FindingLook(tone, shape(tone))))
                .element("b", Words.number(findings.size()))
                .text(" " + word(tone, findings.size()))
                .close("li"));
        page.close("ul").raw("\n");
    }

    private static FindingLook.Shape shape(FindingLook.Tone tone) {
        return switch (tone) {
            case LOSS, SUSPECT -> FindingLook.Shape.HATCH;
            case ANOMALY -> FindingLook.Shape.DIAMONDS;
            case OK -> FindingLook.Shape.CHECK;
            case INFO -> FindingLook.Shape.RING;
            case PLAIN -> FindingLook.Shape.THIN_HATCH;
        };
    }

    private static String word(FindingLook.Tone tone, int count) {
        return switch (tone) {
            case LOSS -> count == 1 ? "proven loss" : "proven losses";
            case SUSPECT -> "suspect";
            case ANOMALY -> count == 1 ? "anomaly" : "anomalies";
            case OK -> "repaired";
            case INFO -> "undecided";
            case PLAIN -> "explained or dismissed";
        };
    }

    private static String sentence(List<Finding> all) {
        List<Finding> losses = all.stream()
                .filter(finding -> finding.verdict() == Verdict.LOSS)
                .toList();
        List<Finding> open = losses.stream().filter(FindingLook::isOpen).toList();
        var words = new StringBuilder();
        if (losses.isEmpty()) {
            words.append("No loss was proven in what was looked at.");
        } else {
            long streams = losses.stream()
                    .map(finding -> finding.partition().stream())
                    .distinct()
                    .count();
            long partitions = losses.stream().map(Finding::partition).distinct().count();
            words.append(Words.count(losses.size(), "proven loss").replace("losss", "losses"))
                    .append(" in ")
                    .append(Words.count(partitions, "partition"))
                    .append(" of ")
                    .append(Words.count(streams, "topic"))
                    .append(": ")
                    .append(missing(losses))
                    .append(". ");
            long repaired = losses.stream()
                    .filter(finding -> finding.status() == FindingStatus.REPAIRED)
                    .count();
            words.append(
                    open.isEmpty()
                            ? "None of them is open any more"
                            : Words.number(open.size()) + (open.size() == 1 ? " is" : " are") + " still open");
            words.append(repaired == 0 ? "." : "; " + Words.number(repaired) + " repaired, as a re-scan saw.");
        }
        long suspects = all.stream()
                .filter(finding -> finding.verdict() == Verdict.SUSPECT && FindingLook.isOpen(finding))
                .count();
        long anomalies = all.stream()
                .filter(finding -> finding.verdict() == Verdict.ANOMALY && FindingLook.isOpen(finding))
                .count();
        long undecided = all.stream()
                .filter(finding -> finding.verdict() == Verdict.UNDECIDED && FindingLook.isOpen(finding))
                .count();
        words.append(" Besides, open: ")
                .append(Words.number(suspects))
                .append(" suspect, ")
                .append(Words.count(anomalies, "anomaly").replace("anomalys", "anomalies"))
                .append(", ")
                .append(Words.number(undecided))
                .append(" undecided.");
        return words.toString();
    }

    private static String missing(List<Finding> losses) {
        MissingSum sum = MissingSum.of(losses);
        long count = sum.count().orElse(0);
        if (count == 0) {
            return "how many events are missing is not known";
        }
        boolean allCounted =
                losses.stream().allMatch(finding -> finding.missing().isPresent());
        String about =
                sum.basis() == Basis.ESTIMATED ? "about " : sum.basis() == Basis.EXACT && allCounted ? "" : "at least ";
        return about + Words.count(count, "event") + " missing";
    }
}
