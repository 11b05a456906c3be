package dev.lacuna.detect.log;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElectionRuleTest {

    private final ElectionRule rule = new ElectionRule();

    @Test
    void saysNothingAboutALogOfOneLeader() {
        assertThat(new LogStory().leader(4).sent(7, 0, 0, 5).plain(10).tell(rule))
                .isEmpty();
    }

    @Test
    void tellsAChangeOfLeaderAsBenign() {
        Finding change = only(new LogStory()
                .leader(3)
                .sent(7, 0, 0, 5)
                .sent(8, 0, 0, 5)
                .leader(5)
                .sent(7, 0, 5, 5)
                .sent(8, 0, 5, 5)
                .tell(rule));

        assertThat(change.verdict()).isEqualTo(Verdict.BENIGN);
        assertThat(change.status()).isEqualTo(FindingStatus.EXPLAINED);
        assertThat(change.cause()).isEqualTo(Cause.LEADER_CHANGE);
        assertThat(change.severity()).isEqualTo(Severity.INFO);
        assertThat(change.missing()).isEmpty();
        assertThat(change.positions()).isEqualTo(PositionRange.offsets(9, 11));
        assertThat(LogStory.fact(change, "epoch_before")).isEqualTo(3);
        assertThat(LogStory.fact(change, "epoch_after")).isEqualTo(5);
        assertThat(LogStory.fact(change, "position")).isEqualTo(10);
        assertThat(LogStory.fact(change, "changed_ms")).isEqualTo(LogStory.START_MILLIS + 2_000);
        assertThat(LogStory.fact(change, "producers_continued")).isEqualTo(2);
    }

    @Test
    void suspectsAnEpochThatGoesBack() {
        Finding suspect =
                only(new LogStory().leader(5).plain(3).leader(4).plain(3).tell(rule));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.missing()).isEmpty();
    }

    @Test
    void suspectsAnElectionBehindWhichABusyProducerStartsOver() {
        // as seen on a real cluster: the new leader refuses number 80, and the producer begins its next epoch
        Finding suspect = only(new LogStory()
                .leader(0)
                .sent(7, 0, 48, 1)
                .sent(7, 0, 49, 1)
                .leader(2)
                .pause(13_000)
                .sent(7, 1, 0, 1)
                .sent(7, 1, 1, 1)
                .tell(rule));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(LogStory.fact(suspect, "producers_restarted")).isEqualTo(1);
        assertThat(suspect.explanation().suggestion()).contains("unclean election");
    }

    @Test
    void aProducerThatWasIdleAtTheElectionSaysNothing() {
        LogStory idleBefore = new LogStory()
                .sent(7, 0, 0, 1)
                .pause(300_000)
                .plain(1)
                .leader(2)
                .sent(7, 1, 0, 1);
        LogStory idleBehind = new LogStory()
                .sent(7, 0, 0, 1)
                .leader(2)
                .plain(1)
                .pause(300_000)
                .sent(7, 1, 0, 1);

        assertThat(only(idleBefore.tell(rule)).verdict()).isEqualTo(Verdict.BENIGN);
        assertThat(only(idleBehind.tell(rule)).verdict()).isEqualTo(Verdict.BENIGN);
    }

    @Test
    void transactionalProducersBeginEpochsEveryDay() {
        assertThat(only(new LogStory()
                                .inTransaction(7, 0, 0, 5, Fate.COMMITTED)
                                .markerOf(7, 1)
                                .leader(2)
                                .inTransaction(7, 1, 0, 5, Fate.COMMITTED)
                                .tell(rule))
                        .verdict())
                .isEqualTo(Verdict.BENIGN);
    }

    @Test
    void suspectsAJumpWithTimesThatStepBack() {
        LogStory both = new LogStory()
                .clock(100_000)
                .sent(7, 0, 0, 5)
                .leader(2)
                .clock(40_000)
                .sent(7, 0, 9, 5);
        LogStory onlyTheJump = new LogStory().sent(7, 0, 0, 5).leader(2).sent(7, 0, 9, 5);
        LogStory onlyTheTimes = new LogStory()
                .clock(100_000)
                .sent(7, 0, 0, 5)
                .leader(2)
                .clock(40_000)
                .sent(7, 0, 5, 5);
        LogStory withAHole = new LogStory()
                .clock(100_000)
                .sent(7, 0, 0, 5)
                .hole(4)
                .leader(2)
                .clock(40_000)
                .sent(7, 0, 9, 5);

        assertThat(only(both.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(LogStory.fact(only(both.tell(rule)), "time_back_ms")).isEqualTo(60_000);
        assertThat(only(onlyTheJump.tell(rule)).verdict()).isEqualTo(Verdict.BENIGN);
        assertThat(only(onlyTheTimes.tell(rule)).verdict()).isEqualTo(Verdict.BENIGN);
        assertThat(only(withAHole.tell(rule)).verdict()).isEqualTo(Verdict.BENIGN);
    }

    @Test
    void timesThatStepBackEverywhereMeanNothing() {
        LogStory story = new LogStory().clock(100_000).sent(7, 0, 0, 5);
        story.clock(50_000).sent(8, 0, 0, 1).clock(101_000).sent(8, 0, 1, 1);
        story.leader(2).clock(40_000).sent(7, 0, 9, 5);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.BENIGN);
    }

    @Test
    void neverClaimsALoss() {
        LogStory story = new LogStory().leader(9);
        for (int epoch = 20; epoch > 0; epoch--) {
            story.leader(epoch)
                    .clock(epoch * 100_000L)
                    .sent(7, 20 - epoch, 0, 3)
                    .sent(8, 0, (20 - epoch) * 7, 3);
        }
        assertThat(story.tell(rule)).isNotEmpty().allMatch(finding -> finding.verdict() == Verdict.SUSPECT);
    }

    @Test
    void sumsUpWhatExceedsTheMost() {
        LogStory story = new LogStory();
        for (int epoch = 0; epoch < 300; epoch++) {
            story.leader(epoch).plain(1);
        }
        List<Finding> findings = story.tell(rule);

        assertThat(findings).hasSize(51).allMatch(finding -> finding.verdict() == Verdict.BENIGN);
        assertThat(LogStory.fact(findings.get(50), "count")).isEqualTo(249);
        assertThat(findings).extracting(Finding::id).doesNotHaveDuplicates();
    }

    @Test
    void aPlainConsumerShowsNoLeaders() {
        assertThat(new LogStory()
                        .asConsumer()
                        .leader(1)
                        .plain(3)
                        .leader(2)
                        .plain(3)
                        .tell(rule))
                .isEmpty();
    }
}
