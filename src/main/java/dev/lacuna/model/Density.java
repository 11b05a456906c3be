package dev.lacuna.model;

import java.util.List;

/// What is known of the density of one partition at one moment, as it is kept and handed on: what was counted over time
/// and over positions, and what look-ups told of the rest. Immutable as long as nobody writes into its arrays.
///
/// @param places over positions; without bytes
/// @param firstMillis the earliest event time seen, epoch ms; `Long.MAX_VALUE` before the first event
/// @param lastMillis the latest event time seen, epoch ms; `Long.MIN_VALUE` before the first event
/// @param estimated whether the times of some events were spread over a batch
/// @param placesEstimated whether the positions of some were
/// @param backdrop where the partition stood when, by look-ups
/// @param read the positions that were read, in order
public record Density(
        Counts times,
        Counts places,
        long events,
        long bytes,
        long firstMillis,
        long lastMillis,
        boolean estimated,
        boolean placesEstimated,
        Backdrop backdrop,
        List<PositionRange> read) {

    public static final Density NONE = new Density(
            Counts.NONE, Counts.NONE, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, false, false, Backdrop.NONE, List.of());

    public Density {
        read = List.copyOf(read);
    }

    /// Occupied buckets along one axis.
    ///
    /// @param shift buckets are `2^shift` wide
    /// @param keys where each starts, shifted right by `shift`; ascending
    /// @param counts events in each
    /// @param bytes bytes in each; empty where they are not counted
    public record Counts(int shift, long[] keys, long[] counts, long[] bytes) {

        public static final Counts NONE = new Counts(0, new long[0], new long[0], new long[0]);

        public Counts {
            if (shift < 0 || shift >= Long.SIZE) {
                throw new IllegalArgumentException("buckets can't be 2^" + shift + " wide");
            }
            if (counts.length != keys.length || bytes.length != 0 && bytes.length != keys.length) {
                throw new IllegalArgumentException(
                        keys.length + " buckets with " + counts.length + " counts and " + bytes.length + " sizes");
            }
            for (int i = 1; i < keys.length; i++) {
                if (keys[i] <= keys[i - 1]) {
                    throw new IllegalArgumentException("bucket " + i + " does not stand behind the one before it");
                }
            }
        }

        public int size() {
            return keys.length;
        }
    }
}
