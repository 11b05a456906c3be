package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.decode.Decoding;
import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.ui.gallery.Samples;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadTextTest {

    @Test
    void indentsJsonAndKeepsItsTokens() {
        var text = PayloadText.of(
                Bytes.utf8("{\"a\":1.50,\"b\":[true,{\"c\":\"x, {y}\\\"\"}],\"d\":{},\"e\":[ ]}"),
                PayloadMode.PRETTY,
                1_000);

        assertThat(text.lines())
                .containsExactly(
                        "{",
                        "  \"a\": 1.50,",
                        "  \"b\": [",
                        "    true,",
                        "    {",
                        "      \"c\": \"x, {y}\\\"\"",
                        "    }",
                        "  ],",
                        "  \"d\": {},",
                        "  \"e\": []",
                        "}");
        assertThat(text.json()).isTrue();
        assertThat(text.cut()).isFalse();
    }

    /// {"a":[1,"x"]} in MessagePack.
    private static final Bytes PACKED =
            Bytes.of(new byte[] {(byte) 0x81, (byte) 0xa1, 'a', (byte) 0x92, 1, (byte) 0xa1, 'x'});

    private static Event event(Bytes value) {
        Event like = Samples.page(1).rows().getFirst().event();
        return new Event(
                like.partition(), like.position(), like.millis(), like.timestamps(), like.key(), value, like.headers());
    }

    private static PayloadReading reading(Bytes... values) {
        List<RecordPage.Row> rows = Arrays.stream(values)
                .map(value -> new RecordPage.Row(event(value), Fate.COMMITTED))
                .toList();
        return PayloadReading.of(new RecordPage(rows, ""), Decoding.none()).reading();
    }

    @Test
    void decodesWhatIsNoTextAndSaysSo() {
        PayloadReading reading = reading(PACKED);
        var text = PayloadText.of(event(PACKED), reading, PayloadMode.PRETTY, 1_000);

        assertThat(text.lines()).containsExactly("{", "  \"a\": [", "    1,", "    \"x\"", "  ]", "}");
        assertThat(text.json()).isTrue();
        assertThat(text.note()).contains("msgpack");
        assertThat(PayloadText.of(event(PACKED), reading, PayloadMode.HEX, 1_000)
                        .json())
                .isFalse();

        Bytes broken = PACKED.slice(0, 5);
        assertThat(PayloadText.of(event(broken), reading, PayloadMode.PRETTY, 1_000)
                        .note())
                .contains("can’t be read as msgpack");
    }

    @Test
    void indentsTheBeginningOfLargeJson() {
        var text = PayloadText.of(Bytes.utf8("{\"name\":\"a long value\",\"more\":1}"), PayloadMode.PRETTY, 14);

        assertThat(text.cut()).isTrue();
        assertThat(text.lines()).containsExactly("{", "  \"name\": \"a lon");
    }

    @Test
    void doesNotTakeACutCharacterForBytes() {
        var text = PayloadText.of(Bytes.utf8("ab€cd"), PayloadMode.TEXT, 4);

        assertThat(text.lines()).containsExactly("ab");
    }

    @Test
    void showsWhatIsNoTextAsBytesAndSaysSo() {
        var text = PayloadText.of(Bytes.of(new byte[] {'{', (byte) 0xff, 10}), PayloadMode.PRETTY, 1_000);

        assertThat(text.lines()).containsExactly("000000  7b ff 0a" + " ".repeat(42) + "{..");
        assertThat(text.note()).contains("Not valid UTF-8");
        assertThat(text.json()).isFalse();
    }

    @Test
    void breaksVeryLongLinesForTheScreen() {
        var text = PayloadText.of(Bytes.utf8("x".repeat(5_000)), PayloadMode.TEXT, 10_000);

        assertThat(text.lines()).hasSize(3).allMatch(line -> line.length() <= 2_000);
        assertThat(String.join("", text.lines())).hasSize(5_000);
        assertThat(text.note()).isNotNull();
    }

    @Test
    void dumpsSixteenBytesALine() {
        byte[] bytes = new byte[40];
        bytes[16] = 'A';
        var lines = new HexLines(Bytes.of(bytes));

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1))
                .isEqualTo("000010  41 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  A...............");
    }
}
