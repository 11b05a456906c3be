package dev.lacuna.cli;

import dev.lacuna.detect.Phrases;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.report.StreamsReport;
import dev.lacuna.report.StreamsReport.Row;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamGlance;
import dev.lacuna.source.StreamSummary;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the streams of a source.
@Command(
        name = "topics",
        customSynopsis = "lacuna topics SOURCE [OPTIONS]",
        description = "Topics, partitions, positions, retention, policy, size, latest time.")
final class TopicsCommand extends CommandBody {

    private static final String UNKNOWN = "unknown";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Mixin
    private SourceOptions source;

    @Option(names = "--internal", description = "Internal topics too.")
    private boolean internal;

    @Option(
            names = "--output",
            paramLabel = "table|jsonl|csv",
            description = "Default: table on a terminal, else jsonl.")
    private @Nullable OutputFormat output;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    TopicsCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        OutputFormat format = session().format(output);
        try (Investigation investigation = session().open(source.spec(session()))) {
            List<Row> rows = rows(investigation);
            switch (format) {
                case CSV -> StreamsReport.of(rows).writeCsv(session().out());
                case JSONL -> StreamsReport.of(rows).writeJsonLines(session().out());
                case TABLE -> print(rows);
            }
            if (rows.isEmpty()) {
                session().err().println("No topic may be seen: there is none, or this user may see none.");
            }
            tellWhatIsElsewhere(rows);
            List<Row> unknown =
                    rows.stream().filter(row -> !row.glance().isKnown()).toList();
            unknown.forEach(row -> session()
                    .err()
                    .println("lacuna: Topic '" + row.summary().name() + "' could not be looked at: "
                            + row.glance().problem()));
            return unknown.isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL;
        }
    }

    /// Numbers without what is not where one looks would be taken for all there is.
    private void tellWhatIsElsewhere(List<Row> rows) {
        for (Row row : rows) {
            StreamGlance glance = row.glance();
            if (glance.absent() > 0) {
                session()
                        .err()
                        .println("Topic '" + row.summary().name() + "' has "
                                + Phrases.count(glance.absent(), "more partition")
                                + " that "
                                + (glance.absent() == 1 ? "is" : "are")
                                + " not in this folder: what is told here is of the others. Where they are says: lacuna"
                                + " scan" + source.again() + " --topic "
                                + ShellWords.quoted(row.summary().name()));
            }
            if (glance.remote() && glance.bytes().isPresent()) {
                session()
                        .err()
                        .println("Topic '" + row.summary().name() + "' keeps what is older in remote storage: its bytes"
                                + " are those on the brokers' disks.");
            }
        }
    }

    private List<Row> rows(Investigation investigation) throws SourceException {
        Map<String, StreamSummary> summaries = new LinkedHashMap<>();
        for (StreamSummary summary : investigation.streams()) {
            if (internal || !summary.internal()) {
                summaries.put(summary.name(), summary);
            }
        }
        List<Row> rows = new ArrayList<>();
        investigation.glance(List.copyOf(summaries.keySet()), glance -> {
            StreamSummary summary = summaries.get(glance.name());
            return summary != null && rows.add(new Row(summary, glance));
        });
        return rows;
    }

    private void print(List<Row> rows) {
        var table = new TextTable(
                "TOPIC",
                "PARTITIONS",
                "POSITIONS (AT MOST)",
                "RETENTION",
                "POLICY",
                "TIMESTAMPS",
                "MB",
                "LATEST TIME (UTC)");
        for (Row row : rows) {
            StreamGlance glance = row.glance();
            table.row(
                    row.summary().name(),
                    Phrases.number(row.summary().partitions()),
                    glance.isKnown() ? Phrases.number(glance.positions()) : UNKNOWN,
                    glance.retention()
                            .map(Durations::text)
                            .orElse(glance.policy().isEmpty() ? UNKNOWN : "unlimited"),
                    glance.policy().isEmpty() ? UNKNOWN : glance.policy(),
                    glance.timestamps()
                            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                            .orElse(UNKNOWN),
                    glance.bytes().isPresent()
                            ? (glance.remote() ? "≥ " : "")
                                    + String.format(
                                            Locale.ROOT, "%,.1f", glance.bytes().getAsLong() / 1e6)
                            : UNKNOWN,
                    glance.last().isPresent()
                            ? TIME.format(Instant.ofEpochMilli(glance.last().getAsLong()))
                            : glance.isKnown() ? "" : UNKNOWN);
        }
        table.print(session().out());
    }
}
