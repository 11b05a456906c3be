package dev.lacuna.sandbox;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// The payments of the same morning: healthy, and full of holes, because each transaction leaves a marker and some are
/// aborted and tried again. Numbers count committed payments only.
final class PaymentStory {

    static final int PARTITIONS = 3;

    private static final double MEAN_PER_MINUTE = 11;
    private static final double HIGHEST_FACTOR = 1.6;
    private static final long TRANSACTION_MILLIS = 60_000;
    private static final int ABORT_EVERY = 7;
    private static final int ORDERS_KNOWN = 3000;

    private PaymentStory() {}

    static List<PaymentTransaction> tell(long seed, TimeSpan span) {
        var byInterval = new TreeMap<Long, List<ScriptedEvent>>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (ScriptedEvent event : payments(new Random(seed * 37 + partition), span, partition)) {
                byInterval
                        .computeIfAbsent(event.millis() / TRANSACTION_MILLIS, interval -> new ArrayList<>())
                        .add(event);
            }
        }
        var transactions = new ArrayList<PaymentTransaction>();
        int number = 0;
        for (List<ScriptedEvent> events : byInterval.values()) {
            List<ScriptedEvent> ordered = PartitionStory.inOrderOfArrival(events);
            if (++number % ABORT_EVERY == 0) {
                transactions.add(new PaymentTransaction(ordered, false));
            }
            transactions.add(new PaymentTransaction(ordered, true));
        }
        return List.copyOf(transactions);
    }

    private static List<ScriptedEvent> payments(Random random, TimeSpan span, int partition) {
        List<Long> times = Arrivals.draw(
                random,
                span,
                millis -> MEAN_PER_MINUTE * Arrivals.morning(span, millis),
                MEAN_PER_MINUTE * HIGHEST_FACTOR);
        var events = new ArrayList<ScriptedEvent>();
        for (long millis : times) {
            long sequence = events.size() + 1;
            String order = Payloads.orderId(random.nextInt(OrderStory.PARTITIONS), 1 + random.nextInt(ORDERS_KNOWN));
            events.add(new ScriptedEvent(
                    partition,
                    sequence,
                    millis,
                    millis,
                    0,
                    Bytes.utf8(order),
                    Payloads.payment(random, partition, sequence, millis, order),
                    Payloads.headers(random)));
        }
        return events;
    }
}
