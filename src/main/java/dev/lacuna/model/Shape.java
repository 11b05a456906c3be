package dev.lacuna.model;

/// Which places a payload has, and what stands at each: the same object for payloads of the same shape, within
/// one reader, as long as there are not too many. Of an array's elements it says which types they have, not how
/// many.
public final class Shape {

    /// The index of a shape beyond those that a reader remembers.
    public static final int UNLISTED = -1;

    private final int index;
    private final FieldPath[] paths;
    private final ValueType[] types;

    /// @param index shapes of one reader are numbered from 0; [#UNLISTED] when there are too many, so that a
    ///     payload of the same shape may have another object
    /// @param paths a place stands there once for each type that was found in it
    public Shape(int index, FieldPath[] paths, ValueType[] types) {
        this.index = index;
        this.paths = paths.clone();
        this.types = types.clone();
    }

    public int index() {
        return index;
    }

    public int size() {
        return paths.length;
    }

    public FieldPath path(int i) {
        return paths[i];
    }

    public ValueType type(int i) {
        return types[i];
    }
}
