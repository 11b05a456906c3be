package dev.lacuna.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class DensityIndexTest {

    private static final StreamRef ORDERS = new StreamRef("memory://a", "orders");
    private static final StreamRef BILLS = new StreamRef("memory://a", "bills");

    @Test
    void aLaneThatIsAddedIsSeenAlsoWhereSeveralScansAreShownTogether() {
        var orders = new DensityIndex(List.of(ORDERS.partition(0)));
        var bills = new DensityIndex(List.of(BILLS.partition(0)));
        DensityIndex both = DensityIndex.together(List.of(orders, bills));
        PartitionRef added = ORDERS.partition(1);
        assertThatIllegalArgumentException().isThrownBy(() -> both.lane(added));

        orders.add(added);
        orders.lane(added).add(5_000, 10);

        assertThat(orders.partitions()).containsExactly(ORDERS.partition(0), added);
        assertThat(both.partitions()).containsExactly(BILLS.partition(0), ORDERS.partition(0), added);
        assertThat(both.lane(added)).isSameAs(orders.lane(added));
        assertThat(both.events()).isEqualTo(1);
        assertThat(both.extent().orElseThrow().fromMillis()).isEqualTo(5_000);
    }
}
