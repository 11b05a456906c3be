package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.Formats;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessibleTextTest {

    private static final PartitionRef ORDER = MadeUpSource.ORDERS.partition(3);
    private static final PartitionRef PAYMENT = MadeUpSource.PAYMENTS.partition(0);

    private final MadeUpSource source = new MadeUpSource(6).withIncident();
    private final TimelineModel model = new TimelineModel(() -> Instant.EPOCH);

    private void show(PartitionRef... lanes) {
        Map<PartitionRef, AxisSpan> positions = new HashMap<>();
        for (PartitionRef lane : lanes) {
            positions.put(lane, new AxisSpan(0, 1_000));
        }
        var time = new TimeSpan(MadeUpSource.START, MadeUpSource.END);
        model.show(new AxisMap(Optional.of(time), positions, PositionTimes.NONE), List.of(lanes), source.findings());
    }

    private String text() {
        return AccessibleText.of(model, new Formats());
    }

    @Test
    void saysHowManyFindingsWhichPartitionAndFromWhenToWhen() {
        show(ORDER);
        model.select(new Selection.Span(
                new TimeSpan(MadeUpSource.at("08:02:00"), MadeUpSource.at("08:05:00")), Set.of(ORDER)));

        assertThat(text()).isEqualTo("9 findings, partition 3 selected, 08:02:00.000 to 08:05:00.000 UTC");
    }

    @Test
    void saysThatItGoesAlongOffsets() {
        show(ORDER);
        model.turnAxis();

        assertThat(text()).isEqualTo("9 findings, along offsets");
    }

    @Test
    void namesTheTopicsOfPartitionsWhereThereAreSeveral() {
        show(ORDER, PAYMENT);
        assertThat(text()).isEqualTo("9 findings, 2 topics: orders, payments");

        model.select(new Selection.Partitions(Set.of(PAYMENT)));
        assertThat(text()).isEqualTo("9 findings, 2 topics: orders, payments, partition payments/0 selected");
    }

    @Test
    void saysWhoseOffsetsItGoesAlongWhereThereAreSeveralTopics() {
        show(ORDER, PAYMENT);
        model.turnAxis();

        assertThat(text()).isEqualTo("9 findings, 2 topics: orders, payments, along the offsets of orders");
    }
}
