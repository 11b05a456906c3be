package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class WireCursorTest {

    private static final long NOW = 1;

    @Test
    void asksForLittleWhereFewEventsAreWanted() {
        WireCursor cursor = cursor(1_000, 1_060, false);

        assertThat(bytes(cursor)).isEqualTo(64 << 10);
    }

    @Test
    void asksForMoreAsOftenAsItDidNotSuffice() {
        WireCursor cursor = cursor(1_000, 1_060, false);
        int before = bytes(cursor);
        for (int answer = 0; answer < 20; answer++) {
            cursor.accept(nothing(cursor), 1, NOW);
            assertThat(bytes(cursor)).isGreaterThanOrEqualTo(before);
            before = bytes(cursor);
        }
        assertThat(before).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void asksForAllThereIsRoomForWhereManyAreWantedOrWhateverComes() {
        assertThat(bytes(cursor(0, 10_000_000_000L, false))).isEqualTo(Integer.MAX_VALUE);
        assertThat(bytes(cursor(7, 7, true))).isEqualTo(Integer.MAX_VALUE);
    }

    private static WireCursor cursor(long from, long to, boolean follows) {
        return new WireCursor(
                new PartitionRange(
                        new StreamRef("kafka://here", "orders").partition(0), PositionRange.offsets(from, to)),
                follows);
    }

    private static int bytes(WireCursor cursor) {
        return cursor.ask(Uuid.ZERO_UUID, NOW).bytes();
    }

    /// Others took all the room.
    private static WireFetch.Answer nothing(WireCursor cursor) {
        return new WireFetch.Answer(
                cursor.ask(Uuid.ZERO_UUID, NOW),
                false,
                IsolationLevel.READ_COMMITTED,
                null,
                -1,
                -1,
                2_000,
                2_000,
                0,
                List.of(),
                List.of());
    }
}
