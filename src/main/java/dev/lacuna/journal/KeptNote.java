package dev.lacuna.journal;

import java.util.Set;

/// What somebody has written about a part of a stream.
///
/// @param id its own, for ever
/// @param source the source's address
/// @param partitions their numbers; empty means all
/// @param axis what `from` and `to` count: a stable word of whoever keeps it
/// @param to exclusive
/// @param writtenMillis when it was written last, epoch ms
public record KeptNote(
        String id,
        String source,
        String stream,
        Set<Integer> partitions,
        String axis,
        long from,
        long to,
        String text,
        long writtenMillis) {

    public KeptNote {
        partitions = Set.copyOf(partitions);
    }
}
