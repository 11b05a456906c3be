package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoToTest extends ModelFixture {

    @Test
    void goesToATimeAndLooksCloserWhereAllIsSeen() {
        showWithPositions();
        long wanted = MadeUpSource.at("07:30:00");

        assertThat(model.goTo().time(wanted)).isTrue();
        assertThat(viewport.window().centre()).isEqualTo(AxisWindow.fine(wanted));
        assertThat(viewport.window().length()).isLessThan(viewport.limits().length() / 7);
        assertThat(model.goTo().time(MadeUpSource.at("12:00:00"))).isFalse();
    }

    @Test
    void goesToAPartitionAmongVeryManyAndSelectsIt() {
        show(1_000, List.of());

        assertThat(model.goTo().partition(873)).isTrue();
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(873))));
        assertThat(model.lanes().inSight()).contains(p(873));
        assertThat(model.goTo().partition(1_000)).isFalse();
    }

    @Test
    void goesToAnOffsetOfOnePartitionAndSelectsIt() {
        showWithPositions();
        long offset = MadeUpSource.positionAt(1, MadeUpSource.at("08:00:00"));

        assertThat(model.goTo().offset(OptionalInt.of(1), offset)).isTrue();
        assertThat(model.selection())
                .isEqualTo(new Selection.Events(
                        Set.of(new PartitionRange(p(1), PositionRange.offsets(offset, offset + 1)))));
        assertThat(viewport.window().span().contains(MadeUpSource.at("08:00:00")))
                .isTrue();
        assertThat(model.goTo().offset(OptionalInt.of(7), offset)).isFalse();
        assertThat(model.goTo().offset(OptionalInt.empty(), 5)).isFalse();
    }

    @Test
    void goesToASpanOfTimeAndSelectsItInTheLanesThatAreSelectedElseInAll() {
        showWithPositions();
        var span = new TimeSpan(MadeUpSource.at("07:30:00"), MadeUpSource.at("07:40:00"));
        assertThat(model.goTo().time(span)).isTrue();
        assertThat(model.selection()).isEqualTo(new Selection.Span(span, Set.of(p(0), p(1), p(2))));
        assertThat(viewport.window()).isEqualTo(AxisWindow.around(AxisSpan.of(span), Viewport.ITEM_MARGIN));

        model.select(new Selection.Partitions(Set.of(p(1))));
        assertThat(model.goTo().time(span)).isTrue();
        assertThat(model.selection()).isEqualTo(new Selection.Span(span, Set.of(p(1))));
        var later = new TimeSpan(MadeUpSource.at("12:00:00"), MadeUpSource.at("12:10:00"));
        assertThat(model.goTo().time(later)).isFalse();
    }

    @Test
    void goesToARangeOfOffsets() {
        showWithPositions();
        long from = MadeUpSource.positionAt(1, MadeUpSource.at("08:00:00"));

        assertThat(model.goTo().offsets(OptionalInt.of(1), from, from + 50)).isTrue();
        assertThat(model.selection())
                .isEqualTo(
                        new Selection.Events(Set.of(new PartitionRange(p(1), PositionRange.offsets(from, from + 50)))));
        assertThat(model.goTo().offsets(OptionalInt.of(7), from, from + 50)).isFalse();
    }

    @Test
    void goesToATimeAlongOffsets() {
        showWithPositions();
        model.turnAxis();
        model.goTo().time(MadeUpSource.at("08:00:00"));

        assertThat(viewport.axis()).isEqualTo(Axis.OFFSET);
        assertThat(viewport.window().span().contains(MadeUpSource.positionAt(0, MadeUpSource.at("08:00:00"))))
                .isTrue();
    }
}
