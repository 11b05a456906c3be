package dev.lacuna.model;

/// What rules compare payloads by: their shape, and the numbers in them. It is used again for the next event:
/// whoever needs it later copies; paths and shapes may be kept.
public interface Content {

    Shape shape();

    /// How many fields of this payload are not noted, because those that were seen before are too many.
    int leftOut();

    /// How many numbers stand in fields, those in arrays left out.
    int numbers();

    FieldPath numberPath(int i);

    /// Always finite.
    double number(int i);
}
