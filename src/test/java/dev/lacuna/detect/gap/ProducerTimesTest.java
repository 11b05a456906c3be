package dev.lacuna.detect.gap;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Verdict;
import org.junit.jupiter.api.Test;

/// What a jump proves where a producer's timestamps are not when it wrote.
class ProducerTimesTest {

    private static final long HOUR = 3_600_000;

    private final ProducerRule rule = new ProducerRule();

    @Test
    void provesNothingWhereBatchesSpanMoreTimeThanTheyAreFilledIn() {
        Finding suspect = only(copied().tell(rule));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.missing()).hasValue(5);
        assertThat(suspect.explanation().explanation()).contains("those of older events", "forget at once");
    }

    @Test
    void provesNothingWhereAProducerWritesBehindTheTimesOfOthers() {
        // 3 h are less than brokers remember, and show all the same that its clock is not the time of writing
        Finding suspect = only(new LogStory()
                .clock(0)
                .sent(7, 0, 0, 10)
                .clock(3 * HOUR)
                .sent(8, 0, 0, 10)
                .clock(0)
                .sent(7, 0, 10, 10)
                .sent(7, 0, 25, 10)
                .tell(rule));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void aClockOfTheBrokersBehindTheJumpIsProof() {
        LogStory soon = copied().clock(10 * HOUR)
                .inTransaction(9, 0, 0, 1, Fate.COMMITTED)
                .markerOf(9, 0);
        LogStory late = copied().clock(48 * HOUR)
                .inTransaction(9, 0, 0, 1, Fate.COMMITTED)
                .markerOf(9, 0);

        assertThat(only(soon.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
        assertThat(only(late.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void theTimeOfTheScanIsProof() {
        assertThat(only(copied().scannedAt(12 * HOUR).tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
        assertThat(only(copied().scannedAt(40 * HOUR).tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void provesNothingWhereOnlyLaterBatchesShowThatTheProducerDatesItsRecordsBack() {
        LogStory story = new LogStory()
                .clock(0)
                .sent(7, 0, 0, 10)
                .sent(7, 0, 25, 10)
                .clock(30 * HOUR)
                .sent(8, 0, 0, 1)
                .clock(2 * HOUR)
                .sent(7, 0, 35, 10);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void aMarkerBehindMissingBatchesDoesNotShowThatAProducerWasKnownBefore() {
        LogStory story = new LogStory()
                .inTransaction(7, 0, 0, 10, Fate.COMMITTED)
                .markerOf(7, 0)
                .pause(48 * HOUR)
                .hole(4)
                .markerOf(7, 0)
                .inTransaction(7, 0, 25, 3, Fate.COMMITTED)
                .markerOf(7, 0);

        assertThat(story.tell(rule)).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void aLogThatTakesNoOldTimesIsProof() {
        LogStory story = copied().config("message.timestamp.before.max.ms", String.valueOf(HOUR));

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void theLogsOwnTimesAreProof() {
        LogStory story = new LogStory()
                .appendTimes()
                .spanning(2 * HOUR)
                .sent(7, 0, 0, 10)
                .sent(7, 0, 15, 5);
        Finding loss = only(story.tell(rule));

        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.explanation().explanation()).doesNotContain("by the timestamps");
    }

    @Test
    void provesNothingBetweenATimeOfTheLogAndOneOfTheProducer() {
        // two days lie between the two batches, by which the producer dates its records back
        LogStory apart = new LogStory()
                .appendTimes()
                .clock(48 * HOUR)
                .sent(7, 0, 0, 10)
                .createTimes()
                .clock(48 * HOUR)
                .sent(7, 0, 25, 10);

        Finding suspect = only(apart.tell(rule));
        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.explanation().explanation()).contains("by a broker's clock");

        apart.clock(49 * HOUR).inTransaction(9, 0, 0, 1, Fate.COMMITTED).markerOf(9, 0);
        assertThat(only(apart.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void aMarkersTimeIsTheBrokersTooUnlessItAgreesWithTheProducers() {
        LogStory apart = new LogStory()
                .inTransaction(7, 0, 0, 10, Fate.COMMITTED)
                .clock(48 * HOUR)
                .markerOf(7, 0)
                .clock(48 * HOUR)
                .sent(7, 0, 25, 10);
        LogStory agreeing = new LogStory()
                .inTransaction(7, 0, 0, 10, Fate.COMMITTED)
                .markerOf(7, 0)
                .sent(7, 0, 25, 10);

        assertThat(only(apart.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(only(apart.scannedAt(50 * HOUR).tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
        assertThat(only(agreeing.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void theTimeOfTheLogBehindThatOfTheProducerIsProof() {
        LogStory story =
                new LogStory().sent(7, 0, 0, 10).appendTimes().pause(HOUR).sent(7, 0, 25, 10);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void saysOnWhatItsProofRestsWhereItIsTimestampsAlone() {
        LogStory story = new LogStory().sent(7, 0, 0, 10).sent(7, 0, 15, 5);

        assertThat(only(story.tell(rule)).explanation().explanation()).contains("by the timestamps it can't have");
    }

    /// Written by what copies older events, with their times.
    private static LogStory copied() {
        return new LogStory()
                .spanning(2 * HOUR)
                .sent(7, 0, 0, 10)
                .sent(7, 0, 15, 5)
                .spanning(0);
    }
}
