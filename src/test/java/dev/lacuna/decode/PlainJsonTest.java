package dev.lacuna.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Content;
import dev.lacuna.model.Defect;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainJsonTest {

    private static final List<String> NAMES = List.of(
            "seq",
            "id",
            "at",
            "scope",
            "a",
            "meta",
            "naïve",
            "q\\\"",
            "",
            "customer",
            "customers",
            "a name of 16 char",
            "a name of 16 chars",
            "a name of much more characters than that",
            "a name of such more characters than that");
    private static final List<String> SCALARS = List.of(
            "1",
            "-7",
            "0",
            "-0",
            "01",
            "1.5",
            "1e9",
            "-1E-2",
            "1.",
            ".5",
            "1e",
            "+1",
            "123456789012345678",
            "1234567890123456789",
            "99999999999999999999",
            "true",
            "false",
            "null",
            "tru",
            "nulls",
            "NaN",
            "\"\"",
            "\"text\"",
            "\"-12\"",
            "\"with \\\"escapes\\\" and \\u00e9\"",
            "\"bad \\x escape\"",
            "\"\\ud83d\"",
            "\"2026-01-01T10:00:00Z\"",
            "\"ünïcödé – 好 😀\"",
            "\"tab\there\"",
            "\"0123456789abcdefghijklmnopqrstuvwxyz\"",
            "'single'");
    private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\t ", "\f");

    private static final Pattern NAMED = Pattern.compile("(?<=\")(a|at|scope|id)(?=\"\\s*:)");

    private final PointerTree pointers = new PointerTree();
    private final PlainJson plain = new PlainJson(pointers, null);
    private final JsonFields library = new JsonFields(pointers, true);

    PlainJsonTest() {
        pointers.add(List.of("seq"), Slot.SEQUENCE);
        pointers.add(List.of("meta", "id"), Slot.ID);
        pointers.add(List.of("naïve"), Slot.SCOPE);
        pointers.add(List.of("a", "1"), Slot.EVENT_TIME);
    }

    @Test
    void readsAUsualPayload() {
        Fields fields = Objects.requireNonNull(read("""
                {"seq": 12, "meta": {"id": "o-1", "x": [1, {"id": 2}]}, "naïve": 7.50, "a": [0, 99], "z": "\\\\"}"""));

        assertThat(fields.sequence()).isEqualTo(12);
        assertThat(fields.id()).isEqualTo(Bytes.utf8("o-1"));
        assertThat(fields.sequenceScope()).isEqualTo(Bytes.utf8("7.50"));
        assertThat(fields.eventMillis()).isEqualTo(99);
    }

    @Test
    void leavesWhatIsWrongOrUnusualToTheLibrary() {
        for (String payload : List.of(
                "",
                " ",
                "{",
                "{}x",
                "{\"seq\":1,}",
                "{\"seq\" 1}",
                "[1,2",
                "[1}",
                "12",
                "\"text\"",
                "{\"s\\u0065q\":1}",
                "{\"seq\":\"\\u0031\"}",
                "{\"a\":\"\u0001\"}",
                "[".repeat(100) + "]".repeat(100),
                "{\"seq\":-0}")) {
            assertThat(read(payload)).as(payload).isNull();
        }
    }

    @Test
    void readsNothingBehindTheEndOfAPayload() {
        byte[] payload = "{\"seq\":12,\"a quite long name\":3}".getBytes(StandardCharsets.US_ASCII);
        assertThat(plain.read(payload, 0, payload.length, new Values())).isTrue();
        for (int cut = 0; cut < payload.length; cut++) {
            String what = "its first " + cut + " bytes";
            assertThat(plain.read(payload, 0, cut, new Values())).as(what).isFalse();
            assertThat(plain.read(Arrays.copyOf(payload, cut), 0, cut, new Values()))
                    .as(what + ", with nothing behind")
                    .isFalse();
        }
    }

    @Test
    void neverReadsWhatIsNotUtf8() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            byte[] payload = "{\"meta\":{\"id\":\"......\"}}".getBytes(StandardCharsets.US_ASCII);
            for (int at = 15; at < 21; at++) {
                payload[at] = (byte) (random.nextInt(4) == 0 ? 'x' : 0x80 | random.nextInt(128));
            }
            boolean valid = new String(payload, StandardCharsets.UTF_8).indexOf('\ufffd') < 0;
            assertThat(plain.read(payload, 0, payload.length, new Values())).isEqualTo(valid);
        }
    }

    @Test
    void readsAsTheLibraryDoesWhateverItReads() {
        Random random = new Random(42);
        int read = 0;
        int left = 0;
        for (int i = 0; i < 300_000; i++) {
            byte[] payload = mutated(random, value(random, 0)).getBytes(StandardCharsets.UTF_8);
            byte[] framed = new byte[payload.length + 20];
            System.arraycopy(payload, 0, framed, 7, payload.length);
            Values values = cleared();
            if (!plain.read(framed, 7, payload.length, values)) {
                left++;
                continue;
            }
            read++;
            Values expected = cleared();
            Defect defect = library.readByLibrary(Bytes.of(payload), expected);
            String text = new String(payload, StandardCharsets.UTF_8);
            assertThat(defect).as(text).isNull();
            assertThat(values.with(null, null)).as(text).isEqualTo(expected.with(null, null));
        }
        assertThat(read).as("payloads that were read").isGreaterThan(50_000);
        assertThat(left).as("payloads that were left").isGreaterThan(50_000);
    }

    /// Small bounds, so that names and shapes run out, and objects turn into maps, in the middle of a payload.
    @Test
    void notesContentAsTheLibraryDoesWhateverItReads() {
        int read = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int mostPaths = 6 + random.nextInt(60);
            int differentNames = random.nextInt(3) == 0 ? 400 : 1 + random.nextInt(12);
            var ours = new ContentCollector(mostPaths, 20);
            var theirs = new ContentCollector(mostPaths, 20);
            var quick = new PlainJson(pointers, ours);
            var slow = new JsonFields(pointers, true, theirs);
            for (int i = 0; i < 400; i++) {
                byte[] payload =
                        withNames(random, value(random, 0), differentNames).getBytes(StandardCharsets.UTF_8);
                if (!plain.read(payload, 0, payload.length, cleared())) {
                    continue; // what is given up in its middle is noted twice, in part
                }
                Values values = cleared();
                Values expected = cleared();
                assertThat(quick.read(payload, 0, payload.length, values)).isTrue();
                assertThat(slow.readByLibrary(Bytes.of(payload), expected)).isNull();
                read++;
                String text = new String(payload, StandardCharsets.UTF_8);
                assertThat(values.with(null, null)).as(text).isEqualTo(expected.with(null, null));
                assertThat(told(ours.end())).as(text).isEqualTo(told(theirs.end()));
            }
        }
        assertThat(read).as("payloads that were read").isGreaterThan(20_000);
    }

    /// Gives members names of their own here and there.
    private static String withNames(Random random, String text, int different) {
        return NAMED.matcher(text).replaceAll(name -> name.group() + random.nextInt(different));
    }

    private static List<String> told(Content content) {
        List<String> told = new ArrayList<>();
        told.add(content.leftOut() + " left out");
        Shape shape = content.shape();
        for (int i = 0; i < shape.size(); i++) {
            told.add(shape.path(i) + " " + shape.type(i));
        }
        for (int i = 0; i < content.numbers(); i++) {
            told.add(content.numberPath(i) + " = " + content.number(i));
        }
        return told;
    }

    private @Nullable Fields read(String payload) {
        Values values = cleared();
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return plain.read(bytes, 0, bytes.length, values) ? values.with(null, null) : null;
    }

    private static Values cleared() {
        Values values = new Values();
        values.clear();
        return values;
    }

    private static String value(Random random, int depth) {
        int kind = depth == 0 ? random.nextInt(8) : random.nextInt(10 + 4 * depth);
        StringBuilder text = new StringBuilder();
        if (kind < 6) {
            text.append('{');
            int members = random.nextInt(4);
            for (int i = 0; i < members; i++) {
                text.append(i == 0 ? "" : ",")
                        .append(pick(random, SPACES))
                        .append('"')
                        .append(pick(random, NAMES))
                        .append('"')
                        .append(pick(random, SPACES))
                        .append(':')
                        .append(pick(random, SPACES))
                        .append(value(random, depth + 1))
                        .append(pick(random, SPACES));
            }
            return text.append('}').toString();
        }
        if (kind < 8) {
            text.append('[').append(pick(random, SPACES));
            int elements = random.nextInt(4);
            for (int i = 0; i < elements; i++) {
                text.append(i == 0 ? "" : ",").append(value(random, depth + 1)).append(pick(random, SPACES));
            }
            return text.append(']').toString();
        }
        return pick(random, SCALARS);
    }

    /// Now and then a character is dropped, doubled or replaced.
    private static String mutated(Random random, String text) {
        if (text.isEmpty() || random.nextInt(4) > 0) {
            return text;
        }
        int at = random.nextInt(text.length());
        String without = text.substring(0, at) + text.substring(at + 1);
        return switch (random.nextInt(3)) {
            case 0 -> without;
            case 1 -> text.substring(0, at) + text.charAt(at) + text.substring(at);
            default -> text.substring(0, at) + "{}[]\",:\\ 0e-".charAt(random.nextInt(12)) + text.substring(at + 1);
        };
    }

    private static String pick(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
