package dev.lacuna.source.segments;

import java.nio.file.Path;

/// One file of a partition's log, as it stood when the folder was listed.
///
/// @param log the file with the batches
/// @param base the first offset that it may hold, which its name tells
/// @param bound one past the last offset that is read from it: the base of the next one, as the broker itself looks
///     an offset up in the file with the highest base at or below it
/// @param bytes its size
/// @param modifiedMillis when it was last written to
/// @param last whether no other follows
record Segment(Path log, long base, long bound, long bytes, long modifiedMillis, boolean last) {

    private static final int BASE_DIGITS = 20;

    /// The file of another kind that goes with it: `.index`, `.timeindex`, `.txnindex`.
    Path beside(String suffix) {
        String name = log.getFileName().toString();
        String swap = name.endsWith(PartitionFiles.SWAP) ? PartitionFiles.SWAP : "";
        return log.resolveSibling(name.substring(0, BASE_DIGITS) + suffix + swap);
    }

    /// Its file as people see it from the source's folder.
    String name() {
        return nameOf(log);
    }

    static String nameOf(Path file) {
        Path folder = file.getParent();
        return folder == null ? file.toString() : folder.getFileName() + "/" + file.getFileName();
    }
}
