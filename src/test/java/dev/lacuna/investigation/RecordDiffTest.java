package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lacuna.investigation.RecordDiff.Line;
import dev.lacuna.investigation.RecordDiff.Part;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Header;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordDiffTest {

    private static final StreamRef ORDERS = new StreamRef("memory://a", "orders");

    private static RecordPage.Row row(long offset, @Nullable Bytes key, @Nullable Bytes value, Header... headers) {
        return new RecordPage.Row(
                new Event(
                        ORDERS.partition(0),
                        Position.offset(offset),
                        1_000 + offset,
                        TimestampKind.CREATE,
                        key,
                        value,
                        List.of(headers)),
                Fate.COMMITTED);
    }

    private static RecordDiff diff(@Nullable String left, @Nullable String right) {
        return diff(row(1, null, bytes(left)), row(2, null, bytes(right)));
    }

    private static RecordDiff diff(RecordPage.Row left, RecordPage.Row right) {
        return RecordDiff.of(left, right, PayloadReading.none(), false);
    }

    private static @Nullable Bytes bytes(@Nullable String text) {
        return text == null ? null : Bytes.utf8(text);
    }

    private static List<Line> of(RecordDiff diff, Part part) {
        return diff.lines().stream().filter(line -> line.part() == part).toList();
    }

    private static List<Line> changed(RecordDiff diff, Part part) {
        return of(diff, part).stream().filter(Line::isChanged).toList();
    }

    @Test
    void comparesFieldsByTheirPlaces() {
        RecordDiff diff = diff(
                "{\"id\":7,\"who\":{\"name\":\"Ada\"},\"tags\":[1,2],\"old\":true}",
                "{\"id\":8,\"who\":{\"name\":\"Ada\"},\"tags\":[1,3],\"new\":{}}");

        assertThat(diff.sameValue()).isFalse();
        assertThat(changed(diff, Part.FIELD))
                .extracting(Line::name, Line::left, Line::right)
                .containsExactlyInAnyOrder(
                        tuple("/id", "7", "8"),
                        tuple("/tags/1", "2", "3"),
                        tuple("/old", "true", null),
                        tuple("/new", null, "{}"));
        assertThat(of(diff, Part.FIELD)).anyMatch(line -> line.name().equals("/who/name") && !line.isChanged());
        assertThat(of(diff, Part.BYTES)).isEmpty();
    }

    @Test
    void tellsANumberFromATextThatLooksLikeIt() {
        assertThat(changed(diff("{\"a\":1,\"b\":null}", "{\"a\":\"1\",\"b\":\"null\"}"), Part.FIELD))
                .extracting(Line::left, Line::right)
                .containsExactly(tuple("1", "\"1\""), tuple("null", "\"null\""));
    }

    @Test
    void showsOfALongTextWhereItDiffers() {
        String same = "x".repeat(9_000);
        Line line = changed(diff("{\"a\":\"" + same + "left\"}", "{\"a\":\"" + same + "right\"}"), Part.FIELD)
                .getFirst();

        assertThat(line.left()).endsWith("xleft\"").hasSizeLessThan(4_100);
        assertThat(line.right()).endsWith("xright\"").startsWith("…x");
    }

    @Test
    void comparesBytesWhereAllFieldsAreTheSame() {
        RecordDiff diff = diff("{\"a\":1}", "{\"a\": 1}");

        assertThat(changed(diff, Part.FIELD)).isEmpty();
        assertThat(changed(diff, Part.BYTES)).isNotEmpty();
        assertThat(diff.sameValue()).isFalse();
        assertThat(of(diff("{\"a\":1}", "{\"a\":1}"), Part.BYTES)).isEmpty();
    }

    @Test
    void comparesBytesWhereThereAreNoFields() {
        RecordDiff diff = diff("abcdefghij", "abcdefghXj");

        assertThat(of(diff, Part.BYTES))
                .extracting(Line::name, Line::left, Line::right)
                .containsExactly(
                        tuple("000000", "61 62 63 64 65 66 67 68  abcdefgh", "61 62 63 64 65 66 67 68  abcdefgh"),
                        tuple("000008", "69 6a                    ij", "58 6a                    Xj"));
    }

    @Test
    void comparesLongBytesToTheirEnd() {
        String same = "y".repeat(70_000);
        RecordDiff diff = diff(same + "a" + same, same + "b" + same);

        assertThat(changed(diff, Part.BYTES))
                .extracting(Line::name, Line::left, Line::right)
                .containsExactly(
                        tuple("011170", "61 79 79 79 79 79 79 79  ayyyyyyy", "62 79 79 79 79 79 79 79  byyyyyyy"));
        assertThat(diff.more() + of(diff, Part.BYTES).size()).isEqualTo(17_501);
        assertThat(diff.moreChanged()).isZero();
        assertThat(changed(diff(same, same + "b"), Part.BYTES)).hasSize(1);
        assertThat(changed(diff(same, same), Part.BYTES)).isEmpty();
    }

    @Test
    void countsTheBytesThatDifferAndHaveNoLine() {
        RecordDiff diff = diff("a".repeat(400_000), "b".repeat(400_000));

        assertThat(changed(diff, Part.BYTES)).hasSize(16_384);
        assertThat(diff.moreChanged()).isEqualTo(50_000 - 16_384);
        assertThat(diff.more()).isEqualTo(diff.moreChanged());
    }

    @Test
    void comparesAllFieldsHoweverManyThereAre() {
        String many = IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"i\":" + i + "}")
                .collect(Collectors.joining(",", "{\"items\":[", "]"));
        RecordDiff diff = diff(many + ",\"end\":1}", many.replace("\"i\":15000}", "\"i\":15001}") + ",\"end\":2}");

        assertThat(changed(diff, Part.FIELD))
                .extracting(Line::name, Line::left, Line::right)
                .containsExactly(tuple("/items/15000/i", "15000", "15001"), tuple("/end", "1", "2"));
        assertThat(of(diff, Part.FIELD).size() + diff.more()).isEqualTo(20_001);
        assertThat(diff.moreChanged()).isZero();
    }

    @Test
    void countsTheFieldsThatDifferAndHaveNoLine() {
        RecordDiff diff = diff(numbers(12_000, 0), numbers(12_000, 1));

        assertThat(changed(diff, Part.FIELD)).hasSize(5_000);
        assertThat(diff.moreChanged()).isEqualTo(7_000);
    }

    private static String numbers(int count, int add) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"f" + i + "\":" + (i + add))
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void setsATombstoneBesideFieldsAndNotBesideBytes() {
        RecordDiff diff = diff("{\"id\":7,\"tags\":[]}", null);

        assertThat(diff.lines().stream().filter(line -> line.part() != Part.FACT))
                .extracting(Line::part, Line::name, Line::left, Line::right)
                .containsExactly(
                        tuple(Part.BYTES, "value", "18 bytes", "null"),
                        tuple(Part.FIELD, "/id", "7", null),
                        tuple(Part.FIELD, "/tags", "[]", null));
        assertThat(changed(diff("", "{\"id\":7}"), Part.FIELD))
                .extracting(Line::name, Line::left, Line::right)
                .containsExactly(tuple("/id", null, "7"));
    }

    @Test
    void nothingAndEmptinessAreNotTheSame() {
        assertThat(diff(row(1, null, null), row(2, null, null)).sameValue()).isTrue();
        assertThat(changed(diff(null, ""), Part.BYTES))
                .extracting(Line::left, Line::right)
                .containsExactly(tuple("null", "\"\""));
        assertThat(changed(diff(null, "{\"a\":1}"), Part.BYTES)).isNotEmpty();
        RecordDiff keys = diff(row(1, null, null), row(1, Bytes.utf8("null"), null));
        assertThat(changed(keys, Part.FACT))
                .extracting(Line::name, Line::left, Line::right)
                .contains(tuple("key", "null", "\"null\""));
    }

    @Test
    void comparesHeadersOfOneNameOneByOne() {
        RecordDiff diff = diff(
                row(1, null, null, new Header("a", Bytes.utf8("1")), new Header("a", Bytes.utf8("2"))),
                row(1, null, null, new Header("a", Bytes.utf8("1")), new Header("a", null), new Header("b", null)));

        assertThat(of(diff, Part.HEADER))
                .extracting(Line::name, Line::left, Line::right, Line::isChanged)
                .containsExactly(
                        tuple("a", "\"1\"", "\"1\"", false),
                        tuple("a (2)", "\"2\"", "null", true),
                        tuple("b", null, "null", true));
    }
}
