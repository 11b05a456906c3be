package dev.lacuna.sandbox;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.TimeSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/// The changes of customers' data on the same morning, by key: most customers change once, a few often. Compaction
/// keeps the last of each, so the topic is healthy and full of holes.
final class CustomerStory {

    static final int PARTITIONS = 2;

    /// A record that comes later than this after the first of its segment begins a new one: so the last record of
    /// each partition, which comes after a pause of two minutes, leaves everything before it to the cleaner.
    static final long SEGMENT_MILLIS = 60_000;

    private static final int CHANGED_ONCE = 1500;
    private static final int CHANGED_OFTEN = 150;
    private static final int TIMES_OFTEN = 20;
    private static final double HIGHEST_FACTOR = 1.6;
    private static final long PAUSE_MILLIS = 2 * SEGMENT_MILLIS;

    private CustomerStory() {}

    static List<ScriptedEvent> tell(long seed, TimeSpan span) {
        var random = new Random(seed * 41);
        var untilPause = new TimeSpan(span.fromMillis(), span.toMillis() - PAUSE_MILLIS);
        double perMinute = (CHANGED_ONCE + CHANGED_OFTEN * TIMES_OFTEN) / (untilPause.millis() / 60_000.0);
        List<Long> times = Arrivals.draw(
                random,
                untilPause,
                millis -> perMinute * Arrivals.morning(untilPause, millis),
                perMinute * HIGHEST_FACTOR);
        List<Integer> changes = changes(random, times.size());
        var events = new ArrayList<ScriptedEvent>();
        for (int i = 0; i < times.size(); i++) {
            events.add(change(random, changes.get(i), times.get(i)));
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int newcomer = CHANGED_ONCE + CHANGED_OFTEN + PARTITIONS + partition;
            events.add(change(random, newcomer, span.toMillis() - 1));
        }
        return List.copyOf(events);
    }

    /// How many records are left when all but the last of each partition was compacted.
    static long afterCompaction(List<ScriptedEvent> events) {
        var keys = new HashSet<Bytes>();
        events.forEach(event -> keys.add(event.key()));
        return keys.size();
    }

    /// Who changes, in random order, at least so many times in all.
    private static List<Integer> changes(Random random, int atLeast) {
        int often = 1 + CHANGED_ONCE / CHANGED_OFTEN;
        var changes = new ArrayList<Integer>();
        for (int customer = 1; customer <= CHANGED_ONCE + CHANGED_OFTEN; customer++) {
            changes.addAll(Collections.nCopies(customer % often == 0 ? TIMES_OFTEN : 1, customer));
        }
        while (changes.size() < atLeast) {
            changes.add(often * (1 + random.nextInt(CHANGED_OFTEN)));
        }
        Collections.shuffle(changes, random);
        return changes;
    }

    private static ScriptedEvent change(Random random, int number, long millis) {
        String customer = Payloads.customerId(number);
        Bytes value = Payloads.customer(random, customer, millis);
        return new ScriptedEvent(
                number % PARTITIONS, 0, millis, millis, 0, Bytes.utf8(customer), value, Payloads.headers(random));
    }
}
