package dev.lacuna.detect.sequence;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Share;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of one partition: those of the partition itself, or of each scope, with a common bound on their
/// memory.
///
/// As soon as one event names a scope, events without one count as unnumbered: numbers run within scopes then.
public final class SequenceScopes {

    /// Holes kept open at once by default.
    public static final Share MOST_HOLES = new Share(400_000, 10_000);

    /// Scopes followed at once by default.
    public static final Share MOST_SCOPES = new Share(2_000_000, 50_000);

    private final int mostScopes;
    private final boolean fromOrigin;
    private final HoleBudget budget;
    private @Nullable ScopeTable scopes;
    private @Nullable SequenceTracker whole;
    private @Nullable SequenceTracker last;

    /// @param mostHoles holes kept open at once
    /// @param mostScopes scopes followed at once: of more than those, some are forgotten
    /// @param fromOrigin whether the scan began where the log began, with nothing before it
    public SequenceScopes(int mostHoles, int mostScopes, boolean fromOrigin) {
        this.mostScopes = mostScopes;
        this.fromOrigin = fromOrigin;
        this.budget = new HoleBudget(mostHoles);
    }

    /// Those of a partition that is to be scanned.
    public static SequenceScopes of(PartitionContext context, Share mostHoles, Share mostScopes) {
        boolean fromOrigin = context.scanned().from().equals(Position.offset(0));
        return new SequenceScopes(mostHoles.of(context), mostScopes.of(context), fromOrigin);
    }

    /// @return null when the event's number belongs to no scope that is followed
    public @Nullable Arrival observe(Fields fields, Mark mark) {
        Bytes scope = fields.sequenceScope();
        ScopeTable table = scopes;
        if (scope == null) {
            last = table == null ? wholePartition() : null;
            return last == null ? null : last.observe(fields.sequence(), mark);
        }
        if (table == null) {
            table = new ScopeTable(mostScopes, fromOrigin, budget);
            scopes = table;
        }
        Arrival arrival = table.observe(scope, fields.sequence(), mark);
        last = table.last();
        return arrival;
    }

    /// The first event that overtook the last number, see [SequenceTracker#successor()].
    public @Nullable Mark successor() {
        return last == null ? null : last.successor();
    }

    /// How many of the numbers from one to another, both included, were seen.
    ///
    /// @param scope within what they run; null: within the partition
    public long seenWithin(@Nullable Bytes scope, long from, long to) {
        if (scope != null) {
            return scopes == null ? 0 : scopes.seenWithin(scope, from, to);
        }
        return whole == null || scopes != null ? 0 : whole.seenWithin(from, to);
    }

    /// How many numbers of the partition's own sequence another one has seen as well, at least: so many
    /// numbers there are not between the lowest and the highest that all those seen here and there could be
    /// different ones.
    public long sharedWith(SequenceScopes other) {
        SequenceTracker own = scopes == null ? whole : null;
        if (own == null || isBlurred() || other.isBlurred()) {
            return 0;
        }
        long from = own.lowest();
        long to = own.highest();
        long size = SequenceTracker.distance(to, from) + 1;
        return Math.min(size, own.seenWithin(from, to)) + Math.min(size, other.seenWithin(null, from, to)) - size;
    }

    /// Whether numbers look as if they had been seen that never came, because their holes were not kept, or came
    /// only in another run, because the partition's own sequence started over.
    public boolean isBlurred() {
        return refused().holes() > 0 || (whole != null && whole.restarts() > 0);
    }

    /// Whether a number lies between the lowest and the highest of the partition's own sequence.
    public boolean isWithin(long number) {
        SequenceTracker own = scopes == null ? whole : null;
        return own != null && own.lowest() <= number && number <= own.highest();
    }

    /// Whether a number of the partition's own sequence has not been seen, though higher ones have.
    public boolean isOpen(long number) {
        return scopes == null && whole != null && whole.isOpen(number);
    }

    /// Scopes of several numbers that miss none of those between.
    public long wholeScopes() {
        return scopes == null ? 0 : scopes.whole();
    }

    /// Whether numbers run within scopes rather than within the partition.
    public boolean isScoped() {
        return scopes != null;
    }

    /// Events of scopes that could not be followed, because each of those that were has a hole open.
    public long untracked() {
        return scopes == null ? 0 : scopes.refusedEvents();
    }

    /// How many scopes were given up for others, as there were too many at once.
    public long forgotten() {
        return scopes == null ? 0 : scopes.forgotten();
    }

    /// How often one of those came back: what it lost meanwhile can't be told.
    public long returned() {
        return scopes == null ? 0 : scopes.returned();
    }

    public int mostScopes() {
        return mostScopes;
    }

    public int mostHoles() {
        return budget.limit();
    }

    /// Holes that were not kept.
    public Refused refused() {
        if (scopes != null) {
            return scopes.refusedHoles();
        }
        return whole == null ? Refused.NONE : whole.refused();
    }

    /// The trackers with their scopes; a null scope stands for the partition. Scopes without one miss nothing.
    public List<Scoped> all() {
        if (scopes != null) {
            return scopes.tracked();
        }
        return whole == null ? List.of() : List.of(new Scoped(null, whole, false));
    }

    private SequenceTracker wholePartition() {
        SequenceTracker partition = whole;
        if (partition == null) {
            partition = new SequenceTracker(budget, fromOrigin);
            whole = partition;
        }
        return partition;
    }

    /// A tracker and within what its numbers run.
    ///
    /// @param returned whether the scope had been followed and forgotten before, so that what it misses may
    ///     have come
    public record Scoped(@Nullable Bytes scope, SequenceTracker tracker, boolean returned) {}
}
