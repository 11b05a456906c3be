package dev.lacuna.detect.duplicate;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Finds which ids of a file were seen more than once, by the lower halves of their hashes: a filter leaves few
/// that may have been, and these are compared in parts that fit in memory.
final class RepeatSearch {

    private static final long[] NONE = {};
    private static final int START = 1024;

    private final SightingFile file;
    private final RepeatFilter filter;
    private final int partBits;
    /// All of the file's where they fit in memory, so that it is read once.
    private final @Nullable Lows all;

    /// @param atOnce how many hashes may be in memory at once
    RepeatSearch(SightingFile file, int atOnce) throws IOException {
        this.file = file;
        this.filter = new RepeatFilter(file.count());
        Lows kept = file.count() <= atOnce ? new Lows((int) file.count()) : null;
        file.lows((lows, count) -> {
            filter.add(lows, count);
            if (kept != null) {
                kept.add(lows, count);
            }
        });
        all = kept;
        long suspects = filter.any() && file.count() > atOnce ? suspects() : 0;
        int bits = 0;
        while (suspects >> bits > atOnce && bits < 16) {
            bits++;
        }
        partBits = bits;
    }

    int parts() {
        return filter.any() ? 1 << partBits : 0;
    }

    /// The lower halves of hashes of one part that came more than once, sorted.
    long[] repeated(int part) throws IOException {
        var suspects = new Lows(START);
        SightingFile.Lows choice = (lows, count) -> {
            for (int i = 0; i < count; i++) {
                if (filter.mayRepeat(lows[i]) && partOf(lows[i]) == part) {
                    suspects.add(lows[i]);
                }
            }
        };
        if (all == null) {
            file.lows(choice);
        } else {
            choice.accept(all.all, all.size);
        }
        return suspects.repeated();
    }

    private long suspects() throws IOException {
        var suspects = new AtomicLong();
        file.lows((lows, count) -> suspects.addAndGet(filter.countRepeating(lows, count)));
        return suspects.get();
    }

    /// By other bits than the filter goes by.
    private int partOf(long low) {
        return partBits == 0 ? 0 : (int) low >>> Integer.SIZE - partBits;
    }

    private static final class Lows {

        private long[] all;
        private int size;

        Lows(int room) {
            all = new long[room];
        }

        void add(long[] lows, int count) {
            System.arraycopy(lows, 0, all, size, count);
            size += count;
        }

        void add(long low) {
            if (size == all.length) {
                all = Arrays.copyOf(all, size * 2);
            }
            all[size++] = low;
        }

        long[] repeated() {
            Arrays.sort(all, 0, size);
            long[] repeated = NONE;
            int count = 0;
            for (int i = 1; i < size; i++) {
                boolean again = all[i] == all[i - 1];
                if (again && (count == 0 || repeated[count - 1] != all[i])) {
                    if (count == repeated.length) {
                        repeated = Arrays.copyOf(repeated, Math.max(16, count * 2));
                    }
                    repeated[count++] = all[i];
                }
            }
            return Arrays.copyOf(repeated, count);
        }
    }
}
