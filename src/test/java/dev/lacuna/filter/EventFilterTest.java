package dev.lacuna.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.decode.Decoding;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {

    private static final String ORDER = """
            {"id":"o-7","amount":99.5,"seq":12,"big":9223372036854775808,"huge":1e400,"gone":null,"paid":true,
             "a-b":1,"lines":[{"sku":"x","n":2},{"sku":"y","n":1}]}""";

    private static Event event(@Nullable String key, @Nullable String value, Header... headers) {
        return new Event(
                new StreamRef("src", "orders").partition(3),
                Position.offset(42),
                1_767_225_600_000L, // 2026-01-01T00:00:00Z
                TimestampKind.CREATE,
                key == null ? null : Bytes.utf8(key),
                value == null ? null : Bytes.utf8(value),
                List.of(headers));
    }

    private static Judge judge(String expression, PayloadFormat format) throws BadFilterException {
        return EventFilter.compile(expression).judge(Decoding.none().reader(format));
    }

    private static Answer ask(String expression) throws BadFilterException {
        return judge(expression, PayloadFormat.JSON).judge(event("k-1", ORDER, new Header("region", Bytes.utf8("eu"))));
    }

    @Test
    void saysThatAValueWhoseFormatWasNotFoundHasNoFields() throws BadFilterException {
        Judge text = judge("value.amount > 99", PayloadFormat.TEXT);
        assertThat(text.judge(event("k", ORDER))).isEqualTo(Answer.UNKNOWN);
        assertThat(text.firstUnknown())
                .contains("3@42: its value is taken for text, which has no fields")
                .contains("--format json");

        Judge tombstone = judge("value.amount > 99", PayloadFormat.JSON);
        tombstone.judge(event("k", null));
        assertThat(tombstone.firstUnknown()).endsWith("its value is null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value.amount > 99",
                "value.amount < 100 && value.seq == 12.0",
                "value['a-b'] == 1",
                "value.big > 9223372036854775807u",
                "value.huge > 1.0",
                "value.gone == null",
                "value.paid",
                "has(value.amount) && !has(value.discount)",
                "value.lines.exists(line, line.sku == 'y' && line.n == 1)",
                "size(value.lines) == 2",
                "value.id.startsWith('o-') && value.id.matches('^o-[0-9]+$')",
                "key == 'k-1'",
                "headers['region'] == 'eu' && headers.region != 'us' && !('trace' in headers)",
                "partition == 3 && offset >= 42 && offset < 43",
                "timestamp == timestamp('2026-01-01T00:00:00Z') && timestampMs == 1767225600000",
                "timestamp + duration('1h') > timestamp('2026-01-01T00:30:00Z')",
                "valueText.contains('o-7')",
                "size > 100",
                "record.value.amount == 99.5 && record.keyAsText == 'k-1' && record.partition == 3",
                "record.valueAsText.contains('amount') && has(record.headers)",
            })
    void takesWhatTheExpressionAsksFor(String expression) throws BadFilterException {
        assertThat(ask(expression)).isEqualTo(Answer.YES);
        assertThat(ask("!(" + expression + ")")).isEqualTo(Answer.NO);
    }

    @Test
    void saysWhatItCouldNotJudgeAndWhere() throws BadFilterException {
        Judge judge = judge("value.discount > 3", PayloadFormat.JSON);

        assertThat(judge.judge(event("k", ORDER))).isEqualTo(Answer.UNKNOWN);
        assertThat(judge.judge(event("k", "{\"discount\":4}"))).isEqualTo(Answer.YES);
        assertThat(judge.judge(event("k", "{\"discount\":\"secret\"}"))).isEqualTo(Answer.UNKNOWN);
        assertThat(judge.unknown()).isEqualTo(2);
        assertThat(judge.firstUnknown()).isEqualTo("orders/3@42: there is no field 'discount'");
    }

    @Test
    void proposesTheFieldThatSomebodyMayHaveMeant() throws BadFilterException {
        Judge judge = judge("value.amuont > 3", PayloadFormat.JSON);

        judge.judge(event("k", ORDER));

        assertThat(judge.firstUnknown()).endsWith("there is no field 'amuont' (did you mean amount?)");
        assertThat(Unjudged.told(List.of(judge)))
                .startsWith("the filter could not judge 1 record, which is left out: ");
    }

    @Test
    void countsInGroupsOfDigitsWhatItCouldNotJudge() throws BadFilterException {
        Judge judge = judge("value.discount > 3", PayloadFormat.JSON);

        for (int i = 0; i < 1_200; i++) {
            judge.judge(event("k", "{}"));
        }

        assertThat(Unjudged.told(List.of(judge, judge("true", PayloadFormat.JSON))))
                .startsWith("the filter could not judge 1,200 records, which are left out; the first: ");
    }

    @Test
    void neverRepeatsWhatStandsInAnEvent() throws BadFilterException {
        Judge judge = judge("value.discount > 3", PayloadFormat.JSON);

        judge.judge(event("k", "{\"discount\":\"secret\"}"));

        assertThat(judge.firstUnknown()).contains("can't be used on the type").doesNotContain("secret");
    }

    @Test
    void tellsABrokenPayloadFromOneThatLacksAField() throws BadFilterException {
        Judge judge = judge("value.amount > 3", PayloadFormat.JSON);

        assertThat(judge.judge(event("k", "{\"amount\":"))).isEqualTo(Answer.UNKNOWN);
        assertThat(judge.firstUnknown()).contains("is not valid JSON");
    }

    @Test
    void readsThePayloadOnlyWhenAsked() throws BadFilterException {
        Judge judge = judge("partition == 3", PayloadFormat.JSON);

        assertThat(judge.judge(event("k", "{broken"))).isEqualTo(Answer.YES);
        assertThat(judge.unknown()).isZero();
    }

    @Test
    void knowsATombstoneAndAnEventWithoutKey() throws BadFilterException {
        assertThat(judge("value == null && key == null && valueText == null", PayloadFormat.JSON)
                        .judge(event(null, null)))
                .isEqualTo(Answer.YES);
    }

    @Test
    void takesATextForWhatItIsWhereThePayloadsHaveNoFields() throws BadFilterException {
        assertThat(judge("value.contains('err')", PayloadFormat.TEXT).judge(event("k", "an error")))
                .isEqualTo(Answer.YES);
    }

    @Test
    void ofSeveralHeadersWithOneNameTheLastCounts() throws BadFilterException {
        assertThat(judge("headers.n == '2'", PayloadFormat.JSON)
                        .judge(event("k", "{}", new Header("n", Bytes.utf8("1")), new Header("n", Bytes.utf8("2")))))
                .isEqualTo(Answer.YES);
    }

    @Test
    void saysWhereAnExpressionGoesWrong() {
        assertBad("value.amount >", 14, "it ends too early");
        assertBad("valu.amount > 3", 0, "there is no 'valu'; there are value, valueText, key");
        assertBad("partition +", 11, "it ends too early");
        assertBad("partition == 1 &&\n  offse > 3", 20, "there is no 'offse'");
        assertBad("offset", 0, "it gives a value of type int, not true or false");
        assertBad("partition == 'x'", 10, "'=='");
        assertBad("  ", 0, "it is empty");
    }

    private static void assertBad(String expression, int position, String problem) {
        assertThatThrownBy(() -> EventFilter.compile(expression))
                .asInstanceOf(InstanceOfAssertFactories.type(BadFilterException.class))
                .satisfies(e -> assertThat(e.problem()).contains(problem))
                .satisfies(e -> assertThat(e.position()).isEqualTo(position));
    }
}
