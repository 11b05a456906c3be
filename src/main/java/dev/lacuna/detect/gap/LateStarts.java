package dev.lacuna.detect.gap;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Producer;

/// Producers whose first batch in the log does not begin at 0, summed up.
final class LateStarts {

    private final Tally tally = new Tally();
    private long firstProducer = -1;

    void add(Batch batch, Producer producer) {
        firstProducer = tally.isEmpty() ? producer.id() : firstProducer;
        tally.add(
                batch.first().asOffset(),
                batch.last().asOffset() + 1,
                producer.baseSequence(),
                batch.minMillis(),
                batch.maxMillis());
    }

    /// A place is a producer, and a position a number before its first.
    Tally tally() {
        return tally;
    }

    long firstProducer() {
        return firstProducer;
    }
}
