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
        filter.add(all, all.length);
        long[] again = new long[100];
        for (int i = 0; i < again.length; i++) {
            again[i] = all[i * 7];
        }
        filter.add(again, again.length);

        for (long hash : again) {
            assertThat(filter.mayRepeat(hash)).isTrue();
        }
        int suspects = 0;
        for (long hash : all) {
            suspects += filter.mayRepeat(hash) ? 1 : 0;
        }
        assertThat(suspects).isLessThan(hashes / 4);
        assertThat(filter.countRepeating(all, all.length)).isEqualTo(suspects);
    }

    @Test
    void suspectsNothingWhereNothingCame() {
        assertThat(new RepeatFilter(0).any()).isFalse();
    }
}
