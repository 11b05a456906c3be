package dev.lacuna.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositionSetTest {

    @Test
    void knowsWhatIsMissingWhateverWasAddedInWhateverOrder() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var set = new PositionSet();
            var model = new BitSet();
            for (int i = 0; i < 20; i++) {
                int from = random.nextInt(200);
                int to = from + random.nextInt(30);
                set.add(from, to);
                model.set(from, to);
                int askedFrom = random.nextInt(200);
                int askedTo = askedFrom + random.nextInt(60);
                int expected =
                        askedTo - askedFrom - model.get(askedFrom, askedTo).cardinality();
                assertThat(set.missing(askedFrom, askedTo)).as("seed %d", seed).isEqualTo(expected);
                assertThat(set.gaps(askedFrom, askedTo).stream()
                                .mapToLong(gap -> gap[1] - gap[0])
                                .sum())
                        .as("seed %d", seed)
                        .isEqualTo(expected);
            }
            assertThat(set.runs().stream().mapToLong(run -> run[1] - run[0]).sum())
                    .isEqualTo(model.cardinality());
        }
    }

    @Test
    void joinsWhatIsReadOnIntoOneRun() {
        var set = new PositionSet();
        for (int i = 0; i < 1_000; i++) {
            set.add(i * 10, i * 10 + 10);
        }
        assertThat(set.runs()).singleElement().isEqualTo(new long[] {0, 10_000});
    }
}
