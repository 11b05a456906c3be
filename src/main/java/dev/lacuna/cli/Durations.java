package dev.lacuna.cli;

import dev.lacuna.investigation.CopyWords;
import java.time.Duration;

/// Durations for people: "7 d", "2 d 4 h", "15 min".
final class Durations {

    private Durations() {}

    /// As people write them: `30m`, `2h`.
    static Duration parse(String option, String text) throws CommandException {
        return Slips.told(option, text, CopyWords::duration);
    }

    static String text(Duration duration) {
        long days = duration.toDays();
        int hours = duration.toHoursPart();
        int minutes = duration.toMinutesPart();
        if (days > 0) {
            return days + " d" + (hours > 0 ? " " + hours + " h" : "");
        }
        if (hours > 0) {
            return hours + " h" + (minutes > 0 ? " " + minutes + " min" : "");
        }
        return minutes > 0 ? minutes + " min" : duration.toMillis() / 1000.0 + " s";
    }
}
