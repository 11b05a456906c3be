package dev.lacuna.model;

/// Numbers of an application's own sequence, from `first` to `last`, both inclusive.
public record SequenceRange(long first, long last) {

    public SequenceRange {
        if (last < first) {
            throw new IllegalArgumentException("range ends before it starts: " + first + " to " + last);
        }
    }

    public boolean contains(long number) {
        return first <= number && number <= last;
    }

    public long count() {
        return last - first + 1;
    }

    public boolean overlaps(SequenceRange other) {
        return first <= other.last && other.first <= last;
    }
}
