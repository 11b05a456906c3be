package dev.lacuna.detect.sequence;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The trackers of one partition: one for the partition itself, or one per scope, with a common bound on their
/// memory.
///
/// As soon as one event names a scope, events without one count as unnumbered: numbers run within scopes then.
public final class SequenceScopes {

    private final int mostScopes;
    private final boolean fromOrigin;
    private final HoleBudget budget;
    private final Map<Bytes, SequenceTracker> scopes = new HashMap<>();
    private @Nullable SequenceTracker whole;
    private @Nullable SequenceTracker last;
    private long untracked;

    /// @param fromOrigin whether the scan began where the log began, with nothing before it
    public SequenceScopes(int mostHoles, int mostScopes, boolean fromOrigin) {
        this.mostScopes = mostScopes;
        this.fromOrigin = fromOrigin;
        this.budget = new HoleBudget(mostHoles);
    }

    /// @return null when the event's number belongs to no scope that is followed
    public @Nullable Arrival observe(Fields fields, Mark mark) {
        SequenceTracker tracker = trackerOf(fields.sequenceScope());
        last = tracker;
        return tracker == null ? null : tracker.observe(fields.sequence(), mark);
    }

    /// The first event that overtook the last number, see [SequenceTracker#successor()].
    public @Nullable Mark successor() {
        return last == null ? null : last.successor();
    }

    /// Whether numbers run within scopes rather than within the partition.
    public boolean isScoped() {
        return !scopes.isEmpty();
    }

    /// Events whose scope came after the allowed number of scopes was reached.
    public long untracked() {
        return untracked;
    }

    public int mostScopes() {
        return mostScopes;
    }

    public HoleBudget budget() {
        return budget;
    }

    /// The trackers with their scopes; a null scope stands for the partition.
    public List<Scoped> all() {
        List<Scoped> all = new ArrayList<>();
        if (isScoped()) {
            scopes.forEach((scope, tracker) -> all.add(new Scoped(scope, tracker)));
        } else if (whole != null) {
            all.add(new Scoped(null, whole));
        }
        return all;
    }

    private @Nullable SequenceTracker trackerOf(@Nullable Bytes scope) {
        if (scope == null) {
            if (isScoped()) {
                return null;
            }
            SequenceTracker partition = whole;
            if (partition == null) {
                partition = new SequenceTracker(budget, fromOrigin);
                whole = partition;
            }
            return partition;
        }
        SequenceTracker tracker = scopes.get(scope);
        if (tracker == null) {
            if (scopes.size() >= mostScopes) {
                untracked++;
                return null;
            }
            tracker = new SequenceTracker(budget, fromOrigin);
            scopes.put(scope.compact(), tracker);
        }
        return tracker;
    }

    /// A tracker and within what its numbers run.
    public record Scoped(@Nullable Bytes scope, SequenceTracker tracker) {}
}
