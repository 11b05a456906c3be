package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarPlaceTest {

    private static final double WIDTH = 330;
    private static final double HEIGHT = 30;

    private final TimelineLayout layout = new TimelineLayout(1_200, 500);
    private final SelectionBounds selection = new SelectionBounds(400, 600, 200, 250);

    private BarPlace.Place best(BarPlace.Box... labels) {
        return new BarPlace(selection, layout, WIDTH, HEIGHT).best(List.of(labels));
    }

    private static boolean hides(BarPlace.Place place, BarPlace.Box box) {
        return box.shared(place.x(), place.y(), WIDTH, HEIGHT) > 0;
    }

    @Test
    void liesRightBelowTheSelectionWhereNothingIsHidden() {
        assertThat(best()).isEqualTo(new BarPlace.Place(400, 256));
        assertThat(best(new BarPlace.Box(900, 250, 1_000, 270))).isEqualTo(new BarPlace.Place(400, 256));
    }

    @Test
    void hidesNoWordsOfTheLaneBelow() {
        var words = new BarPlace.Box(420, 250, 540, 250 + LanePainter.LABEL_ROW);

        BarPlace.Place place = best(words);

        assertThat(hides(place, words)).isFalse();
        assertThat(place.y()).isGreaterThan(selection.bottom());
    }

    @Test
    void goesAboveWhereTwoLanesBelowAreFullOfWords() {
        var below = new BarPlace.Box(160, 250, 1_200, 270);
        var further = new BarPlace.Box(160, 270, 1_200, 320);

        BarPlace.Place place = best(below, further);

        assertThat(place.y() + HEIGHT).isLessThanOrEqualTo(selection.top());
        assertThat(hides(place, below)).isFalse();
    }

    @Test
    void ratherHidesOthersThanWhatIsSelected() {
        var selected = new BarPlace.Box(300, 206, 900, 222);
        var above = new BarPlace.Box(160, 70, 1_200, 200);
        var below = new BarPlace.Box(160, 250, 1_200, 266);
        var further = new BarPlace.Box(160, 276, 1_200, 500);

        BarPlace.Place place = new BarPlace(new SelectionBounds(590, 600, 200, 250), layout, WIDTH, 46)
                .best(List.of(selected, above, below, further));

        assertThat(selected.shared(place.x(), place.y(), WIDTH, 46)).isZero();
    }

    @Test
    void hidesTheLeastWhereWordsAreEverywhere() {
        var much = new BarPlace.Box(160, 70, 1_200, 251);
        var little = new BarPlace.Box(500, 256, 520, 500);

        assertThat(best(much, little).y()).isGreaterThan(selection.bottom());
    }

    @Test
    void staysWithinTheTimeline() {
        var low = new BarPlace(new SelectionBounds(1_100, 1_190, 440, 499), layout, WIDTH, HEIGHT).best(List.of());

        assertThat(low.x() + WIDTH).isLessThanOrEqualTo(1_200);
        assertThat(low.y() + HEIGHT).isLessThanOrEqualTo(500);
    }
}
