package dev.lacuna.model;

/// Positions from `from` (inclusive) to `to` (exclusive).
public record PositionRange(Position from, Position to) {

    public PositionRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("range ends before it starts: " + from + ":" + to);
        }
    }

    public static PositionRange offsets(long from, long to) {
        return new PositionRange(Position.offset(from), Position.offset(to));
    }

    public boolean isEmpty() {
        return from.equals(to);
    }

    public boolean contains(Position position) {
        return from.compareTo(position) <= 0 && position.isBefore(to);
    }

    public boolean overlaps(PositionRange other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /// How many dense positions the range spans: an upper bound of its events, never their count.
    public long span() {
        return to.asOffset() - from.asOffset();
    }

    @Override
    public String toString() {
        return from + ":" + to;
    }
}
