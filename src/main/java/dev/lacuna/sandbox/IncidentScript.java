package dev.lacuna.sandbox;

import dev.lacuna.model.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The whole sample incident in memory: every record in the order of writing, and what was planted among them.
/// The same seed tells the same story to the byte.
///
/// @param span the morning it takes place in
/// @param faults what is wrong in `orders`
/// @param echoes what of it shows in `orders-upstream` too, because the shop itself was so
public record IncidentScript(
        TimeSpan span,
        List<ScriptedEvent> orders,
        List<ScriptedEvent> upstream,
        List<PaymentTransaction> payments,
        List<ScriptedEvent> customers,
        GroupSkip skip,
        List<PlantedFault> faults,
        List<PlantedFault> echoes) {

    private static final long SEED = 20_260_314;
    private static final Instant START = Instant.parse("2026-03-14T06:00:00Z");
    private static final Duration LENGTH = Duration.ofHours(3);

    /// The story that the demo tells.
    public static IncidentScript standard() {
        return withSeed(SEED);
    }

    static IncidentScript withSeed(long seed) {
        var span = TimeSpan.between(START, START.plus(LENGTH));
        var orders = new OrderStory(seed, span);
        return new IncidentScript(
                span,
                orders.orders(),
                orders.upstream(),
                PaymentStory.tell(seed, span),
                CustomerStory.tell(seed, span),
                orders.skip(),
                orders.faults(),
                orders.echoes());
    }
}
