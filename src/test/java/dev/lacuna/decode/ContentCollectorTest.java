package dev.lacuna.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Content;
import dev.lacuna.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentCollectorTest {

    private final ContentCollector collector = new ContentCollector(512, 100);
    private final JsonFields json = new JsonFields(new PointerTree(), true, collector);

    @Test
    void listsPlacesTypesAndNumbers() {
        Content content = read("{\"a\":1,\"b\":{\"c\":\"x\",\"d\":null},\"e\":[1,\"y\",{\"f\":true}],\"g\":-17.25}");

        assertThat(places(content))
                .containsExactly(
                        "/ object",
                        "/a number",
                        "/b object",
                        "/b/c text",
                        "/b/d null",
                        "/e array",
                        "/e/* number",
                        "/e/* object",
                        "/e/* text",
                        "/e/*/f boolean",
                        "/g number");
        assertThat(numbers(content)).containsExactly("/a=1.0", "/g=-17.25");
    }

    @Test
    void payloadsOfTheSameFieldsHaveTheSameShapeInWhateverOrder() {
        Shape one = read("{\"a\":1,\"b\":[1,2,3]}").shape();
        Shape other = read("{\"b\":[7],\"a\":2.5}").shape();
        Shape third = read("{\"b\":[7],\"a\":\"2.5\"}").shape();

        assertThat(one).isSameAs(other).isNotSameAs(third);
    }

    @Test
    void theQuickReaderAndTheLibrarySeeTheSame() {
        List<String> texts = List.of(
                "{}",
                "[1,2]",
                "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":1}}}}}",
                "{\"x\":0.1,\"y\":1e3,\"z\":123456789012.345678,\"w\":-0.000001,\"v\":99999999999999999}",
                "{\"a\":[[1],[\"x\"]],\"b\":{}}",
                "{\"ä\":1,\"~/\":2}");
        for (String text : texts) {
            Content quick = read(text);
            List<String> places = places(quick);
            List<String> numbers = numbers(quick);
            Values values = new Values();
            assertThat(json.readByLibrary(Bytes.utf8(text), values)).isNull();
            Content slow = collector.end();
            assertThat(places(slow)).as(text).isEqualTo(places);
            assertThat(numbers(slow)).as(text).isEqualTo(numbers);
        }
    }

    @Test
    void anObjectOfManyNamesIsAMap() {
        List<String> last = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            last = places(read("{\"stock\":{\"sku" + i + "\":" + i + "}}"));
        }
        assertThat(last).containsExactly("/ object", "/stock object", "/stock/* number");

        assertThat(places(read("{\"stock\":{\"sku3\":3}}")))
                .as("a name that was met before that was known")
                .isEqualTo(last);
    }

    @Test
    void numbersOfPlacesAreBounded() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 60; i++) {
            text.append(i == 0 ? "" : ",").append("\"o").append(i).append("\":{");
            for (int k = 0; k < 60; k++) {
                text.append(k == 0 ? "" : ",").append("\"m").append(k).append("\":1");
            }
            text.append('}');
        }
        assertThat(read(text.append('}').toString()).shape().size()).isLessThanOrEqualTo(512);
    }

    @Test
    void aWideObjectIsNoMap() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 200; i++) {
            text.append(i == 0 ? "" : ",").append("\"column").append(i).append("\":1");
        }
        assertThat(read(text.append('}').toString()).shape().size()).isEqualTo(201);
        assertThat(read("{\"column7\":1,\"late\":1}").shape().size()).isEqualTo(3);
    }

    @Test
    void aMapOfMoreNamesThanThereIsRoomIsKnownInTime() {
        List<String> last = new ArrayList<>();
        for (int payload = 0; payload < 20; payload++) {
            StringBuilder text = new StringBuilder("{\"stock\":{");
            for (int i = 0; i < 600; i++) {
                text.append(i == 0 ? "" : ",")
                        .append("\"")
                        .append(payload)
                        .append('-')
                        .append(i)
                        .append("\":1");
            }
            last = places(read(text.append("}}").toString()));
        }
        assertThat(last).containsExactly("/ object", "/stock object", "/stock/* number");
        assertThat(collector.leftOut()).isZero();
    }

    @Test
    void mapsWithinMapsDoNotTakeUpAllTheRoom() {
        for (int i = 0; i < 3_000; i++) {
            read("{\"users\":{\"u" + i % 1_000 + "\":{\"tags\":{\"t" + i + "\":{\"a\":1,\"b\":{\"c\":2}}}}}}");
        }
        Content last = read("{\"total\":7}");

        assertThat(places(last)).containsExactly("/ object", "/total number");
        assertThat(last.leftOut()).isZero();
    }

    @Test
    void saysHowManyFieldsHaveNoRoom() {
        ContentCollector small = new ContentCollector(8, 4);
        JsonFields reader = new JsonFields(new PointerTree(), true, small);
        assertThat(reader.read(Bytes.utf8("{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1}"), new Values()))
                .isNull();
        assertThat(small.end().leftOut()).isZero();

        assertThat(reader.read(Bytes.utf8("{\"a\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1}"), new Values()))
                .isNull();
        assertThat(small.end().leftOut()).isEqualTo(2);
    }

    @Test
    void shapesBeyondTheMostAreNotListed() {
        Shape last = read("{}").shape();
        for (int i = 0; i < 200; i++) {
            last = read("{\"a\":1" + bits(i) + "}").shape();
        }
        assertThat(last.index()).isEqualTo(Shape.UNLISTED);
        assertThat(last.size()).isEqualTo(2 + Integer.bitCount(199));
    }

    @Test
    void namesThatSteerTerminalsAreShownWithoutThat() {
        assertThat(places(read("{\"\\u001b[2J\":1}"))).containsExactly("/ object", "/\uFFFD[2J number");
        assertThat(places(read("{\"\\u009b2J\":1}"))).containsExactly("/ object", "/\uFFFD2J number");
    }

    private static String bits(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 8; bit++) {
            text.append((number >> bit & 1) == 1 ? ",\"b" + bit + "\":true" : "");
        }
        return text.toString();
    }

    private Content read(String text) {
        assertThat(json.read(Bytes.utf8(text), new Values())).isNull();
        return collector.end();
    }

    private static List<String> places(@Nullable Content content) {
        Shape shape = Objects.requireNonNull(content).shape();
        TreeSet<String> places = new TreeSet<>();
        for (int i = 0; i < shape.size(); i++) {
            places.add(shape.path(i) + " " + shape.type(i).id());
        }
        return List.copyOf(places);
    }

    private static List<String> numbers(Content content) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < content.numbers(); i++) {
            numbers.add(content.numberPath(i) + "=" + content.number(i));
        }
        return numbers;
    }
}
