package dev.lacuna.detect.sequence;

import dev.lacuna.detect.Hash128;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of many scopes in little memory: as long as they come one after another, a scope is a few
/// numbers in arrays, about 90 bytes; from its first jump, return or restart on it has a tracker of its own.
///
/// When there are too many, those seen longest ago that miss nothing are forgotten. A scope that comes back
/// after that is known as one: what it misses may have come before.
final class ScopeTable {

    /// What a tracker takes in memory, as a multiple of a scope in arrays.
    private static final int TRACKER_WEIGHT = 4;

    /// The share of the scopes that is forgotten at a time, those seen longest ago: so that it is rarely done.
    private static final int FORGOTTEN_AT_A_TIME = 8;

    private static final int SAMPLE = 1024;

    private static final long FEWEST_FORGOTTEN = 1 << 16;
    private static final long MOST_FORGOTTEN = 1 << 28;

    private static final byte OCCUPIED = 1;
    private static final byte RETURNED = 2;
    private static final byte REPLAYED = 4;

    private final int mostWeight;
    private final boolean fromOrigin;
    private final HoleBudget budget;
    private final Forgotten forgotten;
    private final Hash128 hash = new Hash128();
    private final SlotTable slots = new SlotTable();
    private byte[] flags = new byte[slots.capacity()];
    private long[] lowest = new long[slots.capacity()];
    private long[] highest = new long[slots.capacity()];
    private long[] startPosition = new long[slots.capacity()];
    private long[] startMillis = new long[slots.capacity()];
    private long[] lastPosition = new long[slots.capacity()];
    private long[] lastMillis = new long[slots.capacity()];
    private @Nullable LogState[] lastLog = new LogState[slots.capacity()];
    private @Nullable Tracked[] tracked = new Tracked[slots.capacity()];
    private int weight;
    private long seen;
    private long patience;
    private long forgottenScopes;
    private long returnedScopes;
    private long refusedEvents;
    private Refused refusedHoles = Refused.NONE;
    private @Nullable SequenceTracker last;

    /// @param mostScopes how many are followed at once while none misses anything; a tracker counts as four
    ScopeTable(int mostScopes, boolean fromOrigin, HoleBudget budget) {
        this.mostWeight = mostScopes;
        this.fromOrigin = fromOrigin;
        this.budget = budget;
        this.forgotten = new Forgotten((int) Math.min(MOST_FORGOTTEN, Math.max(FEWEST_FORGOTTEN, 4L * mostScopes)));
    }

    /// @return null when the scope could not be followed
    @Nullable
    Arrival observe(Bytes scope, long number, Mark mark) {
        last = null;
        hash.compute(scope);
        int slot = slots.find(hash.high(), hash.low());
        if (slot < 0) {
            return begin(scope, number, mark);
        }
        Tracked own = tracked[slot];
        if (own == null
                && number == highest[slot] + 1
                && number > highest[slot]
                && mark.position().isDense()) {
            highest[slot] = number;
            note(slot, mark);
            return Arrival.NEXT;
        }
        if (own == null && isMereRepetition(slot, number, mark)) {
            return Arrival.REPEATED;
        }
        last = own == null ? track(slot, scope) : own.tracker();
        lastPosition[slot] = recency(mark);
        return last.observe(number, mark);
    }

    /// The tracker of the last scope, or null when it needs none.
    @Nullable
    SequenceTracker last() {
        return last;
    }

    /// The scopes that have a tracker: all that may miss something.
    List<SequenceScopes.Scoped> tracked() {
        List<SequenceScopes.Scoped> all = new ArrayList<>();
        for (int slot = 0; slot < slots.slots(); slot++) {
            Tracked own = tracked[slot];
            if (own != null) {
                boolean returned = (flags[slot] & RETURNED) != 0;
                all.add(new SequenceScopes.Scoped(own.scope(), own.tracker(), returned));
            }
        }
        return all;
    }

    /// How many of the numbers of a scope from one to another, both included, were seen.
    long seenWithin(Bytes scope, long from, long to) {
        hash.compute(scope);
        int slot = slots.find(hash.high(), hash.low());
        if (slot < 0) {
            return 0;
        }
        Tracked own = tracked[slot];
        return own != null
                ? own.tracker().seenWithin(from, to)
                : Math.max(0, Math.min(to, highest[slot]) - Math.max(from, lowest[slot]) + 1);
    }

    /// Scopes of several numbers that miss none of those between.
    long whole() {
        long whole = 0;
        for (int slot = 0; slot < slots.slots(); slot++) {
            Tracked own = tracked[slot];
            boolean isWhole = own == null
                    ? (flags[slot] & OCCUPIED) != 0 && lowest[slot] < highest[slot]
                    : own.tracker().distinct() > 1 && !own.tracker().hasHoles();
            whole += isWhole ? 1 : 0;
        }
        return whole;
    }

    /// Scopes that were given up for others.
    long forgotten() {
        return forgottenScopes;
    }

    /// How often one of those came back.
    long returned() {
        return returnedScopes;
    }

    /// Events of scopes that were not followed at all.
    long refusedEvents() {
        return refusedEvents;
    }

    /// Holes that were not kept, also those of forgotten scopes.
    Refused refusedHoles() {
        Refused all = refusedHoles;
        for (int slot = 0; slot < slots.slots(); slot++) {
            Tracked own = tracked[slot];
            all = own == null ? all : all.plus(own.tracker().refused());
        }
        return all;
    }

