package dev.lacuna.repair.replay;

import java.time.Duration;
import java.util.Optional;

/// How a plan is run; none of it changes what is copied.
///
/// @param eventsPerSecond the most events written a second; 0: without limit
/// @param bytesPerSecond likewise of bytes of keys, values and headers
/// @param eventsPerTransaction the most events that become visible at once
/// @param acceptHazards whether someone has agreed to the blocking hazards
/// @param facts what the planner or a dry run has just shown of the events; empty: they are read once more before
///     anything is written
/// @param stableLimit how long to wait for other writers' open transactions in the target
/// @param retries how often in a row a lost connection is tried again
public record ReplayOptions(
        double eventsPerSecond,
        double bytesPerSecond,
        int eventsPerTransaction,
        boolean acceptHazards,
        Optional<SelectionFacts> facts,
        Duration stableLimit,
        int retries) {

    public static final ReplayOptions DEFAULT =
            new ReplayOptions(0, 0, 500, false, Optional.empty(), Duration.ofSeconds(60), 5);

    public ReplayOptions {
        if (!(eventsPerSecond >= 0) || !(bytesPerSecond >= 0) || eventsPerTransaction < 1 || retries < 0) {
            throw new IllegalArgumentException("a rate from 0 on, at least one event a transaction, retries from 0 on");
        }
    }

    public ReplayOptions withRate(double rate) {
        return new ReplayOptions(
                rate, bytesPerSecond, eventsPerTransaction, acceptHazards, facts, stableLimit, retries);
    }

    public ReplayOptions withByteRate(double rate) {
        return new ReplayOptions(
                eventsPerSecond, rate, eventsPerTransaction, acceptHazards, facts, stableLimit, retries);
    }

    public ReplayOptions withEventsPerTransaction(int events) {
        return new ReplayOptions(eventsPerSecond, bytesPerSecond, events, acceptHazards, facts, stableLimit, retries);
    }

    public ReplayOptions acceptingHazards() {
        return new ReplayOptions(
                eventsPerSecond, bytesPerSecond, eventsPerTransaction, true, facts, stableLimit, retries);
    }

    public ReplayOptions withFacts(SelectionFacts known) {
        return new ReplayOptions(
                eventsPerSecond,
                bytesPerSecond,
                eventsPerTransaction,
                acceptHazards,
                Optional.of(known),
                stableLimit,
                retries);
    }
}
