package dev.lacuna.detect.gap;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
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
    void countsNoNumberThatWentWithItsPositionBeforeItWasRead() {
        assertThat(new LogStory().count(1, 40).gone(10).count(51, 100).tell(rule))
                .isEmpty();
        Finding loss = only(new LogStory().count(1, 40).gone(4).count(51, 100).tell(rule));
        assertThat(loss.missing()).hasValue(6);
        assertThat(loss.basis()).isEqualTo(Basis.AT_LEAST);
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
}
