package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final double AREA = 400;

    private final LaneChoice choice = new LaneChoice(() -> {});

    private static PartitionRef p(int number) {
        return MadeUpSource.ORDERS.partition(number);
    }

    private static PartitionRef payment(int number) {
        return MadeUpSource.PAYMENTS.partition(number);
    }

    private Lanes lanes(int orders, int payments, double scrollY) {
        return lanes(orders, payments, scrollY, AREA);
    }

    private Lanes lanes(int orders, int payments, double scrollY, double area) {
        List<PartitionRef> all = new ArrayList<>();
        IntStream.range(0, orders).forEach(number -> all.add(p(number)));
        IntStream.range(0, payments).forEach(number -> all.add(payment(number)));
        choice.hold(all, Double.MAX_VALUE);
        return new Lanes(choice.rows(partition -> true), area, scrollY);
    }

    @Test
    void everyHeightBelongsToTheRowThatIsDrawnThere() {
        choice.togglePinned(List.of(p(5), p(9)));
        choice.toggleCollapsed(List.of(p(1), p(2), p(9), payment(0)));
        for (double scroll : new double[] {0, 7.5, 60, 333, 10_000}) {
            Lanes lanes = lanes(12, 4, scroll);
            for (Lanes.Band band : lanes.bands()) {
                for (int row = band.first(); row < band.end(); row++) {
                    double from = Math.max(band.top(), lanes.top(row));
                    double to = Math.min(band.bottom(), lanes.bottom(row));
                    assertThat(to).isGreaterThan(from);
                    assertThat(lanes.at(from)).isEqualTo(row);
                    assertThat(lanes.at(to - 0.01)).isEqualTo(row);
                }
            }
        }
    }

    @Test
    void theRuleBelowThePinnedLanesIsNoLane() {
        choice.togglePinned(List.of(p(5)));
        Lanes lanes = lanes(12, 0, 30);

        assertThat(lanes.at(lanes.stuckHeight() - 1)).isEqualTo(-1);
        assertThat(lanes.at(AREA + 10_000)).isEqualTo(-1);
        assertThat(lanes.at(-1)).isEqualTo(-1);
        assertThat(lanes.nearest(-1)).isZero();
    }

    @Test
    void pinnedLanesStayWhileTheOthersScroll() {
        choice.togglePinned(List.of(p(7)));
        Lanes still = lanes(12, 0, 0);
        Lanes scrolled = lanes(12, 0, 100);

        assertThat(scrolled.rowOf(p(7))).isZero();
        assertThat(scrolled.top(0)).isEqualTo(still.top(0)).isZero();
        assertThat(scrolled.top(1)).isEqualTo(still.top(1) - 100);
    }

    @Test
    void theLastLaneCanBeScrolledIntoSightBelowPinnedOnes() {
        choice.togglePinned(List.of(p(0), p(1)));
        Lanes end = lanes(12, 0, Double.MAX_VALUE);

        assertThat(end.bottom(end.rowOf(p(11)))).isEqualTo(AREA);
        assertThat(end.endVisible()).isEqualTo(12);
    }

    @Test
    void moreLanesPinnedThanThereIsRoomForCanStillBeReached() {
        choice.togglePinned(IntStream.range(0, 20).mapToObj(LanesTest::p).toList());
        Lanes start = lanes(40, 0, 0);

        assertThat(start.stuck()).isPositive().isLessThan(20);
        assertThat(AREA - start.stuckHeight()).isGreaterThanOrEqualTo(start.laneHeight());
        for (int number = 0; number < 40; number++) {
            int row = start.rowOf(p(number));
            Lanes shown = start.showing(row);
            assertThat(shown.top(row)).isGreaterThanOrEqualTo(row < start.stuck() ? 0 : start.stuckHeight());
            assertThat(shown.bottom(row)).isLessThanOrEqualTo(AREA);
        }
    }

    @Test
    void whenAllLanesArePinnedAllScroll() {
        choice.togglePinned(IntStream.range(0, 12).mapToObj(LanesTest::p).toList());
        Lanes lanes = lanes(12, 0, 100);

        assertThat(lanes.stuck()).isZero();
        assertThat(lanes.top(0)).isEqualTo(-100);
    }

    @Test
    void streamsHaveAHeadOnlyWhenThereAreSeveral() {
        assertThat(lanes(3, 0, 0).rows()).allMatch(LaneRow.Lane.class::isInstance);

        choice.togglePinned(List.of(p(1)));
        assertThat(lanes(3, 2, 0).rows())
                .containsExactly(
                        new LaneRow.Lane(p(1), true, false, false),
                        new LaneRow.Group(MadeUpSource.ORDERS, List.of(p(0), p(2)), false, false),
                        new LaneRow.Lane(p(0), false, false, true),
                        new LaneRow.Lane(p(2), false, false, true),
                        new LaneRow.Group(MadeUpSource.PAYMENTS, List.of(payment(0), payment(1)), false, false),
                        new LaneRow.Lane(payment(0), false, false, true),
                        new LaneRow.Lane(payment(1), false, false, true));
    }

    @Test
    void aStreamWhoseLanesAreAllPinnedTakesItsHeadToTheTop() {
        choice.togglePinned(List.of(payment(0), payment(1)));
        Lanes lanes = lanes(2, 2, 0);

        assertThat(lanes.rows().subList(0, 3))
                .containsExactly(
                        new LaneRow.Group(MadeUpSource.PAYMENTS, List.of(payment(0), payment(1)), true, false),
                        new LaneRow.Lane(payment(0), true, false, true),
                        new LaneRow.Lane(payment(1), true, false, true));
        assertThat(lanes.rows().get(3))
                .isEqualTo(new LaneRow.Group(MadeUpSource.ORDERS, List.of(p(0), p(1)), false, false));
        assertThat(lanes.stuck()).isEqualTo(3);
    }

    @Test
    void aStreamThatComesBesideIsThinWhereItWouldPushOthersOutOfSight() {
        choice.hold(List.of(p(0), p(1)), 150);
        choice.hold(List.of(p(0), p(1), payment(0)), 150);
        assertThat(choice.isCollapsed(payment(0))).isTrue();
        assertThat(choice.isCollapsed(p(0))).isFalse();

        choice.toggleCollapsed(List.of(payment(0)));
        choice.hold(List.of(p(0), p(1), payment(0)), 150);
        assertThat(choice.isCollapsed(payment(0))).isFalse();
    }

    @Test
    void aStreamThatComesBesideIsAsHighAsOthersWhereThereIsRoom() {
        choice.hold(List.of(p(0), p(1)), 400);
        choice.hold(List.of(p(0), p(1), payment(0)), 400);

        assertThat(choice.isCollapsed(payment(0))).isFalse();
    }

    @Test
    void collapsedLanesLeaveTheirRoomToTheOthers() {
        double before = lanes(8, 0, 0).laneHeight();
        choice.toggleCollapsed(List.of(p(0), p(1)));
        Lanes lanes = lanes(8, 0, 0);

        assertThat(lanes.laneHeight()).isGreaterThan(before);
        assertThat(lanes.contentHeight()).isLessThanOrEqualTo(AREA);
    }

    @Test
    void fewLanesGrowWithTheWindowAsFarAsIsPleasant() {
        assertThat(lanes(3, 0, 0, 280).laneHeight()).isEqualTo(92);
        assertThat(lanes(6, 0, 0, 670).laneHeight()).isEqualTo(111);
        assertThat(lanes(2, 2, 0, 670).laneHeight()).isEqualTo(Lanes.HIGHEST);
        assertThat(lanes(1, 0, 0, 4_000).laneHeight()).isEqualTo(Lanes.HIGHEST);
        assertThat(lanes(12, 0, 0, 670).laneHeight()).isEqualTo(55);
        assertThat(lanes(40, 0, 0, 670).laneHeight()).isEqualTo(Lanes.LOWEST);
    }

    @Test
    void lanesThatGrewStayWhereTheyAreWhenOneIsCollapsedOrPinned() {
        double before = lanes(6, 0, 0, 670).laneHeight();
        choice.toggleCollapsed(List.of(p(2)));
        Lanes lanes = lanes(6, 0, 0, 670);

        assertThat(lanes.laneHeight()).isEqualTo(before);
        assertThat(lanes.top(2)).isEqualTo(2 * before);

        choice.togglePinned(List.of(p(5)));
        assertThat(lanes(6, 0, 0, 670).laneHeight()).isEqualTo(before);
    }

    @Test
    void aRangeOverTheHeadOfAGroupTakesLanesOnly() {
        Lanes lanes = lanes(2, 2, 0);

        assertThat(lanes.between(4, 1)).isEqualTo(Set.of(p(0), p(1), payment(0)));
        assertThat(lanes.between(0, 0)).isEmpty();
    }

    @Test
    void thereIsNothingToHitWithoutLanes() {
        Lanes none = lanes(0, 0, 0);

        assertThat(none.at(10)).isEqualTo(-1);
        assertThat(none.nearest(10)).isEqualTo(-1);
        assertThat(none.between(-1, -1)).isEmpty();
        assertThat(none.bands()).containsExactly(new Lanes.Band(0, 0, 0, AREA));
    }

    @Test
    void theButtonsOfAHeaderAreLargeEnoughAndApart() {
        for (double height : new double[] {Lanes.LOWEST, Lanes.USUAL, Lanes.HIGHEST}) {
            for (HeaderButton button : HeaderButton.values()) {
                double middle = button.middle(height);
                assertThat(button.covers(button.left(), middle - 12, height)).isTrue();
                assertThat(button.covers(button.left() + 23.9, middle + 12, height))
                        .isTrue();
                assertThat(middle - 12).isGreaterThanOrEqualTo(-1);
                assertThat(middle + 12).isLessThanOrEqualTo(height + 1);
            }
        }
        assertThat(HeaderButton.CHEVRON.left() + HeaderButton.TARGET).isLessThan(HeaderButton.PIN.left());
    }
}
