package dev.lacuna.repair.replay;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import org.jspecify.annotations.Nullable;

/// By what an event of the source is known again in the target. Confined to one thread.
interface EventIdentity {

    /// Not an extractor of something in the event, but its own place, which a copy names in its header.
    String ORIGIN = "origin";

    /// Null where the event has none.
    @Nullable
    Bytes inSource(Event event);

    @Nullable
    Bytes inTarget(Event event);

    /// @param extractor [#ORIGIN], or what reads an id
    static EventIdentity of(String extractor, EventReading reading, Origin origin) {
        if (extractor.equals(ORIGIN)) {
            return new EventIdentity() {
                @Override
                public Bytes inSource(Event event) {
                    return origin.of(event.partition().number(), event.position());
                }

                @Override
                public @Nullable Bytes inTarget(Event event) {
                    return event.header(Event.ORIGIN_HEADER);
                }
            };
        }
        FieldReader ids = reading.ids(extractor);
        return new EventIdentity() {
            @Override
            public @Nullable Bytes inSource(Event event) {
                return ids.read(event).id();
            }

            @Override
            public @Nullable Bytes inTarget(Event event) {
                return ids.read(event).id();
            }
        };
    }
}
