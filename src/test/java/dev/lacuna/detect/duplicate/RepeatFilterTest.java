package dev.lacuna.detect.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RepeatFilterTest {

    @Test
    void missesNoHashThatCameAgainAndSuspectsFewOthers() {
        int hashes = 50_000;
        RepeatFilter filter = new RepeatFilter(hashes + 100);
        Random random = new Random(11);
        long[] all = random.longs(hashes).toArray();
        for (long hash : all) {
            filter.add(hash);
        }
        for (int i = 0; i < 100; i++) {
            filter.add(all[i * 7]);
        }

        for (int i = 0; i < 100; i++) {
            assertThat(filter.mayRepeat(all[i * 7])).isTrue();
        }
        int suspects = 0;
        for (long hash : all) {
            suspects += filter.mayRepeat(hash) ? 1 : 0;
        }
        assertThat(suspects).isLessThan(hashes / 4);
    }

    @Test
    void suspectsNothingWhereNothingCame() {
        assertThat(new RepeatFilter(0).any()).isFalse();
    }
}
