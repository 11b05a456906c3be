package dev.lacuna.detect.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotTableTest {

    @Test
    void agreesWithAMapWhateverIsPutAndRemoved() {
        SlotTable table = new SlotTable();
        Map<Long, Integer> truth = new HashMap<>();
        List<Long> order = new ArrayList<>();
        Random random = new Random(4);
        for (int i = 0; i < 40_000; i++) {
            long id = random.nextInt(4_000);
            // ids share few homes, so that probes run long and wrap
            long high = id * 97 % 256;
            assertThat(table.find(high, id)).isEqualTo(truth.getOrDefault(id, -1));
            if (!truth.containsKey(id)) {
                int slot = table.put(high, id);
                assertThat(slot).isLessThan(table.capacity());
                assertThat(truth).doesNotContainValue(slot);
                truth.put(id, slot);
                order.add(id);
            }
            if (truth.size() > 1_000 || random.nextInt(3) == 0 && !order.isEmpty()) {
                long gone = order.remove(random.nextInt(order.size()));
                table.remove(table.find(gone * 97 % 256, gone));
                truth.remove(gone);
            }
            assertThat(table.size()).isEqualTo(truth.size());
        }
    }
}
