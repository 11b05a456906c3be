package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.timeline.TimelineModel;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SavedViewsTest {

    private final TimelineModel timeline = new TimelineModel(() -> Instant.EPOCH);

    private Target reference() {
        return Target.parse(SavedViews.place(timeline), 0, ZoneOffset.UTC);
    }

    @Test
    void aReferenceToWhatIsSelectedLeadsToAllOfIt() {
        var lane = Samples.ORDERS.partition(2);
        long from = Instant.parse("2026-03-14T08:10:00.250Z").toEpochMilli();
        timeline.select(new Selection.Span(new TimeSpan(from, from + 600_000), Set.of(lane)));
        assertThat(reference()).isEqualTo(new Target.AtSpan(from, from + 600_000));

        timeline.select(new Selection.Events(Set.of(new PartitionRange(lane, PositionRange.offsets(4_120, 4_200)))));
        assertThat(reference()).isEqualTo(new Target.AtOffsets(OptionalInt.of(2), 4_120, 4_200));

        timeline.select(new Selection.Events(Set.of(new PartitionRange(lane, PositionRange.offsets(4_120, 4_121)))));
        assertThat(reference()).isEqualTo(new Target.AtOffset(OptionalInt.of(2), 4_120));
    }
}
