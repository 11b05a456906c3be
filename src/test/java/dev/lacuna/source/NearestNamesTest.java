package dev.lacuna.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {

    @Test
    void countsLettersToChange() {
        assertThat(NearestNames.distance("orders", "orders")).isZero();
        assertThat(NearestNames.distance("ORDERS", "orders")).isZero();
        assertThat(NearestNames.distance("ordres", "orders")).isEqualTo(2);
        assertThat(NearestNames.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestNames.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void offersTheNearestFirstAndNothingFarAway() {
        List<String> names = List.of("payments", "orders-upstream", "order", "orders", "ordners", "users");
        assertThat(NearestNames.of("ordes", names)).containsExactly("order", "orders", "ordners");
        assertThat(NearestNames.of("shipments-eu", names)).isEmpty();
        assertThat(NearestNames.of("upstream", names)).containsExactly("orders-upstream");
    }
}
