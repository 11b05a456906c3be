package dev.lacuna.model;

/// Which producer wrote a batch, where the log stores it.
///
/// @param id the producer id that the broker assigned
/// @param epoch its epoch; a new epoch starts sequences at 0
/// @param baseSequence the sequence of the batch's first record as it was written, or -1
/// @param lastSequence the sequence of its last record as it was written, or -1
public record Producer(long id, short epoch, int baseSequence, int lastSequence) {}
