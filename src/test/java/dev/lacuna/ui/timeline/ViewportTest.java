package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lacuna.model.TimeSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewportTest extends ModelFixture {

    @Test
    void showsAllAtFirstAndGoesOnSoWhileMoreArrives() {
        show(6, List.of());
        assertThat(viewport.window()).isEqualTo(AxisWindow.around(AxisSpan.of(EXTENT), 0.02));

        var longer = new TimeSpan(EXTENT.fromMillis(), EXTENT.toMillis() + 3_600_000);
        model.show(new AxisMap(Optional.of(longer), Map.of(), PositionTimes.NONE), List.of(p(0)), List.of());
        assertThat(viewport.window()).isEqualTo(AxisWindow.around(AxisSpan.of(longer), 0.02));
    }

    @Test
    void staysWhereOneLooksWhileMoreArrives() {
        show(6, List.of());
        viewport.zoomAround(0.5, 8);
        AxisWindow before = viewport.window();

        model.show(
                new AxisMap(
                        Optional.of(new TimeSpan(EXTENT.fromMillis(), EXTENT.toMillis() + 3_600_000)),
                        Map.of(),
                        PositionTimes.NONE),
                List.of(p(0)),
                List.of());
        assertThat(viewport.window()).isEqualTo(before);
    }

    private void grow(long millis) {
        var longer = new TimeSpan(EXTENT.fromMillis(), EXTENT.toMillis() + millis);
        model.show(new AxisMap(Optional.of(longer), Map.of(), PositionTimes.NONE), List.of(p(0)), List.of());
    }

    @Test
    void goesAlongWithTheNewestAtItsWidthWhileItFollows() {
        show(6, List.of());
        viewport.zoomAround(0.5, 8);
        long width = viewport.window().length();
        viewport.follow(true);
        assertThat(viewport.window().length()).isEqualTo(width);
        assertThat(viewport.window().to()).isEqualTo(viewport.limits().to());

        grow(3_600_000);
        assertThat(viewport.window().length()).isEqualTo(width);
        assertThat(viewport.window().to()).isEqualTo(viewport.limits().to());
        assertThat(viewport.canGoBack()).isTrue();
    }

    @Test
    void staysWhereSomebodyMovedItUntilItGoesBackToTheNewest() {
        show(6, List.of());
        viewport.zoomAround(0.5, 8);
        viewport.follow(true);
        viewport.pan(-0.5);
        AxisWindow away = viewport.window();
        grow(3_600_000);
        assertThat(viewport.window()).isEqualTo(away);
        assertThat(viewport.isAtNewest()).isFalse();

        viewport.goNewest();
        grow(7_200_000);
        assertThat(viewport.isAtNewest()).isTrue();
        assertThat(viewport.window().to()).isEqualTo(viewport.limits().to());

        viewport.follow(false);
        AxisWindow left = viewport.window();
        grow(9_000_000);
        assertThat(viewport.window()).isEqualTo(left);
    }

    @Test
    void zoomingAtTheNewestStaysThere() {
        show(6, List.of());
        viewport.follow(true);
        viewport.zoomAround(1, 6);
        assertThat(viewport.isAtNewest()).isTrue();
        grow(60_000);
        assertThat(viewport.window().to()).isEqualTo(viewport.limits().to());
    }

    @Test
    void zoomsByTheFourthRootOfTwoPerNotch() {
        show(6, List.of());
        long before = viewport.window().length();
        viewport.zoomAround(0.5, 1);

        assertThat((double) before / viewport.window().length()).isEqualTo(Math.pow(2, 0.25), within(1e-6));
    }

    @Test
    void keepsWhatLiesUnderThePointerWithinAPixelDownToTheSmallestSpan() {
        show(6, List.of());
        for (double share : new double[] {0.1, 0.333, 0.5, 0.77, 0.95}) {
            viewport.fitAll();
            long under = viewport.scale().fineAt(share * WIDTH);
            for (int notch = 0; notch < 120; notch++) {
                viewport.zoomAround(share, 1);
                assertThat(viewport.scale().xOfFine(under)).isEqualTo(share * WIDTH, within(1.0));
            }
            assertThat(viewport.scale().pixelsPerUnit()).isEqualTo(8, within(0.01));
        }
    }

    @Test
    void neverLooksFartherThanALittleBeyondAll() {
        show(6, List.of());
        viewport.zoomAround(0.5, -40);
        assertThat(viewport.window()).isEqualTo(viewport.limits());

        viewport.zoomAround(0.5, 8);
        viewport.pan(-100);
        assertThat(viewport.window().from()).isEqualTo(viewport.limits().from());
        viewport.pan(100);
        assertThat(viewport.window().to()).isEqualTo(viewport.limits().to());
    }

    @Test
    void endGoesToTheNewestWithoutAChangeOfScale() {
        show(6, List.of());
        viewport.zoomAround(0, 8);
        long length = viewport.window().length();
        viewport.goNewest();

        assertThat(viewport.window().length()).isEqualTo(length);
        assertThat(viewport.window().to()).isGreaterThanOrEqualTo(AxisWindow.fine(EXTENT.toMillis()));
    }

    @Test
    void goesBackOverAWholeBurstOfTheWheel() {
        show(6, List.of());
        AxisWindow all = viewport.window();
        for (int i = 0; i < 10; i++) {
            nowMillis += 50;
            viewport.zoomAround(0.3, 1);
        }
        AxisWindow near = viewport.window();

        viewport.goBack();
        assertThat(viewport.window()).isEqualTo(all);
        viewport.goForward();
        assertThat(viewport.window()).isEqualTo(near);
    }
}
