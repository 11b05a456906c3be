package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WireTroublesTest {

    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
    private static final long SECOND = 1_000_000_000L;

    private final WireTroubles troubles = new WireTroubles(10 * SECOND, 0);

    @Test
    void givesUpWhatLastsLongerThanThePatience() {
        troubles.stall(PARTITION, "no leader", 0);
        troubles.stall(PARTITION, "broker 3 is away", 5 * SECOND);
        assertThat(troubles.givenUp(PARTITION, 10 * SECOND)).isNull();
        assertThat(troubles.givenUp(PARTITION, 10 * SECOND + 1)).isEqualTo("broker 3 is away");
        assertThat(troubles.givenUp(new TopicPartition("orders", 1), 11 * SECOND))
                .isNull();
    }

    @Test
    void aConnectionEndsTheTroubleOfNotHavingOne() {
        troubles.stall(PARTITION, "not connected", 0);
        troubles.asked(PARTITION);
        troubles.replied(PARTITION);
        assertThat(troubles.givenUp(PARTITION, 20 * SECOND)).isNull();
    }

    @Test
    void onlyAnAnswerEndsTheTroubleOfGettingNone() {
        troubles.pause(PARTITION, "no answer", 0);
        troubles.asked(PARTITION);
        troubles.replied(PARTITION);
        assertThat(troubles.givenUp(PARTITION, 20 * SECOND)).isEqualTo("no answer");
        troubles.solved(PARTITION);
        assertThat(troubles.givenUp(PARTITION, 20 * SECOND)).isNull();
    }

    @Test
    void aRequestUnderWayHasATimeOutOfItsOwn() {
        troubles.pause(PARTITION, "no answer", 0);
        troubles.asked(PARTITION);
        assertThat(troubles.isUnderWay(PARTITION)).isTrue();
        assertThat(troubles.givenUp(PARTITION, 20 * SECOND)).isNull();
    }

    @Test
    void tellsWhatHasGivenNothingForSomeSeconds() {
        troubles.asked(PARTITION);
        assertThat(troubles.told(3 * SECOND)).isEmpty();
        assertThat(troubles.told(3 * SECOND + 1)).contains("orders/0: its broker does not answer");
        troubles.round(100 * SECOND); // the task was paused
        assertThat(troubles.told(101 * SECOND)).isEmpty();
        troubles.replied(PARTITION);
        assertThat(troubles.told(200 * SECOND)).isEmpty();

        troubles.stall(PARTITION, "broker 3 can't be reached", 200 * SECOND);
        assertThat(troubles.told(202 * SECOND)).isEmpty();
        assertThat(troubles.told(204 * SECOND)).contains("orders/0: broker 3 can't be reached");
    }

    @Test
    void timeInWhichNobodyAsksDoesNotCount() {
        troubles.stall(PARTITION, "not connected", 0);
        troubles.round(3_600 * SECOND); // the task was paused for an hour
        assertThat(troubles.givenUp(PARTITION, 3_605 * SECOND)).isNull();
        assertThat(troubles.givenUp(PARTITION, 3_611 * SECOND)).isNotNull();
    }

    @Test
    void pausesGrowUpToASecond() {
        long now = 0;
        for (long millis : new long[] {50, 100, 200, 400, 800, 1_000, 1_000}) {
            troubles.pause(PARTITION, "it moved", now);
            assertThat(troubles.isPausing(PARTITION, now + millis * 1_000_000 - 1))
                    .isTrue();
            assertThat(troubles.isPausing(PARTITION, now + millis * 1_000_000)).isFalse();
            now += millis * 1_000_000;
        }
    }
}
