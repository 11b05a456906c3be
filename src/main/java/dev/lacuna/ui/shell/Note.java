package dev.lacuna.ui.shell;

import dev.lacuna.ui.timeline.Axis;
import java.util.Set;

/// What somebody has written about a part of a stream. It is about the stream as it was then, and changes nothing.
///
/// @param stream its name
/// @param partitions their numbers; empty means all
/// @param axis whether `from` and `to` are times or positions
/// @param from epoch ms or a position
/// @param to the same, exclusive
/// @param writtenMillis when it was written last, epoch ms
public record Note(
        String id,
        String stream,
        Set<Integer> partitions,
        Axis axis,
        long from,
        long to,
        String text,
        long writtenMillis) {

    public Note {
        partitions = Set.copyOf(partitions);
    }

    Note withText(String newText, long nowMillis) {
        return new Note(id, stream, partitions, axis, from, to, newText, nowMillis);
    }
}
