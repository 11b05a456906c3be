package dev.lacuna.sandbox;

import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.TimeSpan;
import java.util.List;
import java.util.Optional;

/// What is true of the sample incident, for comparing findings with it.
///
/// @param span the morning it takes place in
/// @param faults what an investigation of `orders` must find
/// @param echoes what one of `orders-upstream` must find: the silence and the spike, which were the shop's own; its
///     sequence is complete
/// @param skip the positions that the group skipped
/// @param topics how much stands in each topic
public record IncidentTruth(
        TimeSpan span, List<PlantedFault> faults, List<PlantedFault> echoes, GroupSkip skip, List<TopicTruth> topics) {

    /// The stream that the incident is about.
    public static final String ORDERS = "orders";
    /// The stream that still has every event of `orders`.
    public static final String UPSTREAM = "orders-upstream";
    /// Transactions, committed and aborted: healthy.
    public static final String PAYMENTS = "payments";
    /// Compacted: healthy.
    public static final String CUSTOMERS = "customers";
    /// The consumer group that skipped a range of `orders`.
    public static final String GROUP = "billing";

    public static final String SEQUENCE_FIELD = "json:/seq";
    public static final String ORDER_FIELD = "json:/order";
    public static final String PAYMENT_FIELD = "json:/payment";
    public static final String TIME_FIELD = "json:/time";

    /// The truth of a script, whether it was written anywhere or not.
    public static IncidentTruth of(IncidentScript script) {
        long orders = script.orders().size();
        long upstream = script.upstream().size();
        long sent = 0;
        long committed = 0;
        for (PaymentTransaction transaction : script.payments()) {
            sent += transaction.events().size();
            committed += transaction.committed() ? transaction.events().size() : 0;
        }
        long changes = script.customers().size();
        return new IncidentTruth(
                script.span(),
                script.faults(),
                script.echoes(),
                script.skip(),
                List.of(
                        new TopicTruth(ORDERS, OrderStory.PARTITIONS, orders, orders),
                        new TopicTruth(UPSTREAM, OrderStory.PARTITIONS, upstream, upstream),
                        new TopicTruth(PAYMENTS, PaymentStory.PARTITIONS, sent, committed),
                        new TopicTruth(
                                CUSTOMERS,
                                CustomerStory.PARTITIONS,
                                changes,
                                CustomerStory.afterCompaction(script.customers()))));
    }

    /// Streams in which nothing is wrong, for all their holes.
    public List<String> healthyStreams() {
        return List.of(PAYMENTS, CUSTOMERS);
    }

    public TopicTruth topic(String name) {
        return topics.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic of the sample: " + name));
    }

    /// Which fields a scan of one of the streams should take.
    public FieldSpec fields(String stream) {
        return switch (stream) {
            case ORDERS, UPSTREAM -> numbered(ORDER_FIELD);
            case PAYMENTS -> numbered(PAYMENT_FIELD);
            case CUSTOMERS ->
                new FieldSpec(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(TIME_FIELD),
                        PayloadFormat.JSON);
            default -> throw new IllegalArgumentException("no topic of the sample: " + stream);
        };
    }

    private static FieldSpec numbered(String id) {
        return new FieldSpec(
                Optional.of(SEQUENCE_FIELD),
                Optional.empty(),
                Optional.of(id),
                Optional.of(TIME_FIELD),
                PayloadFormat.JSON);
    }
}
