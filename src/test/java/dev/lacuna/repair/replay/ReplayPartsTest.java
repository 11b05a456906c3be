package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan.Place;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The small classes that a replay is made of.
class ReplayPartsTest {

    private final Origin origin = new Origin(new Place("kafka://a:1", "cluster", "orders.v1", "id"));

    @Test
    void readsTheOriginsThatItWrites() {
        Bytes text = origin.of(3, Position.offset(4711));
        assertThat(text.text()).isEqualTo("cluster/orders.v1/3@4711");
        assertThat(origin.parse(text)).isEqualTo(new Origin.Spot(3, Position.offset(4711)));
    }

    @Test
    void takesNoOriginOfElsewhere() {
        for (String other : new String[] {
            "",
            "cluster",
            "cluster/orders.v1/3",
            "cluster/orders.v1/@4",
            "cluster/orders.v1/3@",
            "cluster/orders/3@4",
            "elsewhere/orders.v1/3@4",
            "cluster/orders.v1/3@x",
            "cluster/orders.v1/3@99999999999999999999"
        }) {
            assertThat(origin.parse(Bytes.utf8(other))).as(other).isNull();
        }
        assertThat(origin.parse(null)).isNull();
        assertThat(origin.parse(Bytes.of(new byte[] {(byte) 0xc0}))).isNull();
    }

    @Test
    void keepsPositionsExactly() {
        var set = new PositionSet();
        var reference = new HashSet<String>();
        var random = new Random(11);
        for (int i = 0; i < 50_000; i++) {
            int partition = random.nextInt(3);
            long offset = random.nextBoolean() ? random.nextInt(20_000) : (1L << 40) + random.nextInt(9_000);
            assertThat(set.add(partition, Position.offset(offset))).isEqualTo(reference.add(partition + "@" + offset));
        }
        assertThat(set.size()).isEqualTo(reference.size());
        for (int i = 0; i < 50_000; i++) {
            int partition = random.nextInt(4);
            long offset = random.nextInt(25_000);
            assertThat(set.contains(partition, Position.offset(offset)))
                    .isEqualTo(reference.contains(partition + "@" + offset));
        }
    }
}
