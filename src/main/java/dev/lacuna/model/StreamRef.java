package dev.lacuna.model;

/// A stream at a place: a topic of a cluster, a folder of log segments.
///
/// @param source the source's canonical name, as reports show it: `kafka://host:port`
/// @param name the stream's own name: a topic
public record StreamRef(String source, String name) implements Comparable<StreamRef> {

    public PartitionRef partition(int number) {
        return new PartitionRef(this, number);
    }

    @Override
    public int compareTo(StreamRef other) {
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
