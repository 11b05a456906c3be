package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two streams on one timeline: they share the axis of time, and the axis of offsets is that of one of them.
class StreamFocusTest {

    private static final PartitionRef ORDER = MadeUpSource.ORDERS.partition(0);
    private static final PartitionRef OTHER_ORDER = MadeUpSource.ORDERS.partition(1);
    private static final PartitionRef PAYMENT = MadeUpSource.PAYMENTS.partition(0);
    private static final AxisSpan ORDERS_SPAN = new AxisSpan(1_000, 5_000);
    private static final AxisSpan PAYMENTS_SPAN = new AxisSpan(0, 90);

    private final TimelineModel model = new TimelineModel(() -> Instant.EPOCH);

    @BeforeEach
    void show() {
        show(List.of(ORDER, OTHER_ORDER, PAYMENT));
        model.viewport().resize(1_000, 600);
    }

    private void show(List<PartitionRef> lanes) {
        Map<PartitionRef, AxisSpan> positions = new HashMap<>();
        lanes.forEach(
                lane -> positions.put(lane, lane.stream().equals(MadeUpSource.ORDERS) ? ORDERS_SPAN : PAYMENTS_SPAN));
        var time = new TimeSpan(0, 1_000_000);
        PositionTimes times = (lane, position) -> OptionalLong.of(position * 10);
        model.show(new AxisMap(Optional.of(time), positions, times), lanes, List.of());
    }

    private static Selection.Span span(PartitionRef... lanes) {
        return new Selection.Span(new TimeSpan(10_000, 20_000), Set.of(lanes));
    }

    @Test
    void worksOnTheStreamThatWasSelectedInLast() {
        assertThat(model.streams().lead()).contains(MadeUpSource.ORDERS);

        model.select(span(PAYMENT));
        assertThat(model.streams().lead()).contains(MadeUpSource.PAYMENTS);

        model.clear();
        assertThat(model.streams().lead()).contains(MadeUpSource.PAYMENTS);
    }

    @Test
    void aPartitionsNumberIsOfTheStreamThatIsWorkedOn() {
        model.select(span(PAYMENT));
        model.goTo().partition(0);

        assertThat(model.selectedPartitions()).containsExactly(PAYMENT);
    }

    @Test
    void staysWhereItIsWhenSeveralStreamsAreSelected() {
        model.select(span(PAYMENT));
        model.select(span(ORDER, PAYMENT));

        assertThat(model.streams().lead()).contains(MadeUpSource.PAYMENTS);
        assertThat(model.streams().selected()).containsExactly(MadeUpSource.ORDERS, MadeUpSource.PAYMENTS);
    }

    @Test
    void aLoneStreamNeedsNoLead() {
        show(List.of(ORDER));

        assertThat(model.streams().lead()).isEmpty();
        model.turnAxis();
        assertThat(model.viewport().extent()).contains(ORDERS_SPAN);
    }

    @Test
    void theAxisOfOffsetsIsThatOfTheStreamThatIsWorkedOn() {
        model.turnAxis();
        assertThat(model.viewport().extent()).contains(ORDERS_SPAN);
        assertThat(model.viewport().map().extent(Axis.OFFSET, PAYMENT)).isEmpty();

        model.streams().select(MadeUpSource.PAYMENTS);
        assertThat(model.viewport().extent()).contains(PAYMENTS_SPAN);
        assertThat(model.viewport().map().extent(Axis.OFFSET, ORDER)).isEmpty();
    }

    @Test
    void goesBackToTheOffsetsOfTheStreamBefore() {
        model.turnAxis();
        model.streams().select(MadeUpSource.PAYMENTS);
        model.viewport().goBack();

        assertThat(model.streams().lead()).contains(MadeUpSource.ORDERS);
        assertThat(model.viewport().window().span().overlaps(ORDERS_SPAN)).isTrue();
    }

    @Test
    void doesNotGoBackToAStreamThatHasLeft() {
        model.turnAxis();
        model.viewport().zoomAround(0.5, 4);
        model.streams().select(MadeUpSource.PAYMENTS);
        show(List.of(PAYMENT));
        model.viewport().goBack();

        assertThat(model.streams().lead()).isEmpty();
        assertThat(model.viewport().extent()).contains(PAYMENTS_SPAN);
    }

    @Test
    void aDragAlongOffsetsTakesNoLanesOfOtherStreams() {
        model.turnAxis();
        var layout = new TimelineLayout(TimelineLayout.HEADER_WIDTH + 1_000, TimelineLayout.LANES_TOP + 600);
        var gestures = new GestureInterpreter(model, () -> layout, (x, y) -> Optional.empty(), id -> {}, action -> {});
        double y = TimelineLayout.OVERVIEW_HEIGHT + 4;
        gestures.handle(new Gesture.Press(300, y, MouseButton.PRIMARY, 1, Gesture.Modifiers.NONE));
        gestures.handle(new Gesture.Drag(500, y));
        gestures.handle(new Gesture.Release(500, y));

        assertThat(model.selectedPartitions()).containsExactlyInAnyOrder(ORDER, OTHER_ORDER);
    }

    @Test
    void keepsOfASelectionWhatLiesInOneStream() {
        model.select(span(ORDER, PAYMENT));
        model.streams().narrowTo(MadeUpSource.PAYMENTS);

        assertThat(model.selection()).isEqualTo(span(PAYMENT));
    }

    @Test
    void findsAnOffsetOnlyInTheStreamThatIsWorkedOn() {
        assertThat(model.goTo().offset(OptionalInt.of(0), 40)).isFalse();

        model.streams().select(MadeUpSource.PAYMENTS);
        model.clear();
        assertThat(model.goTo().offset(OptionalInt.of(0), 40)).isTrue();
        assertThat(model.selectedPartitions()).containsExactly(PAYMENT);
    }

    @Test
    void keepsTheViewAndItsHistoryWhenAStreamComesAndGoes() {
        model.viewport().zoomAround(0.5, 8);
        AxisWindow seen = model.viewport().window();
        show(List.of(ORDER, OTHER_ORDER));
        assertThat(model.viewport().window()).isEqualTo(seen);
        show(List.of(ORDER, OTHER_ORDER, PAYMENT));

        assertThat(model.viewport().window()).isEqualTo(seen);
        assertThat(model.viewport().canGoBack()).isTrue();
    }
}
