package dev.lacuna.report.session;

import dev.lacuna.investigation.IncidentReport;
import java.nio.file.Path;

/// Writes the golden files of sessions and of their report anew; the first version of a session file is never written
/// again.
final class GoldenSession {

    private GoldenSession() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        SessionFile.write(SavedSessions.small(), folder.resolve("session-v1.lacuna"));
        IncidentReport.writeHtml(SavedSessions.small(), folder.resolve("incident-report.html"));
        IncidentReport.writeHtml(SavedSessions.of(1, 2, 12, 160, 120, ""), folder.resolve("large.html"));
    }
}
