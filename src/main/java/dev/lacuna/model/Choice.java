package dev.lacuna.model;

import java.util.Optional;

/// Which of the events in a plan's ranges are copied; what a part says of its own range holds besides.
///
/// @param time only events with a timestamp in it
/// @param filter only events of which this expression is true, see `filter.EventFilter`
/// @param notHeldBy an extractor of ids: only events whose id the target doesn't hold already
public record Choice(Optional<TimeSpan> time, Optional<String> filter, Optional<String> notHeldBy) {

    /// All of them.
    public static final Choice ALL = new Choice(Optional.empty(), Optional.empty(), Optional.empty());

    public boolean isAll() {
        return equals(ALL);
    }

    public Choice within(TimeSpan span) {
        return new Choice(Optional.of(span), filter, notHeldBy);
    }

    public Choice where(String expression) {
        return new Choice(time, Optional.of(expression), notHeldBy);
    }

    public Choice unlessHeldBy(String extractor) {
        return new Choice(time, filter, Optional.of(extractor));
    }
}
