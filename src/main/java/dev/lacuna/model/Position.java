package dev.lacuna.model;

import java.math.BigInteger;

/// Where an event stands in its partition: ordered, and otherwise opaque. Positions of two kinds never meet in one
/// partition; comparing them is a programming error.
public sealed interface Position extends Comparable<Position> {

    /// A dense position: the log assigns one after another, so a missing number means something.
    record Offset(long value) implements Position {
        @Override
        public int compareTo(Position other) {
            if (other instanceof Offset offset) {
                return Long.compare(value, offset.value);
            }
            throw new IllegalArgumentException("an offset can't be compared with " + other);
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /// A position that only generally increases, as Kinesis assigns them: its holes mean nothing.
    record SequenceNumber(BigInteger value) implements Position {
        @Override
        public int compareTo(Position other) {
            if (other instanceof SequenceNumber number) {
                return value.compareTo(number.value);
            }
            throw new IllegalArgumentException("a sequence number can't be compared with " + other);
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    static Position offset(long value) {
        return new Offset(value);
    }

    /// The offset's number; for sources with dense positions only.
    default long asOffset() {
        if (this instanceof Offset offset) {
            return offset.value();
        }
        throw new IllegalStateException("not a dense position: " + this);
    }

    /// The smallest position after this one.
    default Position next() {
        if (this instanceof Offset offset) {
            return new Offset(offset.value() + 1);
        }
        return new SequenceNumber(((SequenceNumber) this).value().add(BigInteger.ONE));
    }

    default boolean isDense() {
        return this instanceof Offset;
    }

    default boolean isBefore(Position other) {
        return compareTo(other) < 0;
    }

    static Position min(Position a, Position b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    static Position max(Position a, Position b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
