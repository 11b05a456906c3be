package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class WireFetchTest {

    private static WireFetch.Ask ask(boolean replica) {
        return new WireFetch.Ask(new TopicPartition("orders", 0), Uuid.ZERO_UUID, 7, -1, 1_000, replica);
    }

    @Test
    void doesNotWaitForAReplicaAsLongAsForALeader() {
        assertThat(WireFetch.answersWithin(List.of(ask(true), ask(true)), 100, 30_000))
                .isEqualTo(5_100);
        assertThat(WireFetch.answersWithin(List.of(ask(true), ask(false)), 100, 30_000))
                .isEqualTo(30_000);
        assertThat(WireFetch.answersWithin(List.of(ask(true)), 1_000, 2_000)).isEqualTo(2_000);
    }
}
