package dev.lacuna.detect.log;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Position;
import dev.lacuna.model.Producer;

/// A transaction without its marker, as far as it was read.
final class OpenTransaction {

    private final Producer producer;
    private final Position first;
    private final long sinceMillis;
    private Position last;
    private long records;

    /// @param sinceMillis not before when it began, epoch ms; -1 where unknown
    OpenTransaction(Batch batch, Producer producer, long sinceMillis) {
        this.producer = producer;
        this.first = batch.first();
        this.last = batch.last();
        this.sinceMillis = sinceMillis;
        this.records = batch.count();
    }

    void add(Batch batch) {
        last = batch.last();
        records += batch.count();
    }

    Producer producer() {
        return producer;
    }

    Position first() {
        return first;
    }

    Position last() {
        return last;
    }

    long records() {
        return records;
    }

    long sinceMillis() {
        return sinceMillis;
    }
}
