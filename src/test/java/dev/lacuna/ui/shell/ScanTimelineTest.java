package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.index.LaneTotals;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.ui.timeline.TimelineSource;
import org.junit.jupiter.api.Test;

class ScanTimelineTest {

    @Test
    void tellsWhereAPartitionIsReadHowFastAndHowLongStill() {
        var part = new ProgressSnapshot.Part("orders/1", 3_000, 9_000, "position 5000", "");
        var totals = new LaneTotals(2_900, 10, 1_000, 2_000, 1, false, 0);

        assertThat(ScanTimeline.standing(part, 2_000, totals, 1_500))
                .isEqualTo(new TimelineSource.Standing(5_000, 2_000, 2_000, 3_000));
    }
}
