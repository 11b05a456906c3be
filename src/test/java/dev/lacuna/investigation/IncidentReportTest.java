package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SavedSessions;
import dev.lacuna.report.session.SavedStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class IncidentReportTest {

    private static final String HOSTILE =
            "</style><script>alert(1)</script><img src=x onerror=alert(2)>\" onload=\"alert(3)' \u202E\u0000&lt; ]]> ";

    /// Nothing of these may stand in a page but where this room writes it.
    private static final Pattern ACTIVE = Pattern.compile(
            "<(script|img|iframe|object|embed|link|form|a |base|foreignObject)|url\\((?!#hatch)|@import|javascript:");

    @Test
    void thePageIsAsTheGoldenFile() throws IOException {
        assertThat(html(SavedSessions.small())).isEqualTo(golden());
    }

    @Test
    void theBytesDoNotDependOnPlaceOrLanguage() throws IOException {
        String before = html(SavedSessions.small());
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(html(SavedSessions.small())).isEqualTo(before);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void whatStreamsHoldCanNotBecomeMarkup() throws Exception {
        String page = html(SavedSessions.of(3, 2, 4, 40, 50, HOSTILE));
        assertThat(page).contains("&lt;script&gt;alert(1)");
        assertThat(ACTIVE.matcher(page).results().map(result -> result.group()).toList())
                .isEmpty();
        assertThat(page).doesNotContain("\u202E").doesNotContain("\u0000");
        Document parsed = parsed(page);
        NodeList all = parsed.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            var attributes = all.item(i).getAttributes();
            for (int at = 0; at < attributes.getLength(); at++) {
                assertThat(attributes.item(at).getNodeName()).doesNotStartWith("on");
            }
        }
    }

    @Test
    void loadsNothing() throws IOException {
        String page = html(SavedSessions.small());
        assertThat(page).contains("default-src 'none'");
        assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("src=");
    }

    @Test
    void everyTableHasHeadersAndEveryPictureAName() throws Exception {
        Document page = parsed(html(SavedSessions.small()));
        NodeList tables = page.getElementsByTagName("table");
        assertThat(tables.getLength()).isPositive();
        for (int i = 0; i < tables.getLength(); i++) {
            NodeList heads = ((Element) tables.item(i)).getElementsByTagName("th");
            assertThat(heads.getLength()).isPositive();
            for (int at = 0; at < heads.getLength(); at++) {
                assertThat(((Element) heads.item(at)).getAttribute("scope")).isIn("col", "row");
            }
        }
        NodeList pictures = page.getElementsByTagName("svg");
        for (int i = 0; i < pictures.getLength(); i++) {
            Element picture = (Element) pictures.item(i);
            assertThat(picture.getAttribute("aria-hidden").equals("true")
                            || !picture.getAttribute("aria-label").isEmpty())
                    .isTrue();
        }
    }

    @Test
    void staysSmallWhateverTheStreamsSize() throws IOException {
        SavedSession huge = SavedSessions.of(1, 2, 200, 1_500, 200, "x".repeat(3_000));
        assertThat(html(huge).length()).isLessThan(12_000_000);
        SavedSession large = SavedSessions.of(1, 1, 400, 8_000, 400, "");
        assertThat(html(large).length()).isLessThan(2_500_000);
    }

    @Test
    void saysWhatWasLeftOut() throws IOException {
        assertThat(html(SavedSessions.of(1, 1, 60, 2_000, 30, "")))
                .contains("12 more partitions not drawn")
                .containsPattern("[0-9,]+ more findings not listed here");
    }

    @Test
    void saysWhatWasRepairedAndHowItWasVerified() throws IOException {
        assertThat(html(SavedSessions.small()))
                .contains("Of 20 planned events 20 stand there, 0 are missing, 0 stand there twice")
                .contains("orders/1")
                .contains("280..300")
                .contains("Can&#39;t be taken back")
                .contains("lacuna run plan.json --execute");
    }

    private static Document parsed(String page) throws Exception {
        String xml = page.replaceFirst("<!DOCTYPE html>", "").replaceAll("<(meta|br)([^>]*)>", "<$1$2/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String html(SavedSession session) throws IOException {
        var out = new StringWriter();
        IncidentReport.writeHtml(session, out);
        return out.toString();
    }

    private static String golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                IncidentReportTest.class.getResourceAsStream("incident-report.html"), "incident-report.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theCommandNamesThePartitionsWhereItWasNotAll() throws IOException {
        SavedSession whole = SavedSessions.small();
        assertThat(html(whole)).doesNotContain("--partitions");
        SavedStream stream = whole.streams().getFirst();
        var part = new SavedStream(
                stream.stream(),
                stream.scannedAt(),
                stream.toolVersion(),
                stream.depth(),
                stream.overview(),
                stream.focus(),
                List.of(stream.ranges().get(2), stream.ranges().get(0)),
                stream.fields(),
                stream.format(),
                stream.formatBasis(),
                stream.passes(),
                stream.lanes(),
                stream.findings(),
                stream.incidents(),
                stream.trails(),
                stream.commits());
        assertThat(html(new SavedSession(whole.head(), List.of(part), whole.notes(), whole.repairs(), whole.view())))
                .contains("--topic orders --partitions 0,2");
    }
}
