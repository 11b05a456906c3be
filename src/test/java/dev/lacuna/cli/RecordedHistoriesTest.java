package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.journal.Journal;
import dev.lacuna.settings.Folders;
import dev.lacuna.source.Sources;
import dev.lacuna.source.segments.SegmentSourceProvider;
import dev.lacuna.task.TaskRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What real brokers wrote once ([HistoryRecorder]) is reported as it was reported before, word by word. After a change
/// that is meant, `-Dlacuna.golden=write` writes the reports anew, to be read before they are kept.
class RecordedHistoriesTest {

    private static final Path HISTORIES = Path.of("src/test/resources/dev/lacuna/cli/histories");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T12:00:00Z"), ZoneOffset.UTC);
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{16}\\b");

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({
        "broker,healthy",
        "broker,lost-segment",
        "broker,transactions",
        "broker,application",
        "broker,compacted",
        "broker,torn",
        "cluster,elected"
    })
    void eachIsReportedAsBefore(String folder, String topic) throws IOException {
        String source = "segments:" + HISTORIES.resolve(folder);
        String records = "scan " + source + " --topic " + topic + " --sequence json:/seq --id json:/id --output ";
        isAsBefore(topic + ".csv", records + "csv");
        isAsBefore(topic + ".jsonl", records + "jsonl");
        isAsBefore(topic + ".txt", records + "table");
        isAsBefore(topic + ".batches.csv", "scan " + source + " --topic " + topic + " --depth batches --output csv");
    }

    private void isAsBefore(String name, String command) throws IOException {
        String report = withoutPlace(lacuna(List.of(command.split(" "))));
        Path golden = HISTORIES.resolve("reports").resolve(name);
        if ("write".equals(System.getProperty("lacuna.golden"))) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, report);
        }
        assertThat(report).as(name).isEqualTo(Files.readString(golden));
    }

    /// Numbers findings in the order of the report and takes out where the folder lies: ids are made of it, too.
    private static String withoutPlace(String report) {
        Map<String, String> numbers = new LinkedHashMap<>();
        Matcher ids = ID.matcher(report.replace(HISTORIES.toAbsolutePath().toString(), "HISTORIES"));
        return ids.replaceAll(id -> numbers.computeIfAbsent(id.group(), unknown -> "finding-" + (numbers.size() + 1)));
    }

    private String lacuna(List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        try (var runner = new TaskRunner(CLOCK)) {
            var session = new Session(
                    new Sources(List.of(new SegmentSourceProvider())),
                    runner,
                    new Folders(home, home),
                    CLOCK,
                    new PrintWriter(out),
                    new PrintWriter(err),
                    false,
                    "test",
                    "none",
                    new CliFixture.NoWindow(),
                    new Interruption(),
                    new Journal(home, CLOCK, "test"),
                    Map.of());
            assertThat(Cli.run(session, arguments)).as(err.toString()).isZero();
        }
        return out.toString();
    }
}
