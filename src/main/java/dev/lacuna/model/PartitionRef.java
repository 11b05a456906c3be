package dev.lacuna.model;

/// One partition (Kafka) or shard (Kinesis) of a stream: the unit within which positions are ordered.
public record PartitionRef(StreamRef stream, int number) implements Comparable<PartitionRef> {

    @Override
    public int compareTo(PartitionRef other) {
        int byStream = stream.compareTo(other.stream);
        return byStream != 0 ? byStream : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return stream.name() + "/" + number;
    }
}
