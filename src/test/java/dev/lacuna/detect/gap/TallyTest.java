package dev.lacuna.detect.gap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.TimeSpan;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void keepsItsTimeWhereWhatIsAddedHasNone() {
        Tally timed = new Tally();
        timed.add(1, 2, 1, 5_000, 6_000);
        Tally timeless = new Tally();
        timeless.add(7, 9, 2, -1, -1);

        timed.addAll(timeless);

        assertThat(timed.time()).isEqualTo(new TimeSpan(5_000, 6_000));
        assertThat(timed.positions()).isEqualTo(3);
    }
}
