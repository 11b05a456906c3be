package dev.lacuna.detect.time;

import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.TimestampKind;

/// Which time of an event is judged: the event's own where the scan was asked for it, else its timestamp if the
/// client set it.
final class EventClock {

    /// 2000-01-01 and 2100-01-01: times outside are no times of a stream.
    private static final long EARLIEST = 946_684_800_000L;

    private static final long LATEST = 4_102_444_800_000L;

    private EventClock() {}

    /// Epoch ms, or [Fields#ABSENT] when nothing can be judged.
    static long of(Event event, Fields fields) {
        if (fields.eventMillis() != Fields.ABSENT) {
            return fields.eventMillis();
        }
        return event.timestamps() == TimestampKind.CREATE && event.millis() >= 0 ? event.millis() : Fields.ABSENT;
    }

    static boolean isPlausible(long millis) {
        return EARLIEST <= millis && millis < LATEST;
    }
}
