package dev.lacuna.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final StreamRef ORDERS = new StreamRef("kafka://127.0.0.1:9092", "orders");

    @TempDir
    Path folder;

    private static final List<ReportRow> ROWS = List.of(
            row(Finding.of(
                    ORDERS.partition(2),
                    FindingKind.GAP_SEQUENCE,
                    Severity.CRITICAL,
                    Verdict.LOSS,
                    Cause.NEVER_WRITTEN,
                    PositionRange.offsets(4120, 4122),
                    OptionalLong.of(173),
                    Basis.EXACT,
                    TimeSpan.between(
                            Instant.parse("2026-03-14T08:12:41.003Z"), Instant.parse("2026-03-14T08:15:34.118Z")),
                    new Explanation(
                            "173 missing sequence numbers",
                            "The offsets are dense, so the log lost nothing: the events, \"all\" of them, were never written.",
                            "Look for them upstream and replay them."),
                    Evidence.of("sequence_from", 7696)
                            .with("sequence_to", 7868)
                            .with("exact", true)
                            .build(),
                    "")),
            row(Finding.of(
                    new StreamRef("kafka://127.0.0.1:9092", "=SUM(A1)").partition(0),
                    FindingKind.SILENCE,
                    Severity.MAJOR,
                    Verdict.SUSPECT,
                    Cause.NO_EVENTS,
                    PositionRange.offsets(10, 12),
                    OptionalLong.empty(),
                    Basis.NONE,
                    TimeSpan.between(Instant.parse("2026-03-14T07:40:00Z"), Instant.parse("2026-03-14T07:55:00Z")),
                    new Explanation("silence of 15 min", "Line one\nline two, with a comma.", "-"),
                    Evidence.NONE,
                    "")));

    private static ReportRow row(Finding finding) {
        return new ReportRow(finding, "0", "20000", Instant.parse("2026-03-15T00:00:00.5Z"), "0.1.0");
    }

    @Test
    void csvIsAsTheGoldenFile() throws IOException {
        assertThat(csv()).isEqualTo(golden("gap-report.csv"));
    }

    @Test
    void jsonLinesAreAsTheGoldenFile() throws IOException {
        assertThat(jsonLines()).isEqualTo(golden("gap-report.jsonl"));
    }

    @Test
    void theBytesDoNotDependOnTheLocale() throws IOException {
        String before = csv() + jsonLines();
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(csv() + jsonLines()).isEqualTo(before);
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void theHeaderNamesTheColumnsOfTheRows() {
        assertThat(ReportColumns.of(ROWS.getFirst()).keySet()).containsExactlyElementsOf(CsvReport.COLUMNS);
    }

    @Test
    void neutralisesWhatASpreadsheetWouldRun() {
        for (String cell : List.of("=1", "+1", "-1", "@x", "\tx", "\rx")) {
            assertThat(CsvReport.neutralised(cell)).isEqualTo("'" + cell);
        }
        assertThat(CsvReport.neutralised("orders")).isEqualTo("orders");
    }

    @Test
    void findingsComeBackFromBothFormats() throws Exception {
        Path csv = Files.writeString(folder.resolve("report.csv"), csv());
        Path json = Files.writeString(folder.resolve("report.jsonl"), jsonLines());
        for (Path file : List.of(csv, json)) {
            List<Finding> read = FindingsFile.read(file);
            assertThat(read).hasSize(2);
            for (int i = 0; i < read.size(); i++) {
                Finding was = ROWS.get(i).finding();
                assertThat(read.get(i))
                        .usingRecursiveComparison()
                        .ignoringFields("explanation")
                        .isEqualTo(was);
            }
        }
    }

    @Test
    void aFindingWithoutATimeHasNoneInBothFormats() throws Exception {
        Finding was = Finding.of(
                ORDERS.partition(0),
                FindingKind.GAP_SEQUENCE,
                Severity.CRITICAL,
                Verdict.LOSS,
                Cause.NEVER_WRITTEN,
                PositionRange.offsets(10, 12),
                OptionalLong.of(1),
                Basis.EXACT,
                new TimeSpan(0, 0),
                new Explanation("1 missing sequence number", "The log has no times.", ""),
                Evidence.NONE,
                "");
        var csv = new StringWriter();
        CsvReport.write(List.of(row(was)), csv);
        var json = new StringWriter();
        JsonLinesReport.write(List.of(row(was)), json);

        assertThat(csv.toString()).doesNotContain("1970");
        assertThat(json.toString()).contains("\"from_time\":null,\"from_time_ms\":null");
        for (Path file : List.of(
                Files.writeString(folder.resolve("timeless.csv"), csv.toString()),
                Files.writeString(folder.resolve("timeless.jsonl"), json.toString()))) {
            assertThat(FindingsFile.read(file)).extracting(Finding::time).containsExactly(new TimeSpan(0, 0));
        }
    }

    @Test
    void saysWhichLineOfAReportIsBad() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.csv"), csv().replace("gap.sequence", "gap.unheard"));
        assertThatThrownBy(() -> FindingsFile.read(file))
                .isInstanceOf(FindingsFileException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("gap.unheard");
        assertThatThrownBy(() -> FindingsFile.read(folder.resolve("none.csv")))
                .hasMessageContaining("There is no file");
    }

    private static String csv() throws IOException {
        var out = new StringWriter();
        CsvReport.write(ROWS, out);
        return out.toString();
    }

    private static String jsonLines() throws IOException {
        var out = new StringWriter();
        JsonLinesReport.write(ROWS, out);
        return out.toString();
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ReportTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
