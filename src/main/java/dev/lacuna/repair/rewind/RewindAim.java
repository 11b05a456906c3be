package dev.lacuna.repair.rewind;

import dev.lacuna.model.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where somebody wants a group to go on.
public sealed interface RewindAim {

    /// For people, and for the plan's file.
    String words();

    /// At the first event whose timestamp is at or after a time; where there is none, at the end.
    record AtTime(long millis) implements RewindAim {
        @Override
        public String words() {
            return "time " + Instant.ofEpochMilli(millis);
        }
    }

    /// At the first event that is still kept.
    record AtStart() implements RewindAim {
        @Override
        public String words() {
            return "start";
        }
    }

    /// Behind all events there are.
    record AtEnd() implements RewindAim {
        @Override
        public String words() {
            return "end";
        }
    }

    /// At the same position in each partition.
    record At(long position) implements RewindAim {
        @Override
        public String words() {
            return "position " + position;
        }
    }

    /// At a position for each partition that is named; the others stay.
    record InEach(Map<Integer, Long> positions) implements RewindAim {
        public InEach {
            positions = new TreeMap<>(positions);
        }

        @Override
        public String words() {
            return "positions " + list();
        }

        /// `0=1200,3=90`
        public String list() {
            return positions.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(","));
        }
    }

    /// So many positions before where it stands, or behind, where the number is positive.
    record By(long positions) implements RewindAim {
        @Override
        public String words() {
            return "shift " + (positions > 0 ? "+" : "") + positions;
        }
    }

    /// Where another group stands.
    record LikeGroup(String group) implements RewindAim {
        @Override
        public String words() {
            return "group " + group;
        }
    }

    /// Where the earliest finding of each partition begins; a rewind only, never a skip.
    record BeforeFindings(List<Finding> findings) implements RewindAim {
        public BeforeFindings {
            findings = List.copyOf(findings);
        }

        @Override
        public String words() {
            return "findings " + findings.stream().map(Finding::id).collect(Collectors.joining(","));
        }
    }
}
