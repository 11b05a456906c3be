package dev.lacuna.repair.rewind;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A number of events.
///
/// @param exact whether they were counted; else there are at most so many
public record EventCount(long events, boolean exact) {

    public static final EventCount NONE = new EventCount(0, true);

    /// @param positions how many there are, each of which holds one event at most
    /// @param counted the events among them; null where nobody has counted
    static EventCount of(long positions, @Nullable Long counted) {
        return positions == 0
                ? NONE
                : counted == null ? new EventCount(positions, false) : new EventCount(counted, true);
    }

    EventCount plus(EventCount other) {
        return new EventCount(events + other.events, exact && other.exact);
    }

    /// What a move does, for people: `1 event is read again, at most 1,200 skipped`.
    ///
    /// @param again how many are read again
    /// @param skipped how many are passed over unread
    public static String effect(EventCount again, EventCount skipped) {
        return again.text() + (again.events == 1 ? " event is" : " events are") + " read again, " + skipped.text()
                + " skipped";
    }

    /// For people: `40`, `at most 1,200`.
    public String text() {
        return String.format(Locale.ROOT, exact ? "%,d" : "at most %,d", events);
    }
}
