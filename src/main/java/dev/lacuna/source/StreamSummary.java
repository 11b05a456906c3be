package dev.lacuna.source;

import java.util.List;
import java.util.stream.IntStream;

/// One line of a source's list of streams.
///
/// @param numbers those of its partitions that are here; of a copied folder some may be missing
/// @param internal whether the product keeps it for itself (`__consumer_offsets`)
public record StreamSummary(String name, List<Integer> numbers, boolean internal) {

    public StreamSummary {
        numbers = List.copyOf(numbers);
    }

    /// One whose partitions are all here.
    public StreamSummary(String name, int partitions, boolean internal) {
        this(name, IntStream.range(0, partitions).boxed().toList(), internal);
    }

    /// How many partitions are here.
    public int partitions() {
        return numbers.size();
    }
}
