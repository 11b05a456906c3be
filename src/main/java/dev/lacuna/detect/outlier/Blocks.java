package dev.lacuna.detect.outlier;

/// Divides the events of a scan into blocks of as many events each, more of them the longer it goes on.
final class Blocks {

    static final int MOST = 128;

    private static final int FIRST_PER_BLOCK = 8;

    private int perBlock = FIRST_PER_BLOCK;

    /// The block of an event; ordinals come in order.
    ///
    /// @param coarsen called whenever each two blocks become one
    int of(long ordinal, Runnable coarsen) {
        while (ordinal / perBlock >= MOST) {
            coarsen.run();
            perBlock *= 2;
        }
        return (int) (ordinal / perBlock);
    }
}
