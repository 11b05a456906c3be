package dev.lacuna.detect.gap;

import dev.lacuna.model.StreamInfo;

/// Tells holes that brokers leave on purpose from those of losses. Kafka's own leaders assign positions one
/// after another and leave none. Others that speak its protocol keep batches of their own in the log and hand
/// them to nobody, so that single positions are missing: Redpanda where a transaction begins (and before 21.5
/// where a leader does).
///
/// Which software a broker runs is known where its settings say so. Else many holes of one position, and
/// hardly any other, tell: no fault of a disk or a broker is known that takes single positions out of a log
/// all over it.
final class BrokerHabit {

    private static final String REDPANDA = "redpanda.";
    private static final int FEWEST = 20;
    private static final double SHARE = 0.9;

    private BrokerHabit() {}

    /// Whether holes of one position each are left by the brokers, rather than lost.
    static boolean isToLeave(OffsetHoles holes, StreamInfo stream) {
        long lone = holes.lone().places();
        return isRedpanda(stream) || (lone >= FEWEST && lone >= SHARE * holes.places());
    }

    /// Why it is held for that, in full sentences.
    static String story(StreamInfo stream) {
        return isRedpanda(stream)
                ? "By its settings the stream is kept by Redpanda, which has batches of its own in the log that it hands to "
                        + "nobody, one position each: where a transaction begins, for instance."
                : "Kafka's own leaders leave no such holes, and no fault is known that takes single positions out of a log "
                        + "all over it. Brokers that only speak Kafka's protocol do leave them, for batches that they keep "
                        + "to themselves.";
    }

    private static boolean isRedpanda(StreamInfo stream) {
        return stream.config().keySet().stream().anyMatch(name -> name.startsWith(REDPANDA));
    }
}
