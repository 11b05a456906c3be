package dev.lacuna.ui.shell;

/// How somebody likes to work, whatever is open.
///
/// @param reducedMotion whether nothing is to move, whatever the system says
/// @param wheelZooms whether the plain wheel zooms and Ctrl+wheel scrolls
/// @param localTime whether times are written in the zone of this machine
public record Habits(boolean reducedMotion, boolean wheelZooms, boolean localTime) {

    static final Habits FIRST = new Habits(false, false, false);

    Habits withReducedMotion(boolean reduced) {
        return new Habits(reduced, wheelZooms, localTime);
    }

    Habits withWheelZooms(boolean zooms) {
        return new Habits(reducedMotion, zooms, localTime);
    }

    Habits withLocalTime(boolean local) {
        return new Habits(reducedMotion, wheelZooms, local);
    }
}
