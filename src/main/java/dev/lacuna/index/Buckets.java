package dev.lacuna.index;

/// Events of one lane over a span, in buckets of one width: an immutable answer.
///
/// @param startMillis where the first bucket starts, epoch ms, a multiple of `bucketMillis`
/// @param bucketMillis width of a bucket, a power of two
/// @param counts events per bucket
/// @param bytes bytes per bucket
/// @param estimated whether some counts were spread over a batch's time range instead of counted
public record Buckets(long startMillis, long bucketMillis, long[] counts, long[] bytes, boolean estimated) {

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
