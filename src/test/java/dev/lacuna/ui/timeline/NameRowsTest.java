package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameRowsTest {

    private final NameRows rows = new NameRows(2);

    @Test
    void namesThatWouldLieOnEachOtherStandOneAboveTheOther() {
        assertThat(rows.place(10, 50)).hasValue(0);
        assertThat(rows.place(40, 80)).hasValue(1);
        assertThat(rows.place(80, 120)).as("beside the one below").hasValue(0);
    }

    @Test
    void aNameForWhichThereIsNoRowIsLeftOut() {
        rows.place(10, 50);
        rows.place(10, 50);
        assertThat(rows.place(49, 60)).isEmpty();
        assertThat(rows.place(50, 60)).hasValue(0);
    }
}
