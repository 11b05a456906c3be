package dev.lacuna.detect.gap;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProducerRuleTest {

    private final ProducerRule rule = new ProducerRule();

    @Test
    void findsNothingWhereEachBatchGoesOnWhereTheLastOneEnded() {
        LogStory story = new LogStory();
        for (int i = 0; i < 50; i++) {
            story.sent(7, 0, i * 10, 10).sent(8, 3, i * 2, 2);
        }
        assertThat(story.tell(rule)).isEmpty();
    }

    @Test
    void reportsALossWhenNumbersJumpWhereNoPositionIsMissing() {
        Finding loss = only(new LogStory().sent(7, 0, 0, 10).sent(7, 0, 15, 5).tell(rule));

        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(loss.cause()).isEqualTo(Cause.LOST_FROM_LOG);
        assertThat(loss.positions()).isEqualTo(PositionRange.offsets(9, 11));
        assertThat(loss.missing()).hasValue(5);
        assertThat(loss.basis()).isEqualTo(Basis.EXACT);
        assertThat(LogStory.fact(loss, "producer_id")).isEqualTo(7);
        assertThat(LogStory.fact(loss, "producer_sequence_from")).isEqualTo(10);
        assertThat(LogStory.fact(loss, "producer_sequence_to")).isEqualTo(14);
        assertThat(LogStory.fact(loss, "positions_lost_between")).isZero();
        assertThat(loss.time().fromMillis()).isEqualTo(LogStory.START_MILLIS);
        assertThat(loss.time().toMillis()).isEqualTo(LogStory.START_MILLIS + 1000);
        assertThat(loss.explanation().explanation()).contains("orders/3", "number 9", "number 15");
    }

    @Test
    void blamesAnElectionWhereTheLeaderChangedInBetween() {
        Finding loss = only(new LogStory()
                .leader(3)
                .sent(7, 0, 0, 10)
                .leader(5)
                .sent(8, 0, 0, 4)
                .sent(7, 0, 30, 5)
                .tell(rule));

        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.cause()).isEqualTo(Cause.TRUNCATED);
        assertThat(loss.missing()).hasValue(20);
        assertThat(LogStory.fact(loss, "leader_epoch_before")).isEqualTo(3);
        assertThat(LogStory.fact(loss, "leader_epoch_after")).isEqualTo(5);
    }

    @Test
    void countsOnAtZeroBehindTheLargestNumber() {
        LogStory whole = new LogStory()
                .sent(7, 0, Integer.MAX_VALUE - 4, 5)
                .sent(7, 0, 0, 5)
                .sent(7, 0, 5, 5);
        LogStory broken = new LogStory().sent(7, 0, Integer.MAX_VALUE - 4, 3).sent(7, 0, 2, 5);

        assertThat(whole.tell(rule)).isEmpty();
        Finding loss = only(broken.tell(rule));
        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.missing()).hasValue(4);
        assertThat(LogStory.fact(loss, "producer_sequence_from")).isEqualTo(Integer.MAX_VALUE - 1);
        assertThat(LogStory.fact(loss, "producer_sequence_to")).isEqualTo(1);
    }

    @Test
    void aBatchThatCrossesTheLargestNumberIsNoJump() {
        assertThat(new LogStory()
                        .sent(7, 0, Integer.MAX_VALUE - 1, 5)
                        .sent(7, 0, 3, 5)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void aNewEpochBeginsAtZero() {
        assertThat(new LogStory()
                        .sent(7, 0, 0, 10)
                        .sent(7, 1, 0, 10)
                        .sent(7, 4, 0, 1)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void reportsWhatIsMissingAtTheStartOfANewEpoch() {
        Finding loss = only(new LogStory().sent(7, 0, 0, 10).sent(7, 1, 6, 10).tell(rule));

        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.missing()).hasValue(6);
        assertThat(LogStory.fact(loss, "producer_sequence_from")).isZero();
        assertThat(LogStory.fact(loss, "producer_epoch")).isEqualTo(1);
    }

    @Test
    void aMarkerMayBeginTheNextEpoch() {
        LogStory bumped = new LogStory()
                .inTransaction(7, 0, 0, 10, Fate.COMMITTED)
                .markerOf(7, 1)
                .inTransaction(7, 1, 0, 3, Fate.COMMITTED)
                .markerOf(7, 2);
        LogStory kept = new LogStory()
                .inTransaction(7, 0, 0, 10, Fate.COMMITTED)
                .markerOf(7, 0)
                .inTransaction(7, 0, 10, 3, Fate.COMMITTED)
                .markerOf(7, 0);
        LogStory lost = new LogStory()
                .inTransaction(7, 0, 0, 10, Fate.COMMITTED)
                .markerOf(7, 1)
                .inTransaction(7, 1, 4, 3, Fate.COMMITTED)
                .markerOf(7, 2);

        assertThat(bumped.tell(rule)).isEmpty();
        assertThat(kept.tell(rule)).isEmpty();
        Finding loss = only(lost.tell(rule));
        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.missing()).hasValue(4);
    }

    @Test
    void recordsOfAbortedTransactionsCountAsTheyStandInTheLog() {
        assertThat(new LogStory()
                        .inTransaction(7, 0, 0, 10, Fate.ABORTED)
                        .markerOf(7, 0)
                        .inTransaction(7, 0, 10, 3, Fate.COMMITTED)
                        .markerOf(7, 0)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void estimatesTheLossOfATransactionalProducer() {
        Finding loss = only(new LogStory()
                .inTransaction(7, 0, 0, 10, Fate.COMMITTED)
                .markerOf(7, 0)
                .inTransaction(7, 0, 25, 3, Fate.COMMITTED)
                .tell(rule));

        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.missing()).hasValue(15);
        assertThat(loss.basis()).isEqualTo(Basis.ESTIMATED);
        assertThat(loss.explanation().explanation()).contains("may have been aborted");
    }

    @Test
    void takesAStepBackOverTheLargestNumberForNoGap() {
        int nearEnd = Integer.MAX_VALUE - 9;
        LogStory story = new LogStory()
                .sent(7, 0, nearEnd, 10)
                .sent(7, 0, 0, 10)
                .sent(7, 0, 10, 10)
                .sent(7, 0, nearEnd, 10) // once more, to a leader that had forgotten it
                .sent(7, 0, 20, 10);

        assertThat(story.tell(rule)).isEmpty();
        assertThat(only(story.sent(7, 0, 35, 10).tell(rule)).missing()).hasValue(5);
    }

    @Test
    void findsWhatIsMissingBehindAStepBackOverTheLargestNumber() {
        int nearEnd = Integer.MAX_VALUE - 9;
        LogStory story = new LogStory()
                .sent(7, 0, nearEnd, 10)
                .sent(7, 0, 0, 10)
                .sent(7, 0, nearEnd, 10)
                .sent(7, 0, 13, 10);
        Finding suspect = only(story.tell(rule));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.missing()).hasValue(3);
    }

    @Test
    void saysNothingOfTheFirstBatchOfAScan() {
        assertThat(new LogStory()
                        .startingAt(1_000)
                        .leader(4)
                        .sent(7, 0, 500, 10)
                        .sent(8, 0, 70, 1)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void numbersThatComeAgainAreNoGap() {
        LogStory resent = new LogStory()
                .sent(7, 0, 0, 10)
                .sent(7, 0, 10, 10)
                .sent(7, 0, 0, 10)
                .sent(7, 0, 10, 10)
                .sent(7, 0, 20, 10);
        LogStory resentInTheMiddle = new LogStory()
                .sent(7, 0, 0, 10)
                .sent(7, 0, 10, 10)
                .sent(7, 0, 5, 5)
                .sent(7, 0, 20, 10)
                .sent(7, 0, 30, 10);
        LogStory restarted = new LogStory().sent(7, 0, 0, 50).sent(7, 0, 0, 10).sent(7, 0, 10, 10);

        assertThat(resent.tell(rule)).isEmpty();
        assertThat(resentInTheMiddle.tell(rule)).isEmpty();
        assertThat(restarted.tell(rule)).isEmpty();
    }

    @Test
    void onlySuspectsAJumpOfAProducerThatWentBackBefore() {
        Finding suspect = only(new LogStory()
                .sent(7, 0, 0, 20)
                .sent(7, 0, 0, 5)
                .sent(7, 0, 30, 5)
                .tell(rule));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.missing()).hasValue(10); // 20 to 29: what came before the step back is there
    }

    @Test
    void onlySuspectsWhatAScanSawThatMissedSomething() {
        assertThat(only(new LogStory()
                                .sent(7, 0, 0, 10)
                                .sent(7, 0, 15, 5)
                                .incomplete()
                                .tell(rule))
                        .verdict())
                .isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void knowsNothingFromAPlainConsumer() {
        assertThat(new LogStory()
                        .sent(7, 0, 0, 10)
                        .asConsumer()
                        .plain(3)
                        .sent(7, 0, 15, 5)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void coordinatorsWriteWithoutNumbers() {
        assertThat(new LogStory().by(7, 0, -1).plain(3).by(7, 1, -1).plain(3).tell(rule))
                .isEmpty();
    }

    @Test
    void boundsTheNumberOfFindings() {
        LogStory story = new LogStory();
        for (int i = 0; i < 50; i++) {
            story.sent(7, 0, i * 10, 8);
        }
        List<Finding> findings = story.tell(new ProducerRule(100, 10, rule.expiry(), rule.margin()));

        assertThat(findings).hasSize(11);
        assertThat(findings.stream()
                        .mapToLong(finding -> finding.missing().orElseThrow())
                        .sum())
                .isEqualTo(49 * 2);
        assertThat(findings).extracting(Finding::id).doesNotHaveDuplicates();
    }

    @Test
    void aBatchThatIsHandedOverTwiceCountsOnce() {
        LogStory story = new LogStory().sent(7, 0, 0, 10).sent(7, 0, 10, 10);
        var detector = rule.start(story.context(), finding -> {
            throw new AssertionError(finding);
        });
        story.walk(detector);
        story.walk(detector);
    }
}
