package dev.lacuna.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Hash128Test {

    private final Hash128 hash = new Hash128();

    @Test
    void isTheHashThatItIsNamedFor() {
        assertHash("", 0, 0);
        assertHash("hello", 0xcbd8a7b341bd9b02L, 0x5b1e906a48ae1d19L);
        assertHash("The quick brown fox jumps over the lazy dog", 0xe34bbc7bbc071b6cL, 0x7a433ca9c49a9347L);
    }

    /// The last bytes are read in one step where others follow them in the array.
    @Test
    void doesNotDependOnWhatStandsAroundTheBytes() {
        Random random = new Random(1);
        for (int length = 0; length < 70; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            hash.compute(Bytes.of(bytes));
            long high = hash.high();
            long low = hash.low();
            for (int behind = 0; behind < 10; behind++) {
                byte[] larger = new byte[5 + length + behind];
                random.nextBytes(larger);
                System.arraycopy(bytes, 0, larger, 5, length);
                hash.compute(Bytes.of(larger, 5, length));
                assertThat(hash.high())
                        .as("%d bytes, %d behind", length, behind)
                        .isEqualTo(high);
                assertThat(hash.low()).as("%d bytes, %d behind", length, behind).isEqualTo(low);
            }
        }
    }

    private void assertHash(String text, long high, long low) {
        hash.compute(Bytes.utf8(text));
        assertThat(hash.high()).as(text).isEqualTo(high);
        assertThat(hash.low()).as(text).isEqualTo(low);
    }
}
