package dev.lacuna.detect.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PayloadHashTest {

    private final Random random = new Random(1);

    @Test
    void doesNotDependOnWhatStandsAroundTheBytes() {
        for (int length = 0; length < 150; length++) {
            byte[] bytes = bytes(length);
            long hash = PayloadHash.of(null, Bytes.of(bytes));
            for (int before = 0; before < 10; before++) {
                byte[] larger = bytes(before + length + 7);
                System.arraycopy(bytes, 0, larger, before, length);
                assertThat(PayloadHash.of(null, Bytes.of(larger, before, length)))
                        .as("%d bytes, %d before", length, before)
                        .isEqualTo(hash);
            }
        }
    }

    /// A hash that some bit of a payload does not reach, or reaches but weakly, tells different ones for the same.
    @Test
    void eachBitOfKeyAndValueChangesAboutHalfOfTheHash() {
        for (int length : IntStream.concat(IntStream.range(1, 36), IntStream.of(47, 48, 49, 64, 65, 100))
                .toArray()) {
            for (int bit = 0; bit < length * Byte.SIZE; bit++) {
                assertThat(changed(length, bit, true))
                        .as("bit %d of a key of %d bytes", bit, length)
                        .isBetween(26.0, 38.0);
                assertThat(changed(length, bit, false))
                        .as("bit %d of a value of %d bytes", bit, length)
                        .isBetween(26.0, 38.0);
            }
        }
    }

    @Test
    void tellsApartWhatIsAlmostTheSame() {
        Set<Long> hashes = new HashSet<>();
        Set<Integer> halves = new HashSet<>();
        int payloads = 300_000;
        for (int i = 0; i < payloads; i++) {
            long hash = PayloadHash.of(
                    Bytes.utf8("customer-7"),
                    Bytes.utf8(
                            "{\"seq\":" + i + ",\"amount\":" + i % 10 + ".50,\"note\":\"the same for all of them\"}"));
            hashes.add(hash);
            halves.add(Long.hashCode(hash));
        }
        assertThat(hashes).hasSize(payloads);
        // of as many numbers of 32 bits that are thrown, 10 are expected to have come before
        assertThat(payloads - halves.size()).isLessThan(30);
    }

    @Test
    void tellsWhereTheKeyEndsAndWhatIsNotThere() {
        Bytes empty = Bytes.utf8("");
        Set<Long> hashes = new HashSet<>(Set.of(
                PayloadHash.of(null, null),
                PayloadHash.of(empty, null),
                PayloadHash.of(null, empty),
                PayloadHash.of(empty, empty),
                PayloadHash.of(Bytes.utf8("a"), Bytes.utf8("bc")),
                PayloadHash.of(Bytes.utf8("ab"), Bytes.utf8("c")),
                PayloadHash.of(Bytes.utf8("abc"), empty),
                PayloadHash.of(empty, Bytes.utf8("abc")),
                PayloadHash.of(Bytes.utf8("c"), Bytes.utf8("ab"))));
        for (int length = 1; length < 100; length++) {
            hashes.add(PayloadHash.of(null, Bytes.of(new byte[length])));
        }
        assertThat(hashes).hasSize(9 + 99);
    }

    /// How many bits of the hash change with that bit, on average.
    private double changed(int length, int bit, boolean ofKey) {
        int rounds = 40;
        int changed = 0;
        for (int round = 0; round < rounds; round++) {
            Bytes other = Bytes.of(bytes(round));
            byte[] bytes = bytes(length);
            byte[] flipped = Arrays.copyOf(bytes, length);
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            changed += Long.bitCount(hash(bytes, other, ofKey) ^ hash(flipped, other, ofKey));
        }
        return (double) changed / rounds;
    }

    private static long hash(byte[] bytes, Bytes other, boolean ofKey) {
        return ofKey ? PayloadHash.of(Bytes.of(bytes), other) : PayloadHash.of(other, Bytes.of(bytes));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
