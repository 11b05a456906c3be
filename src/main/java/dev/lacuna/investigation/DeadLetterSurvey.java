package dev.lacuna.investigation;

import dev.lacuna.model.Event;
import dev.lacuna.repair.replay.DeadLetters;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where the events of a dead-letter stream failed.
///
/// @param homes by the stream that the headers name, how many are to be driven back there
/// @param spent how many were driven back as often as is allowed
/// @param homeless how many have no headers that say from where they are
public record DeadLetterSurvey(SortedMap<String, Long> homes, long spent, long homeless) {

    public DeadLetterSurvey {
        homes = Collections.unmodifiableSortedMap(homes);
    }

    /// Adds up one event after another. Confined to one thread.
    static final class Tally {

        private final long redrives;
        private final SortedMap<String, Long> homes = new TreeMap<>();
        private long spent;
        private long homeless;

        /// @param redrives how often an event may be driven back
        Tally(long redrives) {
            this.redrives = redrives;
        }

        synchronized void add(Event event) {
            String home = DeadLetters.home(event).map(DeadLetters.Home::stream).orElse("");
            if (home.isEmpty()) {
                homeless++;
            } else if (DeadLetters.redrives(event.headers()) >= redrives) {
                spent++;
            } else {
                homes.merge(home, 1L, Long::sum);
            }
        }

        synchronized DeadLetterSurvey survey() {
            return new DeadLetterSurvey(new TreeMap<>((Map<String, Long>) homes), spent, homeless);
        }
    }
}
