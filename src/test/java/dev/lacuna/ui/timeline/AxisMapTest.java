package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AxisMapTest {

    private static final PartitionRef LANE = MadeUpSource.ORDERS.partition(0);

    /// Positions 100 to 200, one every ten milliseconds from 5 000 on.
    private final AxisMap map = new AxisMap(
            Optional.of(new TimeSpan(5_000, 6_000)),
            Map.of(LANE, new AxisSpan(100, 200)),
            (partition, position) -> OptionalLong.of(5_000 + (position - 100) * 10));

    @Test
    void findsTheFirstPositionAtOrAfterATime() {
        assertThat(map.positionAt(LANE, 5_000)).hasValue(100);
        assertThat(map.positionAt(LANE, 5_010)).hasValue(101);
        assertThat(map.positionAt(LANE, 5_011)).hasValue(102);
        assertThat(map.positionAt(LANE, 0)).hasValue(100);
        assertThat(map.positionAt(LANE, 9_000)).hasValue(200);
    }

    @Test
    void placesATimeOnTheOffsetAxisAndPositionsOnTheTimeAxis() {
        assertThat(map.place(Axis.OFFSET, LANE, new TimeSpan(5_100, 5_200))).hasValue(new AxisSpan(110, 120));
        assertThat(map.place(Axis.TIME, LANE, PositionRange.offsets(110, 120))).hasValue(new AxisSpan(5_100, 5_200));
    }

    @Test
    void knowsNoPlaceInALaneWithoutDensePositions() {
        PartitionRef other = MadeUpSource.ORDERS.partition(1);
        assertThat(map.positionAt(other, 5_000)).isEmpty();
        assertThat(map.place(Axis.OFFSET, other, new TimeSpan(5_100, 5_200))).isEmpty();
        assertThat(map.extent(Axis.OFFSET, other)).isEmpty();
    }

    @Test
    void theOffsetAxisReachesFromTheFirstPositionOfAllToTheLast() {
        var both = new AxisMap(
                Optional.empty(),
                Map.of(LANE, new AxisSpan(100, 200), MadeUpSource.ORDERS.partition(1), new AxisSpan(50, 120)),
                PositionTimes.NONE);
        assertThat(both.extent(Axis.OFFSET)).hasValue(new AxisSpan(50, 200));
        assertThat(both.extent(Axis.TIME)).isEmpty();
    }
}
