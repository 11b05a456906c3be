package dev.lacuna.repair.rewind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventCountTest {

    @Test
    void tellsOneEventInTheSingular() {
        assertThat(EventCount.effect(new EventCount(1, true), new EventCount(1_200, false)))
                .isEqualTo("1 event is read again, at most 1,200 skipped");
        assertThat(EventCount.effect(EventCount.NONE, new EventCount(1, true)))
                .isEqualTo("0 events are read again, 1 skipped");
    }
}
