package dev.lacuna.index;

/// Events of one lane over a span of time or of positions, in buckets of one width: an immutable answer.
///
/// @param start where the first bucket starts, epoch ms or a position, a multiple of `width`
/// @param width milliseconds or positions of a bucket, a power of two
/// @param counts events per bucket
/// @param bytes bytes per bucket
/// @param estimated whether some counts were spread over a batch's range instead of counted
public record Buckets(long start, long width, long[] counts, long[] bytes, boolean estimated) {

    public static final Buckets EMPTY = new Buckets(0, 1, new long[0], new long[0], false);

    public int size() {
        return counts.length;
    }

    public long max() {
        long max = 0;
        for (long count : counts) {
            max = Math.max(max, count);
        }
        return max;
    }
}
