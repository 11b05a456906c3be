package dev.lacuna.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Event;
import dev.lacuna.model.FieldSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class FieldGuessTest {

    private final Random random = new Random(7);

    @Test
    void proposesAllThreeOfAnOrderEvent() {
        FieldSpec spec = FieldGuess.of(sample(i -> """
                {"order_id":"o-%d","sku":"s%d","amount":%.2f,"qty":%d,"meta":{"seq":%d,"occurred_at":"%s"},"lines":[1,2]}""".formatted(
                        i * 31 % 1009,
                        i % 9,
                        random.nextDouble() * 100,
                        1 + random.nextInt(3),
                        1000 + i / 3,
                        Instant.ofEpochMilli(Samples.MILLIS + i))));

        assertThat(spec.sequence()).hasValue("json:/meta/seq");
        assertThat(spec.sequencePer()).isEmpty();
        assertThat(spec.id()).hasValue("json:/order_id");
        assertThat(spec.eventTime()).hasValue("json:/meta/occurred_at");
    }

    @Test
    void toleratesALossAndADuplicateInTheSample() {
        FieldSpec spec = FieldGuess.of(sample(
                i -> "{\"id\":\"%d\",\"n\":%d}".formatted(i == 50 ? 47 : i, i / 3 + (i > 60 ? 12 : 0))));

        assertThat(spec.sequence()).hasValue("json:/n");
        assertThat(spec.id()).hasValue("json:/id");
    }

    @Test
    void proposesNothingThatIsNotConvincing() {
        FieldSpec spec = FieldGuess.of(sample(i -> "{\"amount\":%d,\"name\":\"customer %d\",\"load\":0.%d,\"id\":%d}"
                .formatted(random.nextInt(1000), random.nextInt(20), i, random.nextInt(5))));

        assertThat(spec.sequence()).isEmpty();
        assertThat(spec.id()).isEmpty();
        assertThat(spec.eventTime()).isEmpty();
    }

    @Test
    void takesAnUnnamedFieldOfUniqueTextsForTheId() {
        FieldSpec spec = FieldGuess.of(sample(i -> "{\"ref\":\"%s\"}".formatted(new UUID(i, random.nextLong()))));

        assertThat(spec.id()).hasValue("json:/ref");
    }

    @Test
    void takesAFieldOfShortCodesThatNeverRepeatForTheId() {
        FieldSpec spec = FieldGuess.of(
                sample(i -> "{\"order\":\"O-%d-%06d\",\"customer\":\"C-%04d\"}".formatted(i % 3, i / 3, i % 40)));

        assertThat(spec.id()).hasValue("json:/order");
    }

    @Test
    void doesNotTakeAClockForASequence() {
        FieldSpec spec = FieldGuess.of(sample(i -> "{\"second\":%d}".formatted(Samples.MILLIS / 1000 + i / 3)));

        assertThat(spec.sequence()).isEmpty();
        assertThat(spec.eventTime()).isEmpty();
    }

    @Test
    void takesEpochMillisForTheEventTime() {
        FieldSpec spec = FieldGuess.of(sample(i -> "{\"ts\":%d}".formatted(Samples.MILLIS + i * 37)));

        assertThat(spec.eventTime()).hasValue("json:/ts");
    }

    @Test
    void saysNothingAboutAFewEventsOrOtherFormats() {
        assertThat(FieldGuess.of(sample(i -> "{\"n\":1}").subList(0, 10))).isEqualTo(FieldSpec.NONE);
        assertThat(FieldGuess.of(sample(i -> "no json " + i))).isEqualTo(FieldSpec.NONE);
    }

    /// Events of three partitions in turn.
    private static List<Event> sample(IntFunction<String> value) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            events.add(Samples.event(i % 3, i / 3, null, value.apply(i)));
        }
        return events;
    }
}
