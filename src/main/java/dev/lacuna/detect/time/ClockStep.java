package dev.lacuna.detect.time;

/// A stretch of one producer's events whose own times stand to their timestamps as they did not before.
///
/// @param producer the producer id, or -1
/// @param first the first such event
/// @param last the last that was seen
/// @param events how many
/// @param beforeMillis by how much event times usually were ahead of timestamps before; negative: behind
/// @param afterMillis the same in the stretch
/// @param lasts whether it was so to the end of the scan
record ClockStep(
        long producer, Timed first, Timed last, long events, long beforeMillis, long afterMillis, boolean lasts) {

    long offsetMillis() {
        return afterMillis - beforeMillis;
    }
}
