package dev.lacuna.detect.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SightingPackerTest {

    private static final long[] ENDS = {
        0, 1, -1, 63, 64, -64, -65, 127, 128, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };

    private final ByteBuffer bytes = ByteBuffer.allocate(200 * SightingPacker.MOST_BYTES);

    @Test
    void givesBackAllButTheFirstWordAndTheLinkHoweverFarApartTheyStand() {
        long[][] all = new long[ENDS.length * ENDS.length][];
        SightingPacker packer = new SightingPacker();
        for (int i = 0; i < all.length; i++) {
            long at = ENDS[i / ENDS.length];
            long place = ENDS[i % ENDS.length];
            all[i] = new long[] {0, at ^ place, (at + 3) << Integer.SIZE, at, place};
            long[] linked = all[i].clone();
            SightingWords.writeLink(i, linked, 0);
            int before = bytes.position();
            packer.pack(linked, 0, bytes);
            assertThat(bytes.position() - before).isLessThanOrEqualTo(SightingPacker.MOST_BYTES);
        }
        bytes.flip();
        SightingPacker unpacker = new SightingPacker();
        for (long[] words : all) {
            long[] read = new long[SightingWords.COUNT];
            unpacker.unpack(bytes, read, 0);
            assertThat(read).containsExactly(words);
        }
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void takesFewBytesForEventsThatStandNearEachOther() {
        Random random = new Random(1);
        SightingPacker packer = new SightingPacker();
        int count = 150;
        for (int i = 0; i < count; i++) {
            long[] words = new long[SightingWords.COUNT];
            SightingWords.writeHash(random.nextInt(), random.nextLong(), words, 0);
            SightingWords.writeSighting(3, 5_000_000_000L + i * 60, 1_760_000_000_000L + i * 60, 1, 2, false, words, 0);
            packer.pack(words, 0, bytes);
        }
        assertThat(bytes.position()).isLessThan(count * 15);
    }
}
