package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.task.ProgressSnapshot;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final ProgressLine line = new ProgressLine(new PrintWriter(new StringWriter()));

    @Test
    void rateAndTimeLeftAreThoseOfTheLastSeconds() {
        for (int second = 0; second < 10; second++) {
            line.line(at(second * 10));
        }
        line.line(at(190));
        assertThat(line.line(at(290))).contains("Scanning: 290 of 1,000 positions (29 %), 46/s, about 16 s left");
    }

    @Test
    void saysThatNothingMovesInsteadOfPromisingAnEnd() {
        line.line(at(0));
        line.line(at(400));
        line.line(at(400));
        assertThat(line.line(at(400))).contains("Scanning: 400 of 1,000 positions (40 %), nothing new for 2 s");
        assertThat(line.line(at(401)).orElseThrow()).contains("left");
    }

    @Test
    void isSilentWhereNothingIsLeftToDo() {
        assertThat(line.line(ProgressSnapshot.NONE)).isEmpty();
        assertThat(line.line(at(1000))).isEmpty();
    }

    @Test
    void aNewPhaseStartsItsOwnCount() {
        line.line(ProgressSnapshot.of("Sampling", 60, 60, "positions"));
        assertThat(line.line(at(500))).contains("Scanning: 500 of 1,000 positions (50 %)");
    }

    private static ProgressSnapshot at(long done) {
        return ProgressSnapshot.of("Scanning", done, 1000, "positions");
    }
}
