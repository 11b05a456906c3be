package dev.lacuna.detect;

/// What a rule can't do without.
public enum Need {
    /// Batches suffice.
    BATCHES,
    /// Every event.
    EVENTS,
    /// Every event with the application's sequence number.
    SEQUENCES,
    /// Every event with its id.
    IDS,
    /// Every event, its payload checked by a decoder.
    PAYLOADS,
    /// Every event with the shape of its payload and the numbers in it.
    CONTENT
}
