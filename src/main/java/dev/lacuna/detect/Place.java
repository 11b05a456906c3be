package dev.lacuna.detect;

import dev.lacuna.model.Event;
import dev.lacuna.model.Position;

/// Where an event stands among those that a detector saw.
///
/// @param ordinal how many of them came before it
/// @param millis its timestamp, epoch ms; -1 when it has none
public record Place(long ordinal, Position position, long millis) {

    public static Place of(long ordinal, Event event) {
        return new Place(ordinal, event.position(), event.millis());
    }

    public static Place earlier(Place one, Place other) {
        return one.ordinal() <= other.ordinal() ? one : other;
    }

    public static Place later(Place one, Place other) {
        return one.ordinal() >= other.ordinal() ? one : other;
    }
}
