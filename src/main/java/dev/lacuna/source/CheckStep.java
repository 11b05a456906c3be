package dev.lacuna.source;

import java.time.Duration;

/// One step on the way to a source, and how it went. It holds no secret.
///
/// @param subject what it was tried on, for people: an address, a topic; empty for the source as a whole
/// @param told what was found, as a sentence
/// @param advice what to do about it; empty where nothing is to be done
public record CheckStep(Kind kind, String subject, State state, String told, String advice, Duration took) {

    /// What is tried, in this order. The names stand in reports: they don't change.
    public enum Kind {
        /// The client properties can be used.
        PROPERTIES,
        /// The host has an address.
        NAME,
        /// Somebody listens at the port.
        CONNECT,
        /// The connection is private, and the other side is who it says.
        TLS,
        /// The other side knows this user.
        LOGIN,
        /// It says which brokers there are.
        METADATA,
        /// These can be reached from here by the addresses that they announce.
        BROKERS,
        /// Topics may be seen.
        TOPICS,
        /// Their events may be read.
        READ,
        /// Consumer groups may be seen.
        GROUPS,
        /// Events may be written.
        WRITE,
        /// All in one, where a product has no steps.
        OPEN
    }

    /// How a step went.
    public enum State {
        OK,
        /// It went on, but something is not as it should be.
        DOUBT,
        FAILED,
        /// There was no need for it, or something before it failed.
        SKIPPED
    }

    /// A failed step, without what failed: that stays in the log's hands.
    @Override
    public String toString() {
        return kind + " " + subject + " " + state;
    }
}
