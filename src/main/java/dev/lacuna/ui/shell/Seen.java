package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Scan;
import java.util.List;

/// How far a scan was when somebody looked last.
///
/// @param steps of its passes
/// @param version of its findings
record Seen(Scan scan, boolean ended, long steps, long version) {

    static Seen of(Scan scan) {
        return new Seen(scan, !scan.isRunning(), scan.steps(), scan.findings().version());
    }

    /// Whether the scans and their findings are those of before.
    static boolean sameFindings(List<Seen> now, List<Seen> before) {
        if (now.size() != before.size()) {
            return false;
        }
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).scan() != before.get(i).scan()
                    || now.get(i).version() != before.get(i).version()) {
                return false;
            }
        }
        return true;
    }

    /// Whether one of the scans has ended since.
    static boolean anyEnded(List<Seen> now, List<Seen> before) {
        return now.stream()
                .filter(Seen::ended)
                .anyMatch(scan -> before.stream().noneMatch(old -> old.scan() == scan.scan() && old.ended()));
    }
}
