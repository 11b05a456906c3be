package dev.lacuna.detect.gap;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OffsetsRuleTest {

    private final OffsetsRule rule = new OffsetsRule();

    @Test
    void findsNothingInADenseLog() {
        assertThat(new LogStory().plain(50).tell(rule)).isEmpty();
    }

    @Test
    void reportsALossWhenABatchIsMissing() {
        Finding loss = only(new LogStory().plain(10).hole(5).plain(10).tell(rule));

        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.cause()).isEqualTo(Cause.LOST_FROM_LOG);
        assertThat(loss.positions()).isEqualTo(PositionRange.offsets(10, 15));
        assertThat(loss.missing()).hasValue(5);
        assertThat(loss.basis()).isEqualTo(Basis.EXACT);
        assertThat(loss.evidence().number("before_last")).isEqualTo(9);
        assertThat(loss.evidence().number("after_first")).isEqualTo(15);
        assertThat(loss.time().fromMillis()).isEqualTo(LogStory.START_MILLIS + 9_000);
        assertThat(loss.time().toMillis()).isEqualTo(LogStory.START_MILLIS + 10_000);
        assertThat(loss.explanation().explanation()).contains("10 to 14", "orders/3");
    }

    @Test
    void callsAMissingBatchLostWhateverThePolicyWhereAWitnessStandsInFrontOfIt() {
        Finding loss =
                only(new LogStory().unknownPolicy().plain(10).hole(5).plain(10).tell(rule));

        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.explanation().explanation()).contains("a record without a key still stands at position 0");
    }

    @Test
    void callsAMissingBatchSuspectWhereThePolicyIsNotKnownAndNothingShowsThatTheCleanerNeverCame() {
        Finding suspect = only(
                new LogStory().unknownPolicy().distinct(10).hole(5).distinct(10).tell(rule));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.positions()).isEqualTo(PositionRange.offsets(10, 15));
        assertThat(suspect.explanation().explanation()).contains("can't tell whether the stream is compacted");
    }

    @Test
    void manyWholeBatchesShowNothingWhereThePolicyIsNotKnown() {
        LogStory story = new LogStory().unknownPolicy();
        for (int i = 0; i < 30; i++) {
            story.key("k" + i).thinned(5, 5);
        }
        Finding finding = only(story.hole(5).thinned(5, 5).tellBatches(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void whatWentBeforeItWasReadIsNoHole() {
        assertThat(new LogStory().plain(10).gone(5).plain(10).tell(rule)).isEmpty();
        assertThat(only(new LogStory().plain(10).gone(3).hole(2).plain(10).tell(rule))
                        .positions())
                .isEqualTo(PositionRange.offsets(13, 15));
    }

    @Test
    void tellsHowManyRecordsTheProducerWroteInALostRange() {
        Finding loss = only(new LogStory()
                .by(7, 0, 100)
                .plain(1)
                .hole(5)
                .by(7, 0, 106)
                .plain(1)
                .tell(rule));

        assertThat(loss.evidence().number("producer_records_between")).isEqualTo(5);
        assertThat(loss.evidence().number("producer_id")).isEqualTo(7);
    }

    @Test
    void countsOnAtZeroBehindTheLargestProducerSequence() {
        Finding loss = only(new LogStory()
                .by(7, 0, Integer.MAX_VALUE - 1)
                .plain(1)
                .hole(3)
                .by(7, 0, 2)
                .plain(1)
                .tell(rule));

        assertThat(loss.evidence().number("producer_records_between")).isEqualTo(3);
    }

    @Test
    void sumsMarkersAndAbortedRecordsUpAsOneBenignFindingEach() {
        LogStory story = new LogStory();
        for (int i = 0; i < 1000; i++) {
            story.plain(2).marker().aborted(3).marker();
        }
        List<Finding> findings = story.tell(rule);

        assertThat(findings).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.BENIGN);
            assertThat(finding.status()).isEqualTo(FindingStatus.EXPLAINED);
            assertThat(finding.basis()).isEqualTo(Basis.EXACT);
        });
        assertThat(of(Cause.TRANSACTION_MARKER, findings).missing()).hasValue(2000);
        assertThat(of(Cause.TRANSACTION_MARKER, findings).positions()).isEqualTo(PositionRange.offsets(2, 7000));
        assertThat(of(Cause.ABORTED_TRANSACTION, findings).missing()).hasValue(3000);
    }

    @Test
    void estimatesALossWhereMarkersMayHaveBeen() {
        List<Finding> findings =
                new LogStory().plain(2).marker().hole(4).plain(2).tell(rule);

        Finding loss = of(Cause.LOST_FROM_LOG, findings);
        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.basis()).isEqualTo(Basis.ESTIMATED);
    }

    @Test
    void callsEveryHoleOfACompactedStreamCompaction() {
        Finding benign = only(new LogStory()
                .compactedStream()
                .thinned(10, 4)
                .hole(20)
                .distinct(1)
                .hole(3)
                .distinct(1)
                .tell(rule));

        assertThat(benign.verdict()).isEqualTo(Verdict.BENIGN);
        assertThat(benign.cause()).isEqualTo(Cause.COMPACTION);
        assertThat(benign.missing()).hasValue(29);
        assertThat(benign.evidence().number("removed_inside_batches")).isEqualTo(6);
    }

    @Test
    void suspectsInsteadOfClaimingLossWhereTheCleanerWasOnceAtWork() {
        List<Finding> findings =
                new LogStory().plain(3).hole(5).plain(2).thinned(10, 9).tell(rule);

        assertThat(findings).hasSize(2).allMatch(finding -> finding.verdict() == Verdict.SUSPECT);
        assertThat(of(Cause.COMPACTION, findings).missing()).hasValue(1);
    }

    @Test
    void decidesNothingAboutAHoleThatTheCleanerOfACompactedStreamHadNotComeTo() {
        List<Finding> findings = new LogStory()
                .compactedStream()
                .distinct(3)
                .hole(20)
                .key("a")
                .plain(2) // the cleaner leaves only the last of them
                .hole(7)
                .distinct(1)
                .tell(rule);

        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.BENIGN, Verdict.UNDECIDED);
        assertThat(findings.get(0).missing()).hasValue(20);
        assertThat(findings.get(1).missing()).hasValue(7);
        assertThat(findings.get(1).explanation().explanation()).contains("or these positions were lost");
    }

    @Test
    void manyWholeBatchesOfACompactedStreamShowNothing() {
        LogStory story = new LogStory().compactedStream();
        for (int i = 0; i < 30; i++) {
            story.sent(7, 0, 10 * i, 10);
        }
        assertThat(only(story.hole(7).sent(7, 0, 307, 10).tellBatches(rule)).verdict())
                .isEqualTo(Verdict.BENIGN);
    }

    @Test
    void doesNotJudgeWhatLiesPastTheLastStablePosition() {
        Finding finding =
                only(new LogStory().plain(5).hole(5).plain(2).stableUpTo(7).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void judgesAHoleThatEndsAtTheLastStablePosition() {
        Finding finding =
                only(new LogStory().plain(5).hole(5).plain(2).stableUpTo(10).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void leavesTheUnfinishedTailUndecided() {
        Finding finding = only(new LogStory().plain(5).hole(5).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(5, 10));
    }

    @Test
    void neverCallsAMovedLogStartALoss() {
        Finding front = only(new LogStory().startingAt(100).hole(50).plain(10).tell(rule));
        Finding middle =
                only(new LogStory().plain(5).hole(50).plain(10).incomplete().tell(rule));

        assertThat(front.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(middle.verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void sumsSinglePositionsOfAPlainConsumerUpAsSuspect() {
        LogStory story = new LogStory().asConsumer();
        for (int i = 0; i < 500; i++) {
            story.plain(3).hole(1);
        }
        Finding finding = only(story.tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.missing()).hasValue(500);
        assertThat(finding.explanation().explanation()).contains("consumer is not given markers");
    }

    @Test
    void suspectsALargeHoleOfAPlainConsumer() {
        Finding finding =
                only(new LogStory().asConsumer().plain(3).hole(70).plain(3).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.cause()).isEqualTo(Cause.UNKNOWN);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(3, 73));
    }

    @Test
    void takesHolesOfACompactedStreamForCompactionAlsoFromAPlainConsumer() {
        Finding finding = only(new LogStory()
                .asConsumer()
                .compactedStream()
                .plain(3)
                .hole(7)
                .plain(3)
                .hole(1)
                .plain(1)
                .tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.BENIGN);
        assertThat(finding.missing()).hasValue(8);
    }

    @Test
    void onlySuspectsAHoleThatTheCleanerMayHaveMadeUnderAnEarlierPolicy() {
        // batches of one record with a key each: of whole ones that it removes the cleaner leaves no trace
        LogStory story = new LogStory();
        for (int i = 0; i < 30; i++) {
            story.key("k" + i).plain(1);
            if (i % 7 == 3) {
                story.hole(2);
            }
        }
        List<Finding> findings = story.tell(rule);

        assertThat(findings).hasSize(4).allMatch(finding -> finding.verdict() == Verdict.SUSPECT);
        assertThat(findings.get(0).explanation().explanation()).contains("cleanup.policy");
        assertThat(story.tellBatches(rule)).allMatch(finding -> finding.verdict() == Verdict.SUSPECT);
    }

    @Test
    void aRecordWithoutAKeyInFrontProvesThatTheCleanerNeverCame() {
        LogStory story = new LogStory().plain(1).key("a").plain(3).hole(5).plain(3);
        Finding loss = only(story.tell(rule));

        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.explanation().explanation()).contains("without a key still stands at position 0");
        assertThat(only(story.tellBatches(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void aKeyThatStandsTwiceInFrontProvesThatTheCleanerNeverCame() {
        LogStory story = new LogStory()
                .key("a")
                .plain(1)
                .key("b")
                .plain(1)
                .key("a")
                .plain(1)
                .key("c")
                .hole(5)
                .plain(3);
        Finding loss = only(story.tell(rule));

        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.explanation().explanation()).contains("position 2 has a key that an earlier one still has");
        assertThat(only(story.tellBatches(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void anAbortedRecordInFrontProvesThatTheCleanerNeverCame() {
        List<Finding> findings = new LogStory()
                .aborted(2)
                .marker()
                .key("a")
                .plain(1)
                .hole(5)
                .plain(3)
                .tellBatches(rule);

        assertThat(of(Cause.LOST_FROM_LOG, findings).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void whatStandsBehindAHoleProvesNothingAboutIt() {
        LogStory story = new LogStory()
                .key("a")
                .plain(1)
                .hole(5)
                .plain(1)
                .key("b")
                .plain(1)
                .hole(4)
                .plain(1);
        List<Finding> findings = story.tell(rule);

        // the key "a" stands twice in front of the second hole only
        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.SUSPECT, Verdict.LOSS);
    }

    @Test
    void manyWholeBatchesInFrontShowThatTheCleanerNeverCame() {
        LogStory few = new LogStory();
        LogStory many = new LogStory();
        for (int i = 0; i < 19; i++) {
            few.key("k" + i).thinned(5, 5);
        }
        for (int i = 0; i < 20; i++) {
            many.key("k" + i).thinned(5, 5);
        }
        assertThat(only(few.hole(5).thinned(5, 5).tellBatches(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(only(many.hole(5).thinned(5, 5).tellBatches(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void asksForEventsOnlyWhereTheyDecideSomething() {
        assertThat(wanted(new LogStory().key("a").plain(3).hole(5).plain(1))).contains(PositionRange.offsets(0, 3));
        assertThat(wanted(new LogStory().key("a").plain(9))).isEmpty();
        assertThat(wanted(new LogStory()
                        .compactedStream()
                        .key("a")
                        .plain(3)
                        .hole(5)
                        .plain(1)))
                .isEmpty();
        assertThat(wanted(new LogStory().key("a").thinned(3, 2).hole(5).plain(1)))
                .isEmpty();
        assertThat(wanted(new LogStory().aborted(3).hole(5).plain(1))).isEmpty();
    }

    private Optional<PositionRange> wanted(LogStory story) {
        var detector = rule.start(story.context(), finding -> {});
        return story.walk(detector).sampleWanted();
    }

    @Test
    void boundsTheNumberOfFindings() {
        LogStory story = new LogStory().plain(1);
        for (int i = 0; i < 50; i++) {
            story.hole(2).plain(1);
        }
        List<Finding> findings = story.tell(new OffsetsRule(10));

        assertThat(findings).hasSize(11).allMatch(finding -> finding.verdict() == Verdict.LOSS);
        assertThat(findings.stream()
                        .mapToLong(finding -> finding.missing().orElseThrow())
                        .sum())
                .isEqualTo(100);
        assertThat(findings).extracting(Finding::id).doesNotHaveDuplicates();
    }

    private static Finding of(Cause cause, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.cause() == cause)
                .findFirst()
                .orElseThrow();
    }
}
