package dev.lacuna.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.PayloadFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormatProbeTest {

    @Test
    void isJsonWhenNineInTenAre() {
        List<@Nullable Bytes> values = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            values.add(Bytes.utf8(" {\"a\":" + i + "}"));
            values.add(null);
        }
        values.add(Bytes.utf8("{\"a\":"));
        assertThat(FormatProbe.of(values)).isEqualTo(PayloadFormat.JSON);

        values.add(Bytes.utf8("oops"));
        values.add(Bytes.utf8("oops"));
        assertThat(FormatProbe.of(values)).isEqualTo(PayloadFormat.TEXT);
    }

    @Test
    void bareNumbersAndWordsAreText() {
        assertThat(FormatProbe.of(List.of(Bytes.utf8("12"), Bytes.utf8("true"), Bytes.utf8("\u00e4\t\n"))))
                .isEqualTo(PayloadFormat.TEXT);
    }

    @Test
    void controlCharactersAndInvalidUtf8AreBytes() {
        assertThat(FormatProbe.of(List.of(Bytes.utf8("a"), Bytes.of(new byte[] {0, 0, 0, 1, 5}))))
                .isEqualTo(PayloadFormat.BYTES);
        assertThat(FormatProbe.of(List.of(Bytes.of(new byte[] {(byte) 0xfe})))).isEqualTo(PayloadFormat.BYTES);
    }

    @Test
    void takesNoRecordsOfFixedWidthForSchemasByGuid() {
        List<Bytes> values = new ArrayList<>();
        List<Bytes> sameHead = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            values.add(record(1_700_000_000_000L + i, 70_000L * i));
            sameHead.add(record(7, 4_711));
        }

        for (List<Bytes> records : List.of(values, sameHead)) {
            assertThat(basisOf(records)).startsWith("No known format fits").doesNotContain("wire format");
        }
    }

    @Test
    void takesRandomBytesForSchemasByGuidOnlyWhereOneComesAgain() {
        Random random = new Random(7);
        List<Bytes> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(record(random.nextLong(), random.nextLong()));
        }
        Bytes again = record(random.nextLong(), random.nextLong());

        assertThat(basisOf(all)).doesNotContain("wire format");
        assertThat(basisOf(List.of(again, again, again))).contains("wire format");
    }

    /// As a program may write it: a version and two numbers.
    private static Bytes record(long first, long second) {
        return Bytes.of(ByteBuffer.allocate(20)
                .put((byte) 1)
                .putLong(first)
                .putLong(second)
                .array());
    }

    private static String basisOf(List<Bytes> values) {
        try (Decoding nothing = Decoding.none()) {
            return nothing.detect(values).basis();
        }
    }

    @Test
    void nothingButTombstonesIsBytes() {
        assertThat(FormatProbe.of(Arrays.asList(null, null))).isEqualTo(PayloadFormat.BYTES);
    }
}
