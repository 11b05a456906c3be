package dev.lacuna.detect.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Position;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PositionRowTest {

    private final PositionRow row = new PositionRow(4);

    @Test
    void keepsDensePositionsThroughGrowthAndMoves() {
        row.set(0, Position.offset(7));
        row.set(1, Position.offset(9));
        row.growTo(8);
        row.copy(0, 1, 2);
        row.lower(0, Position.offset(3));
        row.lower(0, Position.offset(5));
        row.raise(1, Position.offset(8));
        row.raise(1, Position.offset(2));

        assertThat(row.get(0)).isEqualTo(Position.offset(3));
        assertThat(row.get(1)).isEqualTo(Position.offset(8));
        assertThat(row.get(2)).isEqualTo(Position.offset(9));
    }

    @Test
    void keepsPositionsThatAreNumbersOfAnyLength() {
        Position low = number("49590338271490256608559692538361571095921575989136588898");
        Position high = number("49590338271490256608559692538361571095921575989136588899");
        row.set(0, high);
        row.growTo(8);
        row.copy(0, 5, 1);
        row.lower(5, low);
        row.raise(0, low);

        assertThat(row.get(0)).isEqualTo(high);
        assertThat(row.get(5)).isEqualTo(low);
    }

    private static Position number(String digits) {
        return new Position.SequenceNumber(new BigInteger(digits));
    }
}
