package dev.lacuna.report.html;

import dev.lacuna.journal.KeptNote;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Verdict;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SavedStream;
import dev.lacuna.scan.PartitionOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The incident report: one page that loads nothing and runs nothing, in light and dark, on screen and on paper. Its
/// size is bounded whatever the streams' is; what is left out is counted.
public final class HtmlReport {

    private static final int MOST_STREAMS = 20;
    private static final int MOST_PARTITIONS = 100;
    private static final int MOST_NOTES = 100;

    private final SavedSession session;
    private final Map<String, StreamBars> bars;
    private final Markup page;

    private HtmlReport(SavedSession session, Map<String, StreamBars> bars, Markup page) {
        this.session = session;
        this.bars = bars;
        this.page = page;
    }

    /// Writes the page; leaves the writer open.
    ///
    /// @param bars the density by stream; a stream without gets no picture
    public static void write(SavedSession session, Map<String, StreamBars> bars, Writer out) throws IOException {
        try {
            new HtmlReport(session, bars, new Markup(out)).page();
            out.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void page() throws IOException {
        String title = "Incident report: " + names();
        page.line("<!DOCTYPE html>");
        page.line("<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.line(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        page.line("<meta name=\"color-scheme\" content=\"light dark\">");
        page.element("title", title).raw("\n");
        page.raw("<style>\n").raw(style()).line("</style></head>");
        page.line("<body>");
        ShapeDrawing.patterns(page);
        page.open("header").element("h1", title);
        head();
        page.close("header").raw("\n");
        page.line("<main>");
        section("summary", "Summary", this::summary);
        for (SavedStream stream : session.streams().stream().limit(MOST_STREAMS).toList()) {
            section("", "Topic " + Words.cut(stream.name(), 250), () -> stream(stream));
        }
        if (session.streams().size() > MOST_STREAMS) {
            page.element(
                    "p",
                    Words.count(session.streams().size() - MOST_STREAMS, "more topic") + " left out of this report.");
        }
        section("repairs", "What was repaired, and how it was verified", () -> new RepairTables(page).write(session));
        if (!session.notes().isEmpty()) {
            section("notes", "Notes", this::notes);
        }
        section("commands", "The commands that do the same", this::commands);
        page.line("</main>");
        page.open("footer")
                .text("Written by Lacuna " + session.head().toolVersion()
                        + ". All times are UTC. Positions are offsets:"
                        + " from inclusive, to exclusive. No payload stands in this report; keys and ids do where they are"
                        + " evidence.")
                .close("footer");
        page.line("</body></html>");
    }

    private static String style() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String names() {
        List<String> names = session.streams().stream().map(SavedStream::name).toList();
        return names.isEmpty()
                ? "no topic"
                : Words.cut(String.join(", ", names.subList(0, Math.min(3, names.size()))), 250)
                        + (names.size() > 3 ? " and " + (names.size() - 3) + " more" : "");
    }

    private void section(String id, String title, Runnable content) {
        page.open("section", id.isEmpty() ? "" : "id=\"" + id + "\"");
        page.element("h2", title).raw("\n");
        content.run();
        page.close("section").raw("\n");
    }

    private void head() {
        SavedSession.Head head = session.head();
        page.open("dl", "class=\"facts\"");
        fact("Source", head.source() + (head.product().isEmpty() ? "" : " (" + head.product() + ")"));
        fact("Cluster id", head.sourceId());
        fact("Topics", names());
        fact("Written", Words.time(head.savedAt()) + " UTC");
        fact("Tool", "Lacuna " + head.toolVersion());
        page.close("dl").raw("\n");
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            page.open("div")
                    .element("dt", name)
                    .element("dd", Words.cut(value, 400))
                    .close("div");
        }
    }

    private void summary() {
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
        long sum = 0;
        boolean exact = true;
        for (Finding finding : losses) {
            exact &= finding.missing().isPresent() && finding.basis() == Basis.EXACT;
            sum += finding.missing().orElse(0);
        }
        return sum == 0
                ? "how many events are missing is not known"
                : (exact ? "" : "at least ") + Words.count(sum, "event") + " missing";
    }

    private void stream(SavedStream stream) {
        page.open("dl", "class=\"facts\"");
        if (stream.lanes().isEmpty()) {
            fact("Source", stream.stream().stream().source());
            fact("Findings", "as a kept gap report says; what was looked at stands there");
        } else {
            fact("Scanned", Words.time(stream.scannedAt()) + " UTC, Lacuna " + stream.toolVersion());
            fact("Depth", depth(stream));
            fact("Counts", exactness(stream));
            fact(
                    "Payloads",
                    stream.format().isEmpty()
                            ? "not read"
                            : "read as " + stream.format() + ". " + stream.formatBasis());
            fact("Topic id", stream.stream().id());
        }
        page.close("dl").raw("\n");
        StreamBars picture = bars.get(stream.name());
        if (picture != null) {
            new TimelinePicture(page, stream, picture).draw();
        }
        page.element("h3", "Findings");
        if (stream.findings().isEmpty()) {
            page.element("p", "None, in what was looked at.");
        }
        new FindingTables(page).write(stream);
        if (!stream.ranges().isEmpty()) {
            page.element("h3", "What was looked at");
            partitions(stream);
        }
    }

    private static String depth(SavedStream stream) {
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

    private String exactness(SavedStream stream) {
        StreamBars picture = bars.get(stream.name());
        if (picture == null) {
            return "";
        }
        long events = 0;
        long unread = 0;
        for (StreamBars.Lane lane : picture.lanes().values()) {
            events += lane.events();
            unread += lane.unread();
        }
        return Words.count(events, "event") + " counted, exact"
                + (unread == 0
                        ? ""
                        : "; at most " + Words.number(unread) + " more at positions that were not read, estimated");
    }

    private void partitions(SavedStream stream) {
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

    private void notes() {
        page.open("table");
        page.line(
                "<thead><tr><th scope=\"col\">About</th><th scope=\"col\">Note</th><th scope=\"col\">Written (UTC)</th>"
                        + "</tr></thead>");
        page.open("tbody");
        session.notes().stream()
                .limit(MOST_NOTES)
                .forEach(note -> page.open("tr")
                        .element("td", about(note))
                        .element("td", "class=\"note\"", Words.cut(note.text(), 2_000))
                        .element("td", "class=\"mono\"", Words.time(note.writtenMillis()))
                        .close("tr")
                        .raw("\n"));
        page.close("tbody").close("table").raw("\n");
        if (session.notes().size() > MOST_NOTES) {
            page.element(
                    "p",
                    "class=\"muted\"",
                    Words.number(session.notes().size() - (long) MOST_NOTES) + " more left out.");
        }
    }

    private static String about(KeptNote note) {
        String lanes = note.partitions().isEmpty()
                ? "all partitions"
                : "partition "
                        + note.partitions().stream()
                                .sorted()
                                .limit(20)
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "));
        boolean times = note.axis().equals("time");
        String from = times ? Words.time(note.from()) : Words.number(note.from());
        String to = times ? Words.time(note.to()) + " UTC" : Words.number(note.to());
        return Words.cut(note.stream(), 250) + ", " + lanes + ", " + from + " to " + to;
    }

    private void commands() {
        page.open("pre");
        for (String line : ReportCommands.of(session)) {
            page.text(Words.cut(line, 2_000)).raw("\n");
        }
        page.close("pre").raw("\n");
    }
}
