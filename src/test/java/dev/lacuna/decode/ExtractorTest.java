package dev.lacuna.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExtractorTest {

    @Test
    void readsEveryKind() {
        assertThat(Extractor.parse("key")).isEqualTo(new Extractor.Key());
        assertThat(Extractor.parse("header:trace:id")).isEqualTo(new Extractor.NamedHeader("trace:id"));
        assertThat(Extractor.parse("json:/a/0/b")).isEqualTo(new Extractor.JsonPlace(List.of("a", "0", "b")));
    }

    @Test
    void unescapesAsTheStandardSays() {
        assertThat(Extractor.parse("json:/a~1b/m~0n/~01/"))
                .isEqualTo(new Extractor.JsonPlace(List.of("a/b", "m~n", "~1", "")));
        assertThat(Extractor.parse("json:/a~1b/m~0n")).hasToString("json:/a~1b/m~0n");
    }

    @Test
    void saysWhatIsWrongWhereAndHowItShouldBe() {
        fails("jsn:/a", 0, "must be key", "json:/order/id");
        fails("json:a", 5, "begins with /", "Did you mean json:/a?");
        fails("json", 4, "begins with /", "json:/order/id");
        fails("header:", 7, "name is missing", "header:trace-id");
        fails("json:/a~2", 7, "~ must be followed", "json:/a~1b");
        fails("", 0, "must be key", "json:/order/id");
    }

    @Test
    void proposesWhatWasMeantInAnotherNotation() {
        assertThat(MeantExtractor.of("value.order.id")).contains("json:/order/id");
        assertThat(MeantExtractor.of("$.order.id")).contains("json:/order/id");
        assertThat(MeantExtractor.of("/order/id")).contains("json:/order/id");
        assertThat(MeantExtractor.of("json:order/id")).contains("json:/order/id");
        assertThat(MeantExtractor.of("seq")).contains("json:/seq");
        assertThat(MeantExtractor.of("headers['region']")).contains("header:region");
        assertThat(MeantExtractor.of("headers.trace-id")).contains("header:trace-id");
        for (String random : List.of("", "json", "header:", "value", "a b", "json:/a~2", "value.size() > 3")) {
            assertThat(MeantExtractor.of(random)).as(random).isEmpty();
        }
    }

    @Test
    void everyProposalCanBeRead() {
        for (String text : List.of("value.a.b", "$.a", "seq", "headers['x']", "payload/a", ".a", "json:a")) {
            String meant = MeantExtractor.of(text).orElseThrow();
            assertThat(Extractor.parse(meant)).as(text).hasToString(meant);
        }
    }

    private static void fails(String text, int position, String problem, String example) {
        assertThatExceptionOfType(BadExtractorException.class)
                .isThrownBy(() -> Extractor.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining(problem)
                .withMessageContaining(example)
                .satisfies(e -> assertThat(e.position()).isEqualTo(position));
    }
}
