package dev.lacuna.detect.rate;

/// A stretch of time without events that the rate around it makes remarkable.
///
/// @param bucket the last bucket before it
/// @param fromMillis the last event before it
/// @param toMillis the first event after it
/// @param expected how many events would have been usual
/// @param perSecond the rate around it
record Silence(int bucket, long fromMillis, long toMillis, double expected, double perSecond) {

    long length() {
        return toMillis - fromMillis;
    }
}
