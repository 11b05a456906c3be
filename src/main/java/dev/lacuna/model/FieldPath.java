package dev.lacuna.model;

import org.jspecify.annotations.Nullable;

/// A place in the payloads of one partition: the same object for the same place, within one reader.
public final class FieldPath {

    /// What the last step of a path stands for.
    public enum Step {
        /// The payload itself, or a member of an object by its name.
        FIELD,
        /// Any element of an array.
        ELEMENT,
        /// Any member of an object whose names are so many that they are data.
        MEMBER
    }

    private final int index;
    private final String pointer;
    private final @Nullable FieldPath parent;
    private final Step step;

    /// @param index paths of one reader are numbered from 0
    /// @param pointer a JSON Pointer, with `*` for an element or member; empty for the payload itself
    /// @param parent where it stands within; null for the payload itself
    public FieldPath(int index, String pointer, @Nullable FieldPath parent, Step step) {
        this.index = index;
        this.pointer = pointer;
        this.parent = parent;
        this.step = step;
    }

    public int index() {
        return index;
    }

    public @Nullable FieldPath parent() {
        return parent;
    }

    public Step step() {
        return step;
    }

    /// The pointer; `/` for the payload itself.
    @Override
    public String toString() {
        return pointer.isEmpty() ? "/" : pointer;
    }
}
