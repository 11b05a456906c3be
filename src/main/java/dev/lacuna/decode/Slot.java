package dev.lacuna.decode;

/// The fields that a reader fills.
enum Slot {
    SEQUENCE,
    SCOPE,
    ID,
    EVENT_TIME
}
