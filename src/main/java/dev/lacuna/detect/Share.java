package dev.lacuna.detect;

/// A bound that the partitions of a stream divide among them, so that a stream of a thousand partitions takes
/// no more memory than one of ten.
///
/// @param total over all partitions together
/// @param fewest what each gets at least, unless the total is less
public record Share(int total, int fewest) {

    public Share {
        if (total < 1 || fewest < 1) {
            throw new IllegalArgumentException("a share of nothing: " + total + ", " + fewest);
        }
    }

    /// All of it for a partition, however many there are.
    public static Share each(int total) {
        return new Share(total, total);
    }

    /// What one partition gets.
    public int of(PartitionContext context) {
        int partitions = Math.max(1, context.stream().partitions().size());
        return Math.min(total, Math.max(fewest, total / partitions));
    }
}
