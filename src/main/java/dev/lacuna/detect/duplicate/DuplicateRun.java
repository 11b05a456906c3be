package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.NearbyRun;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Position;
import org.jspecify.annotations.Nullable;

/// Duplicates of one cause near each other; the first one is the example.
final class DuplicateRun extends NearbyRun {

    private static final int MOST_ID_CHARS = 64;

    private final String id;
    private final Position firstOriginal;
    private final @Nullable String plan;
    private Position lowest;
    private Position highest;

    DuplicateRun(Event event, Bytes id, Position original, long ordinal) {
        super(event.position(), event.millis(), ordinal);
        String text = id.strictText();
        this.id = text == null ? id.length() + " bytes" : text.substring(0, Math.min(MOST_ID_CHARS, text.length()));
        this.firstOriginal = original;
        Bytes planId = event.header(Event.PLAN_HEADER);
        this.plan = planId == null ? null : planId.text();
        this.lowest = original;
        this.highest = original;
    }

    void noteOriginal(Position original) {
        lowest = Position.min(lowest, original);
        highest = Position.max(highest, original);
    }

    /// The first duplicate's id, as a short text.
    String id() {
        return id;
    }

    /// Where the first duplicate's id stood before.
    Position firstOriginal() {
        return firstOriginal;
    }

    /// The replay plan that wrote the first duplicate, or null.
    @Nullable
    String plan() {
        return plan;
    }

    Position lowestOriginal() {
        return lowest;
    }

    Position highestOriginal() {
        return highest;
    }
}
