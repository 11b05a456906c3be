package dev.lacuna.detect;

import java.util.Arrays;

/// Whether something occurs all over a scan or in a part of it: how often, in each of many blocks of as many
/// events.
public final class Evenness {

    private static final int START = 32;
    private static final int MOST_BLOCKS = 256;
    private static final int FEWEST_BLOCKS = 8;
    private static final double EVERYWHERE = 0.75;

    private final int[] counts = new int[MOST_BLOCKS];
    private int perBlock = START;
    private long events;

    /// Counts an event.
    public void add(boolean occurs) {
        int block = (int) (events / perBlock);
        if (block == MOST_BLOCKS) {
            for (int i = 0; i < MOST_BLOCKS / 2; i++) {
                counts[i] = counts[2 * i] + counts[2 * i + 1];
            }
            Arrays.fill(counts, MOST_BLOCKS / 2, MOST_BLOCKS, 0);
            perBlock *= 2;
            block /= 2;
        }
        counts[block] += occurs ? 1 : 0;
        events++;
    }

    /// Whether it occurs in most blocks from the first to the last; of few events nothing can be said, so it is
    /// not.
    public boolean isEverywhere() {
        int blocks = (int) (events / perBlock);
        long occupied = Arrays.stream(counts, 0, Math.min(blocks, MOST_BLOCKS))
                .filter(count -> count > 0)
                .count();
        return blocks >= FEWEST_BLOCKS && occupied >= EVERYWHERE * blocks;
    }
}
