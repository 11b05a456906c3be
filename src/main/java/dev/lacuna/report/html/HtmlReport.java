package dev.lacuna.report.html;

import dev.lacuna.journal.KeptNote;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SavedStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// The incident report: one page that loads nothing and runs nothing, in light and dark, on screen and on paper. Its
/// size is bounded whatever the streams' is; what is left out is counted.
public final class HtmlReport {

    private static final int MOST_STREAMS = 20;
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
        section("summary", "Summary", () -> new SummarySection(page).write(session));
        for (SavedStream stream : session.streams().stream().limit(MOST_STREAMS).toList()) {
            section(
                    "",
                    "Topic " + Words.cut(stream.name(), 250),
                    () -> new StreamSection(page, stream, Optional.ofNullable(bars.get(stream.name()))).write());
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
        page.fact("Source", head.source() + (head.product().isEmpty() ? "" : " (" + head.product() + ")"));
        page.fact("Cluster id", head.sourceId());
        page.fact("Topics", names());
        page.fact("Written", Words.time(head.savedAt()) + " UTC");
        page.fact("Tool", "Lacuna " + head.toolVersion());
        page.close("dl").raw("\n");
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
