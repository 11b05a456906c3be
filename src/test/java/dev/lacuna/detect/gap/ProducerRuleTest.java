package dev.lacuna.detect.gap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProducerRuleTest {

    private static final long HOUR = 3_600_000;

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
    void aHoleInThePositionsTellsTheSameLossAndIsNotCountedTwice() {
        Finding linked = only(new LogStory()
                .sent(7, 0, 0, 10)
                .sent(8, 0, 0, 5)
                .hole(12)
                .sent(7, 0, 18, 5)
                .sent(8, 0, 9, 5)
                .tell(rule));

        assertThat(linked.verdict()).isEqualTo(Verdict.BENIGN);
        assertThat(linked.status()).isEqualTo(FindingStatus.EXPLAINED);
        assertThat(linked.missing()).isEmpty();
        assertThat(LogStory.fact(linked, "hole_first")).isEqualTo(15);
        assertThat(LogStory.fact(linked, "records_between")).isEqualTo(12);
        assertThat(LogStory.fact(linked, "producers")).isEqualTo(2);
    }

    @Test
    void onlyWhatExceedsTheHoleIsMissingBesides() {
        List<Finding> findings =
                new LogStory().sent(7, 0, 0, 10).hole(5).sent(7, 0, 18, 5).tell(rule);

        Finding loss = of(Verdict.LOSS, findings);
        assertThat(loss.missing()).hasValue(3);
        assertThat(loss.basis()).isEqualTo(Basis.AT_LEAST);
        assertThat(LogStory.fact(loss, "positions_lost_between")).isEqualTo(5);
        assertThat(LogStory.fact(of(Verdict.BENIGN, findings), "records_between"))
                .isEqualTo(5);
    }

    @Test
    void whatCanNotBeReadIsNoHoleAndExplainsTheJump() {
        assertThat(new LogStory().sent(7, 0, 0, 10).damaged(8).sent(7, 0, 18, 5).tell(rule))
                .isEmpty();
    }

    @Test
    void aHoleBesidesDamageIsToldAsTheHole() {
        Finding linked = only(new LogStory()
                .sent(7, 0, 0, 10)
                .damaged(3)
                .hole(5)
                .sent(7, 0, 18, 5)
                .tell(rule));

        assertThat(linked.verdict()).isEqualTo(Verdict.BENIGN);
        assertThat(LogStory.fact(linked, "hole_first")).isEqualTo(13);
    }

    @Test
    void onlyWhatExceedsTheDamageIsMissing() {
        Finding loss = only(
                new LogStory().sent(7, 0, 0, 10).damaged(5).sent(7, 0, 18, 5).tell(rule));

        assertThat(loss.missing()).hasValue(3);
        assertThat(loss.basis()).isEqualTo(Basis.AT_LEAST);
    }

    @Test
    void saysNothingOfHolesThatCompactionLeft() {
        LogStory story = new LogStory().compactedStream();
        for (int i = 0; i < 20; i++) {
            story.sent(7, 0, i * 10, 5).hole(5);
        }
        assertThat(story.tell(rule)).isEmpty();
    }

    @Test
    void onlySuspectsWhereTheStreamIsOrMayBeCompacted() {
        LogStory compacted = new LogStory().compactedStream().sent(7, 0, 0, 10).sent(7, 0, 15, 5);
        LogStory unknown = new LogStory().unknownPolicy().sent(7, 0, 0, 10).sent(7, 0, 15, 5);
        LogStory once = new LogStory().thinned(5, 4).sent(7, 0, 0, 10).sent(7, 0, 15, 5);

        assertThat(List.of(compacted, unknown, once))
                .allSatisfy(
                        story -> assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT));
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

    private static Finding only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static Finding of(Verdict verdict, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.verdict() == verdict)
                .findFirst()
                .orElseThrow();
    }
}
