package dev.lacuna.model;

/// Which places a payload has, and what stands at each: the same object for payloads of the same shape, within one
/// reader, as long as there are not too many. Of an array's elements it says which types they have, not how many.
public final class Shape {

    private final FieldPath[] paths;
    private final ValueType[] types;

    /// @param paths a place stands there once for each type that was found in it
    public Shape(FieldPath[] paths, ValueType[] types) {
        this.paths = paths.clone();
        this.types = types.clone();
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
