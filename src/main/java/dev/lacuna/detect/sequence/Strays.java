package dev.lacuna.detect.sequence;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Producer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The events of a partition that can't be read: each may be a number that is missing in front of it and
/// came late. None is of which the place shows which number it has: what a producer sent in one go holds
/// the number right below it and the one right above, and the one between is missing.
///
/// In bounded memory: of very many, neighbouring ones are joined, so that later there seem to be more of
/// them at a place, and never fewer.
public final class Strays {

    private static final int START = 16;
    private static final int MOST = 4_096;
    private static final int MOST_SCOPES = 4_096;

    private long[] first = new long[START];
    private long[] last = new long[START];
    private long[] amounts = new long[START];
    /// The earliest time of those at a place; the smallest long where one has none.
    private long[] millis = new long[START];
    /// Which number the first has by its place, and those behind it the next ones; [Fields#ABSENT] where
    /// nothing shows.
    private long[] numbers = new long[START];

    private int count;
    private final Map<Bytes, Long> ofScopes = new HashMap<>();

    /// What the run that goes on was sent in last, and the highest of its numbers.
    private @Nullable Batch batch;

    private long number;
    private long position = -1;

    /// How many that can't be read stand behind that number, and since when.
    private long pending;

    private long pendingMillis;

    /// An event with a number that runs within the partition.
    public void numbered(Batch of, Event event, long next) {
        if (!event.position().isDense()) {
            return;
        }
        long at = event.position().asOffset();
        boolean goesOn = goesOn(of, at);
        if (pending > 0) {
            boolean isBetween = goesOn && next == number + pending + 1;
            add(position + 1, pending, pendingMillis, isBetween ? number + 1 : Fields.ABSENT);
            pending = 0;
        }
        batch = of;
        number = goesOn ? Math.max(number, next) : next; // what comes again, or late, is not where the run stands
        position = at;
    }

    /// An event that can't be read, at a dense position.
    ///
    /// @param scope within what its number runs, where that stands outside of its payload; null where
    ///     unknown
    public void unreadable(Batch of, Event event, @Nullable Bytes scope) {
        if (scope != null && (ofScopes.size() < MOST_SCOPES || ofScopes.containsKey(scope))) {
            ofScopes.merge(scope.compact(), 1L, Long::sum);
            return;
        }
        long at = event.position().asOffset();
        long time = event.millis() < 0 ? Long.MIN_VALUE : event.millis();
        if (goesOn(of, at)) {
            pendingMillis = pending == 0 ? time : Math.min(pendingMillis, time);
            pending++;
            batch = of;
            return;
        }
        if (pending > 0) {
            add(position + 1, pending, pendingMillis, Fields.ABSENT);
            pending = 0;
        }
        batch = null;
        add(at, 1, time, Fields.ABSENT);
    }

    /// Whether an event stands right behind the last one, sent by the same producer right after it.
    private boolean goesOn(Batch of, long at) {
        Batch before = batch;
        if (before == null || at != position + pending + 1 || !of.logged()) {
            return false;
        }
        return before == of || isNext(before.producer(), of.producer());
    }

    private static boolean isNext(@Nullable Producer earlier, @Nullable Producer later) {
        return earlier != null
                && later != null
                && earlier.id() == later.id()
                && earlier.epoch() == later.epoch()
                && later.baseSequence() >= 0
                && Producer.between(earlier.lastSequence(), later.baseSequence()) == 0;
    }

    private void add(long at, long amount, long time, long number) {
        if (count == first.length) {
            makeRoom();
        }
        first[count] = at;
        last[count] = at + amount - 1;
        amounts[count] = amount;
        millis[count] = time;
        numbers[count++] = number;
    }

    private void makeRoom() {
        if (count < MOST) {
            first = Arrays.copyOf(first, count * 2);
            last = Arrays.copyOf(last, count * 2);
            amounts = Arrays.copyOf(amounts, count * 2);
            millis = Arrays.copyOf(millis, count * 2);
            numbers = Arrays.copyOf(numbers, count * 2);
            return;
        }
        for (int i = 0; i < count / 2; i++) {
            first[i] = first[2 * i];
            last[i] = last[2 * i + 1];
            amounts[i] = amounts[2 * i] + amounts[2 * i + 1];
            millis[i] = Math.min(millis[2 * i], millis[2 * i + 1]);
            numbers[i] = Fields.ABSENT;
        }
        count /= 2;
    }

    /// Those that may be any number, as far as is known now.
    ///
    /// @param isMissing whether a number of the partition has not been seen
    /// @param timesChangedAt the first position whose time is of another clock than those in front of it;
    ///     -1 where all are of one
    public LateStrays late(LongPredicate isMissing, long timesChangedAt) {
        int more = pending > 0 ? 1 : 0;
        long[] firsts = Arrays.copyOf(first, count + more);
        long[] lasts = Arrays.copyOf(last, count + more);
        long[] left = Arrays.copyOf(amounts, count + more);
        long[] times = Arrays.copyOf(millis, count + more);
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < count; i++) {
            for (long at = 0; numbers[i] != Fields.ABSENT && at < amounts[i]; at++) {
                boolean isItsOwn = isMissing.test(numbers[i] + at) && taken.add(numbers[i] + at);
                left[i] -= isItsOwn ? 1 : 0;
            }
        }
        if (more > 0) {
            firsts[count] = position + 1;
            lasts[count] = position + pending;
            left[count] = pending;
            times[count] = pendingMillis;
        }
        long[] own = taken.stream().mapToLong(Long::longValue).sorted().toArray();
        return new LateStrays(firsts, lasts, left, times, own, timesChangedAt, Map.copyOf(ofScopes));
    }
}
