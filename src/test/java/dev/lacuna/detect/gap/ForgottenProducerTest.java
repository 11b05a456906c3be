package dev.lacuna.detect.gap;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a jump of the numbers proves depends on whether brokers still knew the producer that made it.
class ForgottenProducerTest {

    private static final long HOUR = 3_600_000;
    private final ProducerRule rule = new ProducerRule();

    @Test
    void provesNothingAfterASilenceInWhichTheProducerMayHaveBeenForgotten() {
        Finding suspect = only(new LogStory()
                .sent(7, 0, 0, 10)
                .pause(24 * HOUR)
                .sent(7, 0, 15, 5)
                .tell(rule));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.missing()).hasValue(5);
        assertThat(suspect.explanation().explanation()).contains("brokers forget a producer");
    }

    @Test
    void aShorterSilenceIsStillProof() {
        assertThat(only(new LogStory()
                                .sent(7, 0, 0, 10)
                                .pause(20 * HOUR)
                                .sent(7, 0, 15, 5)
                                .tell(rule))
                        .verdict())
                .isEqualTo(Verdict.LOSS);
    }

    @Test
    void theBrokersOwnExpiryCountsWhereItIsKnown() {
        for (String setting : List.of("producer.id.expiration.ms", "transactional.id.expiration.ms")) {
            LogStory story = new LogStory()
                    .config(setting, String.valueOf(2 * HOUR))
                    .sent(7, 0, 0, 10)
                    .pause(HOUR)
                    .sent(7, 0, 15, 5);
            assertThat(only(story.tell(rule)).verdict()).as(setting).isEqualTo(Verdict.SUSPECT);
        }
    }

    @Test
    void theClockOfOtherProducersTellsOfASilenceToo() {
        // 7 writes old timestamps, which by the broker's clock are long past as soon as they are written
        Finding suspect = only(new LogStory()
                .clock(0)
                .sent(7, 0, 0, 10)
                .clock(48 * HOUR)
                .sent(8, 0, 0, 1)
                .clock(HOUR)
                .sent(7, 0, 15, 5)
                .tell(rule));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void aMarkerKeepsAProducerKnown() {
        LogStory story = new LogStory()
                .inTransaction(7, 0, 0, 10, Fate.COMMITTED)
                .pause(14 * HOUR)
                .markerOf(7, 0)
                .pause(14 * HOUR)
                .inTransaction(7, 0, 15, 5, Fate.COMMITTED);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void aProducerThatIsForgottenStartsAnew() {
        ProducerRule small = new ProducerRule(2, 1_000, rule.expiry(), rule.margin());
        LogStory story = new LogStory().sent(7, 0, 0, 10).sent(8, 0, 0, 1).sent(9, 0, 0, 1);
        story.sent(7, 0, 15, 5).leader(2).sent(10, 0, 40, 1);

        assertThat(story.tell(small)).isEmpty();
    }

    @Test
    void onlySuspectsProducersWhoseFirstRecordsAreNotInAWholeLog() {
        LogStory story =
                new LogStory().sent(7, 0, 0, 10).leader(2).sent(8, 0, 30, 1).sent(9, 5, 7, 1);
        Finding suspect = only(story.tell(rule));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.severity()).isEqualTo(Severity.MINOR);
        assertThat(suspect.missing()).hasValue(37);
        assertThat(LogStory.fact(suspect, "producers")).isEqualTo(2);
        assertThat(suspect.positions()).isEqualTo(PositionRange.offsets(10, 12));
    }

    @Test
    void aStreamMadeAnewUnderARunningProducerIsNothingToTell() {
        assertThat(new LogStory().sent(7, 0, 4711, 10).sent(8, 0, 12, 3).tell(rule))
                .isEmpty();
    }
}
