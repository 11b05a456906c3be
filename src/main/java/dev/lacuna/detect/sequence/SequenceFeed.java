package dev.lacuna.detect.sequence;

import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import org.jspecify.annotations.Nullable;

/// The numbers of one partition, followed once for all the rules that look at them: whichever is told of an event
/// first has it observed, and the others find what came of that.
public final class SequenceFeed {

    private final SequenceScopes scopes;
    private @Nullable Event latest;
    private @Nullable Mark mark;
    private @Nullable Arrival arrival;

    public SequenceFeed(SequenceScopes scopes) {
        this.scopes = scopes;
    }

    /// Observes an event unless that was done, and where it carries no number that can be followed does nothing.
    ///
    /// @param log what the log has shown so far, as far as the rule that comes first follows it
    /// @return the event as its scope sees it; null where it carries no number
    public @Nullable Mark observe(Event event, Fields fields, LogState log) {
        if (event == latest) {
            return mark;
        }
        latest = null; // should observing fail, whoever comes next must fail, too
        mark = null;
        arrival = null;
        if (fields.hasSequence() && (!scopes.isScoped() || fields.sequenceScope() != null)) {
            Mark observed = new Mark(event.position(), event.millis(), event.isReplayed(), log);
            arrival = scopes.observe(fields, observed);
            mark = observed;
        }
        latest = event;
        return mark;
    }

    /// How the latest event's number stood to those before; null when it belongs to no scope that is followed.
    public @Nullable Arrival arrival() {
        return arrival;
    }

    public SequenceScopes scopes() {
        return scopes;
    }
}
