package dev.lacuna.model;

import org.jspecify.annotations.Nullable;

/// One header of an event. Names may repeat, order counts, and a null value differs from an empty one.
public record Header(String name, @Nullable Bytes value) {}
