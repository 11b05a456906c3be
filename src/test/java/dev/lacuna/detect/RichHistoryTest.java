package dev.lacuna.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Histories as rich as a cluster's life: whatever is called a loss was lost, and whatever vanished is told.
class RichHistoryTest {

    private static final int SEEDS = 400;

    @Test
    void whatIsCalledALossWasLostAndWhatVanishedIsTold() {
        RichTruth truth = new RichTruth();
        for (int seed = 0; seed < SEEDS; seed++) {
            truth.check(seed);
        }
        assertThat(truth.faults()).as("%s", truth).isEqualTo(List.of());
        // so that the test can't pass on histories in which nothing happens
        assertThat(truth.losses()).as("%s", truth).isGreaterThan(SEEDS);
    }
}
