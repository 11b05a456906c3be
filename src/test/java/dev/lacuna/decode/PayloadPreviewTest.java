package dev.lacuna.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.PayloadFormat;
import org.junit.jupiter.api.Test;

class PayloadPreviewTest {

    @Test
    void showsOneLineOfText() {
        assertThat(PayloadPreview.line(Bytes.utf8("{\n  \"a\": 1\n}"), 80)).isEqualTo("{   \"a\": 1 }");
        assertThat(PayloadPreview.line(Bytes.utf8("a\u0007b"), 80)).isEqualTo("a\u00b7b");
        assertThat(PayloadPreview.line(null, 80)).isEqualTo("(tombstone)");
        assertThat(PayloadPreview.line(Bytes.EMPTY, 80)).isEmpty();
    }

    @Test
    void showsMarksThatHideOrTurnTheDirectionAsDots() {
        assertThat(PayloadPreview.line(Bytes.utf8("pay \u202e001\u202c to"), 80))
                .isEqualTo("pay \u00b7001\u00b7 to");
        assertThat(PayloadPreview.line(Bytes.utf8("\ufeffid\u200b"), 80)).isEqualTo("\u00b7id\u00b7");
        String family = "\ud83d\udc69\u200d\ud83d\udc67";
        assertThat(PayloadPreview.visible(family)).isSameAs(family);
    }

    @Test
    void cutsALineWithoutBreakingACharacter() {
        assertThat(PayloadPreview.line(Bytes.utf8("abcdefghij"), 5)).isEqualTo("abcd…");
        assertThat(PayloadPreview.line(Bytes.utf8("abcde"), 5)).isEqualTo("abcde");
        String smiles = "\ud83d\ude00".repeat(1000);
        for (int most = 1; most < 20; most++) {
            String line = PayloadPreview.line(Bytes.utf8("x" + smiles), most);
            assertThat(line).hasSizeLessThanOrEqualTo(most).endsWith("…").doesNotContain("\ufffd");
        }
    }

    @Test
    void showsBytesAsHex() {
        assertThat(PayloadPreview.line(Bytes.of(new byte[] {0, 1, (byte) 0xff}), 80))
                .isEqualTo("0x0001ff");
        assertThat(PayloadPreview.line(Bytes.of(new byte[1000]), 10)).isEqualTo("0x0000000…");
        assertThat(PayloadPreview.full(PayloadFormat.BYTES, Bytes.utf8("{\"a\": 123456789}")))
                .isEqualTo("00000000   7b 22 61 22 3a 20 31 32  33 34 35 36 37 38 39 7d  |{\"a\": 123456789}|");
    }

    @Test
    void indentsJson() {
        assertThat(PayloadPreview.full(PayloadFormat.JSON, Samples.inTheMiddle("{\"a\":[1,{\"b\":1.10}],\"c\":null}")))
                .isEqualTo("""
                        {
                          "a" : [
                            1,
                            {
                              "b" : 1.10
                            }
                          ],
                          "c" : null
                        }""");
    }

    @Test
    void showsBrokenJsonAsItIs() {
        assertThat(PayloadPreview.full(PayloadFormat.JSON, Bytes.utf8("{\"a\":")))
                .isEqualTo("{\"a\":");
    }

    @Test
    void saysHowMuchOfALargePayloadIsNotShown() {
        String full = PayloadPreview.full(PayloadFormat.JSON, Bytes.utf8("[" + "1,".repeat(50_000) + "1]"));

        assertThat(full).hasSizeLessThan(66_000).endsWith("… (34467 of 100003 bytes are not shown)");
        assertThat(PayloadPreview.full(PayloadFormat.BYTES, Bytes.of(new byte[100_000])))
                .hasSizeLessThan(66_000)
                .endsWith("bytes are not shown)");
    }
}
