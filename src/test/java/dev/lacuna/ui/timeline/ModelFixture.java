package dev.lacuna.ui.timeline;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A timeline without a stage, of a thousand pixels by four hundred, over made-up lanes.
abstract class ModelFixture {

    static final TimeSpan EXTENT = new TimeSpan(MadeUpSource.START, MadeUpSource.END);
    static final double WIDTH = 1_000;

    long nowMillis = 1_000_000;
    final TimelineModel model = new TimelineModel(() -> Instant.ofEpochMilli(nowMillis));
    final Viewport viewport = model.viewport();

    static PartitionRef p(int number) {
        return MadeUpSource.ORDERS.partition(number);
    }

    void show(int lanes, List<Finding> findings) {
        viewport.resize(WIDTH, 400);
        model.show(
                new AxisMap(Optional.of(EXTENT), Map.of(), PositionTimes.NONE),
                IntStream.range(0, lanes).mapToObj(ModelFixture::p).toList(),
                findings);
    }

    void showWithPositions() {
        viewport.resize(WIDTH, 400);
        model.show(MadeUpSource.map(3), List.of(p(0), p(1), p(2)), incident());
    }

    List<Finding> incident() {
        return new MadeUpSource(6).withIncident().findings();
    }
}
