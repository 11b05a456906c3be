package dev.lacuna.report.session;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A plan, a run or a check of one, as the journal kept it.
///
/// @param kind `plan`, `dry-run`, `run`, `verify`, `rewind`, `roll-back`
/// @param state how it ended: `done`, `partial`, `failed`, `cancelled`, `refused`, or that it had not
/// @param planHash SHA-256 of the plan's text
/// @param plan the plan's text; empty where none was kept
/// @param subject the stream or the group
/// @param command the command line that does the same; empty where nobody said
/// @param who on whose account it ran
/// @param counts exact, by stable names
/// @param positions what was written, by partition: `orders/0` → `120..180`
/// @param confirmed the name that was typed to agree to a write into production
/// @param message what it said at its end
public record SavedRepair(
        long task,
        String kind,
        String state,
        String planId,
        String planHash,
        String plan,
        String subject,
        String source,
        String target,
        String command,
        String who,
        String toolVersion,
        Instant started,
        Optional<Instant> ended,
        Map<String, Long> counts,
        Map<String, String> positions,
        String confirmed,
        String message) {

    public SavedRepair {
        counts = new TreeMap<>(counts);
        positions = new TreeMap<>(positions);
    }

    /// Whether it changed anything but files of its own.
    public boolean isWrite() {
        return kind.equals("run") || kind.equals("rewind") || kind.equals("roll-back");
    }
}
