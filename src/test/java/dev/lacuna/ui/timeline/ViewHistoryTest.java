package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewHistoryTest {

    private final ViewHistory history = new ViewHistory();

    private static ViewHistory.Place place(int number) {
        return new ViewHistory.Place(Axis.TIME, new AxisWindow(number, number + 1), 0, Optional.empty());
    }

    @Test
    void goesBackAndForwardAgain() {
        history.leave(place(1), false, 0);
        history.leave(place(2), false, 0);

        assertThat(history.back(place(3))).contains(place(2));
        assertThat(history.back(place(2))).contains(place(1));
        assertThat(history.back(place(1))).isEmpty();
        assertThat(history.forward(place(1))).contains(place(2));
        assertThat(history.forward(place(2))).contains(place(3));
        assertThat(history.canGoForward()).isFalse();
    }

    @Test
    void mergesABurstIntoOneStep() {
        history.leave(place(1), true, 1_000);
        history.leave(place(2), true, 1_399);
        history.leave(place(3), true, 1_798);

        assertThat(history.back(place(4))).contains(place(1));
        assertThat(history.canGoBack()).isFalse();
    }

    @Test
    void endsABurstAfterAPause() {
        history.leave(place(1), true, 1_000);
        history.leave(place(2), true, 1_400);

        assertThat(history.back(place(3))).contains(place(2));
        assertThat(history.back(place(2))).contains(place(1));
    }

    @Test
    void neverMergesAStepThatIsNoBurst() {
        history.leave(place(1), true, 1_000);
        history.leave(place(2), false, 1_001);
        history.leave(place(3), true, 1_002);

        assertThat(history.back(place(4))).contains(place(3));
        assertThat(history.back(place(3))).contains(place(2));
        assertThat(history.back(place(2))).contains(place(1));
    }

    @Test
    void forgetsWhatLayAheadAfterANewStep() {
        history.leave(place(1), false, 0);
        history.back(place(2));
        history.leave(place(1), false, 0);

        assertThat(history.canGoForward()).isFalse();
    }

    @Test
    void keepsAHundredSteps() {
        for (int i = 0; i < 150; i++) {
            history.leave(place(i), false, 0);
        }
        int steps = 0;
        ViewHistory.Place at = place(150);
        while (history.canGoBack()) {
            at = history.back(at).orElseThrow();
            steps++;
        }
        assertThat(steps).isEqualTo(ViewHistory.MOST);
        assertThat(at).isEqualTo(place(50));
    }
}
