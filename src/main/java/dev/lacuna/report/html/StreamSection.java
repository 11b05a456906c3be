package dev.lacuna.report.html;

import dev.lacuna.report.session.SavedStream;
import dev.lacuna.scan.PartitionOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// One stream: how it was looked at, its picture, its findings, and how far each partition was read.
final class StreamSection {

    private static final int MOST_PARTITIONS = 100;

    private final Markup page;
    private final SavedStream stream;
    private final Optional<StreamBars> bars;

    /// @param bars its density; empty where there is no picture
    StreamSection(Markup page, SavedStream stream, Optional<StreamBars> bars) {
        this.page = page;
        this.stream = stream;
        this.bars = bars;
    }

    void write() {
        page.open("dl", "class=\"facts\"");
        if (stream.lanes().isEmpty()) {
            page.fact("Source", stream.stream().stream().source());
            page.fact("Findings", "as a kept gap report says; what was looked at stands there");
        } else {
            page.fact("Scanned", Words.time(stream.scannedAt()) + " UTC, Lacuna " + stream.toolVersion());
            page.fact("Depth", depth());
            page.fact("Counts", exactness());
            page.fact(
                    "Payloads",
                    stream.format().isEmpty()
                            ? "not read"
                            : "read as " + stream.format() + ". " + stream.formatBasis());
            page.fact("Topic id", stream.stream().id());
        }
        page.close("dl").raw("\n");
        bars.ifPresent(picture -> new TimelinePicture(page, stream, picture).draw());
        page.element("h3", "Findings");
        if (stream.findings().isEmpty()) {
            page.element("p", "None, in what was looked at.");
        }
        new FindingTables(page).write(stream);
        if (!stream.ranges().isEmpty()) {
            page.element("h3", "What was looked at");
            partitions();
        }
    }

    private String depth() {
        boolean whole = stream.passes().stream()
                .allMatch(pass -> pass.from().equals("start") && pass.to().equals("end"));
        String range = whole
                ? ", all that was kept"
                : ", "
                        + stream.passes().stream()
                                .limit(8)
                                .map(pass -> pass.from() + " to " + pass.to())
                                .collect(Collectors.joining("; "));
        return switch (stream.depth()) {
            case OVERVIEW ->
                "look-ups of times"
                        + (stream.passes().isEmpty() ? ", nothing was read" : "; parts of it were read" + range);
            case BATCHES -> "every batch header" + range;
            case RECORDS -> "every record" + range;
        };
    }

    private String exactness() {
        if (bars.isEmpty()) {
            return "";
        }
        long events = 0;
        long unread = 0;
        for (StreamBars.Lane lane : bars.get().lanes().values()) {
            events += lane.events();
            unread += lane.unread();
        }
        return Words.count(events, "event") + " counted, exact"
                + (unread == 0
                        ? ""
                        : "; at most " + Words.number(unread) + " more at positions that were not read, estimated");
    }

    private void partitions() {
        List<PartitionOutcome> outcomes = new ArrayList<>();
        stream.passes().forEach(pass -> outcomes.addAll(pass.outcomes()));
        page.open("table");
        page.line(
                "<thead><tr><th scope=\"col\">Partition</th><th scope=\"col\">From</th><th scope=\"col\">Up to</th>"
                        + "<th scope=\"col\">Asked up to</th><th scope=\"col\" class=\"count\">Events</th>"
                        + "<th scope=\"col\" class=\"count\">Markers and aborted</th><th scope=\"col\">Ended</th></tr></thead>");
        page.open("tbody");
        if (outcomes.isEmpty()) {
            stream.ranges().stream()
                    .limit(MOST_PARTITIONS)
                    .forEach(range -> page.open("tr")
                            .element(
                                    "th",
                                    "scope=\"row\"",
                                    Integer.toString(range.partition().number()))
                            .element(
                                    "td",
                                    "class=\"mono\"",
                                    range.positions().from().toString())
                            .raw("<td>not read</td>")
                            .element(
                                    "td",
                                    "class=\"mono\"",
                                    range.positions().to().toString())
                            .line("<td></td><td></td><td></td></tr>"));
        }
        outcomes.stream()
                .limit(MOST_PARTITIONS)
                .forEach(outcome -> page.open("tr")
                        .element(
                                "th",
                                "scope=\"row\"",
                                Integer.toString(outcome.asked().partition().number()))
                        .element(
                                "td",
                                "class=\"mono\"",
                                outcome.asked().positions().from().toString())
                        .element("td", "class=\"mono\"", outcome.reached().toString())
                        .element(
                                "td",
                                "class=\"mono\"",
                                outcome.asked().positions().to().toString())
                        .element("td", "class=\"count\"", Words.number(outcome.events()))
                        .element("td", "class=\"count\"", Words.number(outcome.invisible()))
                        .element("td", ended(outcome))
                        .close("tr")
                        .raw("\n"));
        page.close("tbody").close("table").raw("\n");
        int more = Math.max(outcomes.size(), stream.ranges().size()) - MOST_PARTITIONS;
        if (more > 0) {
            page.element("p", "class=\"muted\"", Words.number(more) + " more rows left out.");
        }
    }

    private static String ended(PartitionOutcome outcome) {
        return outcome.end().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + outcome.failure().map(why -> ": " + Words.cut(why, 300)).orElse("")
                + outcome.note().map(note -> ". " + Words.cut(note, 300)).orElse("");
    }
}
