package dev.lacuna.detect.outlier;

import dev.lacuna.detect.LastSpot;
import dev.lacuna.detect.Spot;
import dev.lacuna.model.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of a field, counted in buckets whose width grows with the number: four to each doubling. So
/// numbers of whatever size take little memory, and each is known to a quarter of itself.
final class NumberBuckets {

    /// Numbers in more buckets have no usual size.
    private static final int MOST = 256;

    /// The sign, the exponent and two bits of the mantissa.
    private static final int UNUSED_BITS = 50;

    static final int PER_DOUBLING = 4;

    private static final int EXPONENT_OF_ONE = 1023;

    private @Nullable Bucket[] table = new Bucket[16];
    private int size;
    private long count;
    private long leftOut;

    /// One bucket, with where its numbers stand.
    static final class Bucket {
        private final int code;
        private long count;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;
        private final Spot first;
        private final LastSpot last = new LastSpot();
        private int lastBlock = -1;
        private final long[] blocks = new long[Blocks.MOST / Long.SIZE];

        private Bucket(int code, Spot first) {
            this.code = code;
            this.first = first;
        }

        private void add(double number, int block, long ordinal, Position position, long millis) {
            count++;
            if (number < least) {
                least = number;
            }
            if (number > most) {
                most = number;
            }
            last.set(ordinal, position, millis);
            if (block != lastBlock) {
                lastBlock = block;
                blocks[block >>> 6] |= 1L << block;
            }
        }

        long count() {
            return count;
        }

        double least() {
            return least;
        }

        double most() {
            return most;
        }

        Spot first() {
            return first;
        }

        Spot last() {
            return last.spot();
        }

        /// A bit for each block in which it has numbers.
        long[] blocks() {
            return blocks;
        }

        private void coarsen() {
            long[] joined = new long[blocks.length];
            for (int block = 0; block < Blocks.MOST; block++) {
                if ((blocks[block >>> 6] >>> block & 1) != 0) {
                    joined[block >>> 7] |= 1L << (block >>> 1);
                }
            }
            System.arraycopy(joined, 0, blocks, 0, joined.length);
            lastBlock = -1;
        }
    }

    void add(double number, int code, int block, long ordinal, Position position, long millis) {
        count++;
        int mask = table.length - 1;
        int at = home(code, mask);
        Bucket bucket = table[at];
        while (bucket != null && bucket.code != code) {
            at = at + 1 & mask;
            bucket = table[at];
        }
        if (bucket == null) {
            if (size == MOST) {
                leftOut++;
                return;
            }
            bucket = new Bucket(code, new Spot(ordinal, position, millis));
            table[at] = bucket;
            size++;
            if (2 * size > table.length) {
                grow();
            }
        }
        bucket.add(number, block, ordinal, position, millis);
    }

    /// Numbers of one bucket have one code; larger ones a larger code. That of 0 is 0.
    static int code(double number) {
        int code = (int) (Double.doubleToRawLongBits(Math.abs(number)) >>> UNUSED_BITS);
        return number < 0 ? -code : code;
    }

    /// The number in the middle of numbers whose codes are so on average.
    static double number(double code) {
        return Math.pow(2, (code + 0.5) / PER_DOUBLING - EXPONENT_OF_ONE);
    }

    private void grow() {
        @Nullable Bucket[] all = table;
        table = new Bucket[all.length * 2];
        int mask = table.length - 1;
        for (Bucket bucket : all) {
            if (bucket != null) {
                int at = home(bucket.code, mask);
                while (table[at] != null) {
                    at = at + 1 & mask;
                }
                table[at] = bucket;
            }
        }
    }

    /// Neighbours lie beside each other.
    private static int home(int code, int mask) {
        return code & mask;
    }

    void coarsen() {
        for (Bucket bucket : table) {
            if (bucket != null) {
                bucket.coarsen();
            }
        }
    }

    long count() {
        return count;
    }

    /// Whether the numbers are of so many sizes that some were not counted.
    boolean isTooVaried() {
        return leftOut > 0;
    }

    /// A number that so many of the others, as a part of one, do not exceed: as near as the buckets tell.
    double quantile(double part) {
        long rest = (long) (part * (count - leftOut));
        double number = 0;
        for (Bucket bucket : sorted()) {
            number = bucket.least();
            rest -= bucket.count();
            if (rest <= 0) {
                break;
            }
        }
        return number;
    }

    /// The buckets in the order of their numbers.
    List<Bucket> sorted() {
        List<Bucket> sorted = new ArrayList<>();
        for (Bucket bucket : table) {
            if (bucket != null) {
                sorted.add(bucket);
            }
        }
        sorted.sort(Comparator.comparingInt(bucket -> bucket.code));
        return sorted;
    }
}
