package dev.lacuna.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.PayloadFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    void nothingButTombstonesIsBytes() {
        assertThat(FormatProbe.of(Arrays.asList(null, null))).isEqualTo(PayloadFormat.BYTES);
    }
}
