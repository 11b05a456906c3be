package dev.lacuna.model;

import org.jspecify.annotations.Nullable;

/// One header of an event. Names may repeat, order counts, and a null value differs from an empty one.
public record Header(String name, @Nullable Bytes value) {

    /// The same in bytes of its own, for whoever keeps it longer than the batch it came in.
    Header compact() {
        Bytes own = value == null ? null : value.compact();
        return own == value ? this : new Header(name, own);
    }
}
