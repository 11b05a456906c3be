package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireRouteTest {

    private static final long MINUTE = 60_000_000_000L;

    private final WireRoute route = new WireRoute();

    @Test
    void readsANearerReplicaUntilTheLeaseIsOver() {
        assertThat(route.replica(0)).isEqualTo(WireRoute.LEADER);
        assertThat(route.tellsRack(0)).isTrue();
        route.follow(2, 5 * MINUTE, 0);
        assertThat(route.replica(5 * MINUTE - 1)).isEqualTo(2);
        assertThat(route.replica(5 * MINUTE)).isEqualTo(WireRoute.LEADER);
        assertThat(route.tellsRack(5 * MINUTE)).isTrue();
        assertThat(route.leave(5 * MINUTE)).isFalse();
    }

    @Test
    void hasTheLeaderAnswerItselfForAWhileWhenTheReplicaFails() {
        route.follow(2, 5 * MINUTE, 0);
        assertThat(route.leave(MINUTE)).isTrue();
        assertThat(route.replica(MINUTE)).isEqualTo(WireRoute.LEADER);
        assertThat(route.tellsRack(MINUTE)).isFalse(); // it would name the same replica again
        assertThat(route.leave(MINUTE)).isFalse();
        assertThat(route.tellsRack(2 * MINUTE)).isTrue();
    }
}