    private @Nullable Arrival begin(Bytes scope, long number, Mark mark) {
        boolean isArrays = mark.position().isDense();
        int more = isArrays ? 1 : TRACKER_WEIGHT;
        if (!makeRoom(more)) {
            refusedEvents++;
            return null;
        }
        boolean returns = refusedEvents > 0 || (forgottenScopes > 0 && forgotten.mayHold(hash.low()));
        int slot = slots.put(hash.high(), hash.low());
        growArrays();
        weight += more;
        flags[slot] = (byte) (OCCUPIED | (returns ? RETURNED : 0));
        returnedScopes += returns ? 1 : 0;
        if (!isArrays) {
            SequenceTracker tracker = new SequenceTracker(budget, fromOrigin && !returns);
            tracked[slot] = new Tracked(scope.compact(), tracker);
            lastPosition[slot] = recency(mark);
            return tracker.observe(number, mark);
        }
        tracked[slot] = null;
        lowest[slot] = number;
        highest[slot] = number;
        startPosition[slot] = mark.position().asOffset();
        startMillis[slot] = mark.millis();
        note(slot, mark);
        return Arrival.FIRST;
    }

    private void note(int slot, Mark mark) {
        lastPosition[slot] = mark.position().asOffset();
        lastMillis[slot] = mark.millis();
        lastLog[slot] = mark.log();
        flags[slot] = (byte) (mark.replayed() ? flags[slot] | REPLAYED : flags[slot] & ~REPLAYED);
    }

    /// Whether the number was seen and says nothing about a restart.
    private boolean isMereRepetition(int slot, long number, Mark mark) {
        return lowest[slot] <= number
                && number <= highest[slot]
                && (mark.replayed() || !SequenceTracker.isFarBack(highest[slot], number));
    }

    private SequenceTracker track(int slot, Bytes scope) {
        LogState log = lastLog[slot] == null ? LogState.START : lastLog[slot];
        boolean replayed = (flags[slot] & REPLAYED) != 0;
        Mark end = new Mark(Position.offset(lastPosition[slot]), lastMillis[slot], replayed, log);
        // what the log had shown at the start is not kept; it only matters to holes below the start, which prove
        // nothing
        Mark start = lowest[slot] == highest[slot]
                ? end
                : new Mark(Position.offset(startPosition[slot]), startMillis[slot], replayed, log);
        boolean returned = (flags[slot] & RETURNED) != 0;
        SequenceTracker tracker = new SequenceTracker(
                budget, fromOrigin && !returned, new Era(lowest[slot], start, highest[slot], end, budget));
        tracked[slot] = new Tracked(scope.compact(), tracker);
        lastLog[slot] = null;
        weight += TRACKER_WEIGHT - 1;
        last = tracker;
        makeRoom(0);
        return tracker;
    }

    /// What is greater for what came later.
    private long recency(Mark mark) {
        return mark.position().isDense() ? mark.position().asOffset() : ++seen;
    }

    /// Forgets scopes if so much more doesn't fit.
    private boolean makeRoom(int more) {
        if (weight + more > mostWeight && patience-- <= 0) {
            int start = weight;
            int before;
            do {
                before = weight;
                forgetOldest();
            } while (weight + more > mostWeight && weight < before);
            // where hardly any could be forgotten, looking through all of them again would be in vain
            patience = start - weight > mostWeight / 64 ? 0 : mostWeight / FORGOTTEN_AT_A_TIME;
        }
        return weight + more <= mostWeight;
    }

    private void forgetOldest() {
        int step = Math.max(1, slots.slots() / SAMPLE);
        long[] sample = new long[slots.slots() / step + 1];
        int sampled = 0;
        for (int slot = 0; slot < slots.slots(); slot += step) {
            if (isForgettable(slot)) {
                sample[sampled++] = lastPosition[slot];
            }
        }
        Arrays.sort(sample, 0, sampled);
        long oldest = sampled == 0 ? Long.MIN_VALUE : sample[sampled / FORGOTTEN_AT_A_TIME];
        for (int slot = 0; slot < slots.slots(); slot++) {
            if (isForgettable(slot) && lastPosition[slot] <= oldest) {
                forget(slot);
            }
        }
    }

    private boolean isForgettable(int slot) {
        if ((flags[slot] & OCCUPIED) == 0) {
            return false;
        }
        Tracked own = tracked[slot];
        return own == null || (own.tracker() != last && !own.tracker().hasHoles());
    }

    private void forget(int slot) {
        Tracked own = tracked[slot];
        if (own != null) {
            refusedHoles = refusedHoles.plus(own.tracker().refused());
            own.tracker().discard();
            tracked[slot] = null;
        }
        lastLog[slot] = null;
        weight -= own == null ? 1 : TRACKER_WEIGHT;
        forgotten.add(slots.low(slot));
        forgottenScopes++;
        flags[slot] = 0;
        slots.remove(slot);
    }

    private void growArrays() {
        int length = slots.capacity();
        if (length > flags.length) {
            flags = Arrays.copyOf(flags, length);
            lowest = Arrays.copyOf(lowest, length);
            highest = Arrays.copyOf(highest, length);
            startPosition = Arrays.copyOf(startPosition, length);
            startMillis = Arrays.copyOf(startMillis, length);
            lastPosition = Arrays.copyOf(lastPosition, length);
            lastMillis = Arrays.copyOf(lastMillis, length);
            lastLog = Arrays.copyOf(lastLog, length);
            tracked = Arrays.copyOf(tracked, length);
        }
    }

    /// A scope by name, and its tracker.
    private record Tracked(Bytes scope, SequenceTracker tracker) {}
}
