package dev.lacuna.investigation;

import dev.lacuna.filter.Answer;
import dev.lacuna.filter.Judge;
import dev.lacuna.model.Event;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.repair.replay.DeadLetters;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
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

    /// Adds up one event after another, of several partitions at once.
    static final class Tally {

        private final long redrives;
        private final Optional<TimeSpan> time;
        private final Optional<Judge> judge;
        private final SortedMap<String, Long> homes = new TreeMap<>();
        private long spent;
        private long homeless;

        /// @param redrives how often an event may be driven back
        /// @param time only events of it
        /// @param judge only events of which it says yes
        Tally(long redrives, Optional<TimeSpan> time, Optional<Judge> judge) {
            this.redrives = redrives;
            this.time = time;
            this.judge = judge;
        }

        synchronized void add(Event event) {
            if (time.isPresent() && !time.get().contains(event.millis())
                    || judge.isPresent() && judge.get().judge(event) != Answer.YES) {
                return;
            }
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
