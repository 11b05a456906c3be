package dev.lacuna.detect;

import dev.lacuna.model.Event;
import dev.lacuna.model.Position;

/// Where an event stands among those that a detector saw.
///
/// @param ordinal how many of them came before it
/// @param millis its timestamp, epoch ms; -1 when it has none
public record Spot(long ordinal, Position position, long millis) {

    public static Spot of(long ordinal, Event event) {
        return new Spot(ordinal, event.position(), event.millis());
    }

    public static Spot earlier(Spot one, Spot other) {
        return one.ordinal() <= other.ordinal() ? one : other;
    }

    public static Spot later(Spot one, Spot other) {
        return one.ordinal() >= other.ordinal() ? one : other;
    }
}
