package dev.lacuna.detect.gap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.Share;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceRuleTest {

    private final SequenceRule rule = new SequenceRule();

    @Test
    void findsNothingInAnUnbrokenSequence() {
        assertThat(new LogStory().count(1, 500).tell(rule)).isEmpty();
    }

    @Test
    void reportsWhatWasNeverWrittenAsLoss() {
        Finding loss = only(new LogStory().count(1, 40).count(51, 100).tell(rule));

        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.cause()).isEqualTo(Cause.NEVER_WRITTEN);
        assertThat(loss.missing()).hasValue(10);
        assertThat(loss.basis()).isEqualTo(Basis.EXACT);
        assertThat(loss.positions()).isEqualTo(PositionRange.offsets(39, 41));
        assertThat(loss.evidence().number("sequence_from")).isEqualTo(41);
        assertThat(loss.evidence().number("sequence_to")).isEqualTo(50);
        assertThat(loss.evidence().number("offset_before")).isEqualTo(39);
        assertThat(loss.evidence().number("offset_after")).isEqualTo(40);
        assertThat(loss.time().fromMillis()).isEqualTo(LogStory.START_MILLIS + 39_000);
        assertThat(loss.explanation().summary()).isEqualTo("10 missing sequence numbers");
        assertThat(loss.explanation().explanation()).contains("numbers 41 to 50", "Number 40", "number 51");
    }

    @Test
    void namesTheLogWhenPositionsAreMissingToo() {
        Finding loss = only(new LogStory().count(1, 40).hole(10).count(51, 100).tell(rule));

        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.cause()).isEqualTo(Cause.LOST_FROM_LOG);
    }

    @Test
    void suspectsOnlyWhenAConsumerCanNotSeeWhatStoodThere() {
        Finding finding = only(
                new LogStory().asConsumer().count(1, 40).hole(11).count(51, 100).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.explanation().explanation()).contains("consumer API");
    }

    @Test
    void claimsALossFromAPlainConsumerWhenAMarkerIsAllThatItCanHide() {
        Finding finding = only(
                new LogStory().asConsumer().count(1, 40).hole(1).count(51, 100).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(finding.cause()).isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void lateArrivalsFillTheirHoleExactly() {
        assertThat(new LogStory()
                        .count(1, 40)
                        .count(51, 100)
                        .count(41, 50)
                        .count(101, 250)
                        .tell(rule))
                .isEmpty();

        Finding rest = only(new LogStory()
                .count(1, 40).count(51, 100).numbers(44, 43, 45).count(101, 300).tell(rule).stream()
                        .filter(finding -> LogStory.fact(finding, "sequence_from") == 46)
                        .toList());
        assertThat(rest.evidence().number("sequence_to")).isEqualTo(50);
        assertThat(rest.evidence().number("offset_before")).isEqualTo(39);
        assertThat(rest.explanation().explanation()).contains("Number 40 stands", "number 51");
    }

    @Test
    void replayedEventsAtTheEndOfTheLogFillTheHole() {
        List<Finding> findings = new LogStory()
                .count(1, 40)
                .count(51, 1000)
                .replay("c/orders/3@7")
                .count(41, 50)
                .tell(rule);

        assertThat(findings).isEmpty();
    }

    @Test
    void repeatedNumbersAreNoHoles() {
        assertThat(new LogStory().count(1, 100).count(60, 100).count(101, 200).tell(rule))
                .isEmpty();
    }

    @Test
    void saysNothingAfterTheHighestNumberNorBeforeTheFirst() {
        assertThat(new LogStory().startingAt(5000).count(700, 900).tell(rule)).isEmpty();
    }

    @Test
    void suspectsOnlyWhenTheScanEndsBeforeThePartitionDoes() {
        Finding bounded =
                only(new LogStory().count(1, 40).count(51, 100).logEndsAt(5000).tell(rule));
        Finding partial =
                only(new LogStory().count(1, 40).count(51, 100).incomplete().tell(rule));

        assertThat(bounded.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(bounded.explanation().explanation()).contains("before the partition's end at 5000");
        assertThat(partial.verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void suspectsOnlyWhileTransactionsAreOpen() {
        Finding finding = only(new LogStory()
                .count(1, 40)
                .count(51, 100)
                .stableUpTo(90)
                .logEndsAt(95)
                .tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.explanation().explanation()).contains("Transactions are still open");
    }

    @Test
    void suspectsOnlyWhenUnreadableEventsCouldBeTheMissingOnes() {
        Finding suspect =
                only(new LogStory().count(1, 40).unreadable(2).count(43, 100).tell(rule));
        Finding loss =
                only(new LogStory().count(1, 40).unreadable(2).count(51, 100).tell(rule));
        Finding elsewhere = only(new LogStory()
                .count(1, 20)
                .unreadable(2)
                .count(21, 40)
                .count(43, 100)
                .tell(rule));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.evidence().number("unnumbered_between")).isEqualTo(2);
        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.missing()).hasValue(8);
        assertThat(loss.basis()).isEqualTo(Basis.AT_LEAST);
        assertThat(elsewhere.verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void suspectsOnlyWhenAnAbortedTransactionMayHaveUsedTheNumbers() {
        Finding finding = only(
                new LogStory().count(1, 40).aborted(3).marker().count(44, 100).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.cause()).isEqualTo(Cause.ABORTED_TRANSACTION);
    }

    @Test
    void suspectsOnlyWhenAllThatCouldHoldTheNumbersIsEnoughTogether() {
        LogStory enough = new LogStory().count(1, 40).aborted(5).marker().unreadable(5);
        Finding suspect = only(enough.count(51, 100).tell(rule));
        LogStory tooFew = new LogStory().count(1, 40).aborted(3).marker().unreadable(5);
        Finding loss = only(tooFew.count(51, 100).tell(rule));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.missing()).hasValue(2);
        assertThat(loss.basis()).isEqualTo(Basis.AT_LEAST);
    }

    @Test
    void suspectsOnlyWhenTheCleanerWasAtWorkBeforeThePolicyWasChanged() {
        Finding finding = only(new LogStory()
                .count(1, 20)
                .thinned(3, 1)
                .count(21, 40)
                .hole(10)
                .count(51, 100)
                .tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.cause()).isEqualTo(Cause.COMPACTION);
    }

    @Test
    void suspectsOnlyWhereNothingShowsThatTheCleanerNeverCame() {
        LogStory distinct = new LogStory();
        for (int number = 1; number <= 100; number++) {
            if (number <= 40 || number > 50) {
                distinct.key("k" + number).numbers(number);
            } else {
                distinct.hole(1);
            }
        }
        Finding finding = only(distinct.tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.missing()).hasValue(10);
        assertThat(finding.explanation().explanation()).contains("If cleanup.policy never named compact");
    }

    @Test
    void countsNoNumberThatWentWithItsPositionBeforeItWasRead() {
        assertThat(new LogStory().count(1, 40).gone(10).count(51, 100).tell(rule))
                .isEmpty();
        Finding loss = only(new LogStory().count(1, 40).gone(4).count(51, 100).tell(rule));
        assertThat(loss.missing()).hasValue(6);
        assertThat(loss.basis()).isEqualTo(Basis.AT_LEAST);
    }

    @Test
    void aWitnessBehindTheHoleShowsNothing() {
        LogStory late = new LogStory();
        for (int number = 1; number <= 40; number++) {
            late.key("k" + number).numbers(number);
        }
        late.hole(10).key("again").count(51, 100);

        assertThat(only(late.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void suspectsOnlyBetweenTwoReplayedEvents() {
        Finding finding = only(
                new LogStory().replay("c/up/0@1").count(1, 40).count(51, 100).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void neverCallsTheJumpsOfAFewNumbersALoss() {
        assertThat(new LogStory().numbers(3, 9, 14, 15, 22, 31).tell(rule))
                .isNotEmpty()
                .noneMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void callsNumbersSuspectWhereTheCleanerMayHaveTakenThem() {
        Finding suspect = only(new LogStory()
                .unknownPolicy()
                .key("once")
                .count(1, 1)
                .hole(10)
                .count(12, 100)
                .tell(rule));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.explanation().explanation()).contains("can't tell whether it is compacted");
    }

    @Test
    void callsNumbersLostInADenseLogWhateverThePolicy() {
        Finding loss =
                only(new LogStory().unknownPolicy().count(1, 40).count(51, 100).tell(rule));

        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.cause()).isEqualTo(Cause.NEVER_WRITTEN);
    }

    @Test
    void takesHolesOfACompactedStreamForCompaction() {
        Finding finding = only(new LogStory()
                .compactedStream()
                .count(1, 40)
                .hole(10)
                .count(51, 60)
                .hole(2)
                .count(63, 70)
                .tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.BENIGN);
        assertThat(finding.missing()).hasValue(12);
    }

    @Test
    void neverClaimsALossInACompactedStream() {
        Finding finding = only(
                new LogStory().compactedStream().count(1, 40).count(51, 100).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void suspectsOnlyWhenAStragglerOpensTheScan() {
        Finding finding = only(
                new LogStory().startingAt(9000).numbers(500).count(1001, 1200).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.explanation().explanation()).contains("before the scanned range");
    }

    @Test
    void claimsALossInTheMiddleOfARangeThatBeginsLater() {
        Finding finding = only(new LogStory()
                .startingAt(9000)
                .count(1001, 1200)
                .count(1211, 1300)
                .tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void waitsForStragglersNearTheEndOfADisorderlyStream() {
        Finding finding = only(new LogStory()
                .count(1, 100)
                .numbers(103, 104, 105, 106, 107, 108, 101, 102)
                .count(109, 200)
                .numbers(202, 203)
                .tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.explanation().explanation()).contains("may still come");
    }

    @Test
    void aSequenceThatStartsOverIsNoGap() {
        assertThat(new LogStory().count(1, 5000).count(1, 3000).tell(rule)).isEmpty();
        assertThat(new LogStory()
                        .startingAt(7)
                        .count(90_000, 95_000)
                        .count(1, 3000)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void keepsHolesApartThatTheNextRunSeemsToFill() {
        List<Finding> findings =
                new LogStory().count(1, 49).count(51, 5000).count(1, 3000).tell(rule);

        Finding finding = only(findings);
        assertThat(finding.evidence().number("sequence_from")).isEqualTo(50);
        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.explanation().explanation()).contains("started over");
    }

    @Test
    void takesARestartBackWhenTheOldNumbersGoOn() {
        // everything from the start was sent again, and then the stream went on
        assertThat(new LogStory()
                        .count(1, 49)
                        .count(51, 5000)
                        .count(1, 300)
                        .count(5001, 5500)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void findsHolesAfterARestart() {
        Finding finding = only(
                new LogStory().count(1, 2000).count(1, 2500).count(2511, 2600).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(finding.evidence().number("sequence_from")).isEqualTo(2501);
    }

    @Test
    void claimsALossOfTheOldRunThatTheNewOneHasNotReached() {
        Finding finding = only(
                new LogStory().count(1, 3999).count(4011, 5000).count(1, 300).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(finding.evidence().number("sequence_from")).isEqualTo(4000);
    }

    @Test
    void oldNumbersSentAgainBetweenNewOnesAreNoRestart() {
        assertThat(new LogStory()
                        .count(1, 49)
                        .count(51, 5000)
                        .count(1, 90)
                        .numbers(5001)
                        .count(91, 150)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void aReplayFromTheStartIsNoRestart() {
        assertThat(new LogStory()
                        .count(1, 49)
                        .count(51, 5000)
                        .replay("c/orders/3@0")
                        .count(1, 300)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void suspectsOnlyBelowTheFirstNumberOfTheLog() {
        Finding finding = only(new LogStory().numbers(5, 3).count(6, 200).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.evidence().number("sequence_from")).isEqualTo(4);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(0, 2));
    }

    @Test
    void saysNothingBelowTheFirstNumberOfALaterRange() {
        assertThat(new LogStory()
                        .startingAt(9000)
                        .numbers(500, 498)
                        .count(501, 600)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void suspectsOnlyBetweenAReplayedEventAndALiveOne() {
        Finding finding = only(new LogStory()
                .replay("c/up/0@1")
                .count(501, 600)
                .live()
                .count(1001, 1200)
                .tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.explanation().explanation()).contains("written by a replay");
    }

    @Test
    void aFilledHoleMakesRoomForAnother() {
        LogStory story = new LogStory();
        for (int i = 0; i < 200; i++) {
            story.numbers(i * 3 + 1, i * 3 + 3, i * 3 + 2);
        }
        assertThat(story.tell(bounded(2, 10, 20))).isEmpty();
    }

    @Test
    void followsEachScopeByItself() {
        LogStory story = new LogStory();
        for (int i = 1; i <= 100; i++) {
            story.scope("a").numbers(i);
            if (i != 50) {
                story.scope("b").numbers(i);
            }
        }
        Finding loss = only(story.tell(rule));

        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.evidence().text("scope")).isEqualTo("b");
        assertThat(loss.missing()).hasValue(1);
    }

    @Test
    void neverCallsNumbersThatRunAcrossPartitionsALoss() {
        LogStory story = new LogStory();
        for (int i = 0; i < 600; i++) {
            story.numbers(i * 6L + i % 3);
        }
        Finding finding = only(story.tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.missing()).isEmpty();
        assertThat(finding.explanation().suggestion()).contains("--sequence-per");
    }

    @Test
    void suspectsACorruptNumberFarAhead() {
        Finding finding = only(new LogStory()
                .count(1, 100)
                .numbers(9_000_000_000_000_000_000L)
                .count(101, 300)
                .tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.explanation().explanation()).contains("may be corrupt");
    }

    @Test
    void saysSoWhenMoreHolesAreOpenThanItMayKeep() {
        LogStory story = new LogStory();
        for (int i = 0; i < 100; i++) {
            story.count(i * 20L + 1, i * 20L + 19);
        }
        List<Finding> findings = story.tell(bounded(30, 10, 20));

        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.LOSS)
                .hasSize(21);
        Finding refused = findings.get(findings.size() - 1);
        assertThat(refused.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(refused.basis()).isEqualTo(Basis.AT_LEAST);
        assertThat(refused.missing()).hasValue(69);
        assertThat(findings).extracting(Finding::id).doesNotHaveDuplicates();
    }

    @Test
    void countsNoNumberAsMissingThatMayHaveComeIntoAHoleItDidNotKeep() {
        LogStory story = new LogStory();
        for (int i = 0; i < 100; i++) {
            story.count(i * 20L + 1, i * 20L + 19);
        }
        for (int i = 90; i < 99; i++) {
            story.numbers(i * 20L + 20);
        }
        List<Finding> findings = story.count(2001, 2200).tell(bounded(30, 10, 20));

        Finding refused = findings.get(findings.size() - 1);
        assertThat(refused.basis()).isEqualTo(Basis.AT_LEAST);
        assertThat(refused.missing()).hasValue(70 - 9);
        assertThat(refused.evidence().number("numbers_not_followed")).isEqualTo(70);
    }

    @Test
    void namesTheLargestGapsAndSumsUpTheRestByVerdict() {
        LogStory story = new LogStory();
        for (int i = 0; i < 60; i++) {
            story.count(i * 30L + 1, i * 30L + 29 - (i == 50 ? 7 : 0));
        }
        story.numbers(1803, 1802);
        List<Finding> findings = story.count(1804, 1850).tell(bounded(1000, 10, 3));

        assertThat(findings).hasSize(4);
        assertThat(findings)
                .filteredOn(finding -> finding.missing().orElse(0) == 8)
                .hasSize(1);
        Finding rest = findings.get(0);
        assertThat(rest.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(rest.missing()).hasValue(57);
        assertThat(rest.basis()).isEqualTo(Basis.EXACT);
        assertThat(rest.evidence().number("gaps")).isEqualTo(57);
    }

    @Test
    void forgetsScopesThatEndedWithoutMissingAnything() {
        LogStory story = new LogStory();
        for (int i = 0; i < 500; i++) {
            story.scope("order " + i).numbers(1, 2);
            story.scope("order " + (i + 250)).numbers(i % 7 == 3 ? 5 : 3);
        }
        // each order is over within a few events, or was never seen before: ten at a time are enough
        LogStory inTurn = new LogStory();
        for (int i = 0; i < 500; i++) {
            inTurn.scope("order " + i).numbers(1, 2);
            inTurn.scope("order " + (i + 10_000)).numbers(i == 77 ? new long[] {1, 2, 4} : new long[] {1});
        }
        Finding loss = only(inTurn.tell(bounded(100, 10, 20)));
        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.evidence().text("scope")).isEqualTo("order 10077");
        assertThat(story.tell(bounded(100, 10, 20)))
                .isNotEmpty()
                .noneMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void neverCallsALossWhatMayHaveComeBeforeTheScopeWasForgotten() {
        LogStory story = new LogStory();
        story.scope("back").count(1, 50);
        for (int i = 0; i < 100; i++) {
            story.scope("s" + i).numbers(1, 2, 3);
        }
        // the numbers between were seen, and only some of them come again
        story.scope("back").numbers(10, 30).count(51, 60).numbers(70);
        List<Finding> findings = story.tell(bounded(100, 10, 20));

        assertThat(findings).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
        Finding told = findings.get(findings.size() - 1);
        assertThat(told.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(told.evidence().number("scopes_returned")).isEqualTo(1);
    }

    @Test
    void saysSoWhenEveryScopeItFollowsHasAHole() {
        LogStory story = new LogStory();
        for (int i = 0; i < 50; i++) {
            story.scope("s" + i).numbers(1, 2, 4);
        }
        List<Finding> findings = story.tell(bounded(100, 12, 20));
        Finding told = findings.get(findings.size() - 1);

        assertThat(told.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(told.evidence().number("events_not_followed")).isPositive();
        // what it could follow is proven all the same
        assertThat(findings).anyMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    private static SequenceRule bounded(int mostHoles, int mostScopes, int mostFindings) {
        return new SequenceRule(Share.each(mostHoles), Share.each(mostScopes), Share.each(mostFindings), 20);
    }

    private static Finding only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
