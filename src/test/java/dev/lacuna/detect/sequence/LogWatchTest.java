package dev.lacuna.detect.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import org.junit.jupiter.api.Test;

class LogWatchTest {

    private static Batch thinned(long first, long last, int count) {
        return new Batch(
                new StreamRef("memory://a", "orders").partition(0),
                Position.offset(first),
                Position.offset(last),
                count,
                1_000,
                2_000,
                TimestampKind.CREATE,
                100,
                Fate.COMMITTED,
                false,
                false,
                false,
                null,
                0,
                true);
    }

    /// A scan that was stopped within a batch is gone on with from there, and is given it once more.
    @Test
    void countsABatchOnceAlsoWhenItComesOnceMore() {
        var log = new LogWatch();
        log.batch(thinned(0, 9, 7));
        LogState once = log.state();
        log.batch(thinned(0, 9, 7));

        assertThat(once.removed()).isEqualTo(3);
        assertThat(log.state()).isEqualTo(once);
        log.batch(thinned(10, 19, 9));
        assertThat(log.state().removed()).isEqualTo(4);
    }
}
