package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireBudgetTest {

    private final WireBudget budget = new WireBudget(100);

    @Test
    void boundsWhatAllReadersHold() {
        assertThat(budget.take(40, true)).isTrue();
        assertThat(budget.take(40, false)).isTrue();
        assertThat(budget.take(40, false)).isFalse();
        budget.giveBack(40);
        assertThat(budget.take(40, false)).isTrue();
    }

    @Test
    void letsEachReaderGoOnThatHoldsNothing() {
        assertThat(budget.take(1_000, true)).isTrue();
        assertThat(budget.take(1_000, true)).isTrue();
        assertThat(budget.take(1, false)).isFalse();
        budget.giveBack(2_000);
        assertThat(budget.take(100, false)).isTrue();
    }
}
