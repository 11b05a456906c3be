package dev.lacuna.bench;

import dev.lacuna.investigation.IncidentReport;
import dev.lacuna.investigation.Recording;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SavedSessions;
import dev.lacuna.report.session.SessionFile;
import dev.lacuna.task.TaskRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/// How large a session file of a thousand lanes and a hundred thousand findings is, and how long it takes to write, to
/// read and to report.
public final class SessionBenchmark {

    private static final int LANES = 1_000;
    private static final int FINDINGS = 100_000;

    /// As many buckets as the lanes of an index of that many may hold at most.
    private static final int BUCKETS = 1_024;

    private SessionBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("lacuna-session");
        Path file = folder.resolve("large.lacuna");
        Path html = folder.resolve("large.html");
        try (var runner = new TaskRunner(Clock.systemUTC())) {
            SavedSession session = SavedSessions.of(1, 1, LANES, FINDINGS, BUCKETS, "");
            for (int round = 1; round <= 3; round++) {
                long begun = System.nanoTime();
                SessionFile.write(session, file);
                long written = System.nanoTime();
                SavedSession read = SessionFile.read(file);
                long parsed = System.nanoTime();
                Recording.of(read, runner);
                long opened = System.nanoTime();
                IncidentReport.writeHtml(read, html);
                long reported = System.nanoTime();
                System.out.printf(
                        Locale.ROOT,
                        "round %d: file %.1f MB, written in %.2f s, read in %.2f s, made scans of in %.2f s; report %.2f MB in"
                                + " %.2f s%n",
                        round,
                        Files.size(file) / 1e6,
                        seconds(begun, written),
                        seconds(written, parsed),
                        seconds(parsed, opened),
                        Files.size(html) / 1e6,
                        seconds(opened, reported));
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(html);
            Files.deleteIfExists(folder);
        }
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }
}
