package dev.lacuna.detect.gap;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Verdict;
import org.junit.jupiter.api.Test;

/// Ways in which an application's numbers may be absent though nothing is lost, and what must stay a loss beside them.
class SequenceDoubtsTest {

    private final SequenceRule rule = new SequenceRule();

    @Test
    void decidesNothingAboutWhatMayStillBeOnItsWay() {
        // one event a second: the last one is of the moment in which the scan began
        LogStory now = new LogStory().count(1, 100).count(102, 103).scannedAt(102_000);
        LogStory later = new LogStory().count(1, 100).count(102, 103).scannedAt(120_000);

        Finding open = only(now.tell(rule));
        assertThat(open.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(open.explanation().explanation()).contains("may still fill the gap");
        assertThat(only(later.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void waitsForLateEventsAsLongAsTheyTakeTimeAndAgain() {
        Finding open = only(habituallyLate(3).scannedAt(460_000).tell(rule));
        assertThat(open.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(open.explanation().explanation()).contains("time and again");

        assertThat(only(habituallyLate(3).scannedAt(600_000).tell(rule)).verdict())
                .isEqualTo(Verdict.LOSS);
        // twice may have been a repair
        assertThat(only(habituallyLate(2).scannedAt(460_000).tell(rule)).verdict())
                .isEqualTo(Verdict.LOSS);
    }

    @Test
    void decidesNearTheEndWhatCouldHaveComeLateBySoon() {
        // an event a second, one of which came seventy late
        LogStory story =
                new LogStory().count(1, 99).count(101, 170).numbers(100).count(171, 200);

        assertThat(only(story.count(202, 260).tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(only(story.pause(30_000).count(261, 264).tell(rule)).verdict())
                .isEqualTo(Verdict.LOSS);
    }

    @Test
    void decidesNothingNearTheEndByOneTimeThatIsWrong() {
        LogStory story = new LogStory()
                .count(1, 99)
                .count(101, 170)
                .numbers(100)
                .count(171, 200)
                .count(202, 260)
                .pause(30 * 86_400_000L)
                .numbers(261);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void measuresNoLatenessBetweenTimesOfTwoClocks() {
        long days = 10 * 86_400_000L;
        LogStory story = new LogStory()
                .count(1, 99)
                .count(101, 199)
                .count(201, 299)
                .count(301, 399)
                .appendTimes()
                .pause(days)
                .numbers(100)
                .count(400, 450)
                .numbers(200)
                .count(451, 500)
                .numbers(300)
                .count(501, 559)
                .count(561, 700)
                .scannedAt(days + 720_000);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    /// An event a second, of which so many come forty seconds late, and one does not come in the last minute.
    private static LogStory habituallyLate(int times) {
        LogStory story = new LogStory();
        for (int number = 1; number <= 450; number++) {
            int hundred = number / 100;
            if (number % 100 == 0 && hundred <= times) {
                continue;
            }
            if (number % 100 == 40 && hundred > 0 && hundred <= times) {
                story.numbers(hundred * 100L);
            }
            if (number != 405) {
                story.numbers(number);
            }
        }
        return story;
    }

    @Test
    void isNotKeptFromDecidingByTimesThatAreNone() {
        LogStory microseconds = new LogStory()
                .timed(LogStory.START_MILLIS * 1000)
                .count(1, 40)
                .count(42, 50)
                .scannedAt(60_000);

        assertThat(only(microseconds.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void decidesWhatIsOldHoweverBusyTheStreamIs() {
        LogStory story = new LogStory().count(1, 40).count(42, 103).scannedAt(102_000);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void takesWritersThatCountInRangesOfTheirOwnForNoLoss() {
        LogStory story = new LogStory();
        for (int i = 1; i <= 3000; i++) {
            story.numbers(i, 20_000 + i);
        }
        Finding between = only(story.tell(rule));

        assertThat(between.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(between.explanation().explanation()).contains("several writers", "--sequence-per");
    }

    @Test
    void takesTheRestOfABlockThatAWriterGaveUpForNoLoss() {
        // blocks of fifty numbers, and the first writer stops in the middle of its own
        LogStory story = new LogStory();
        for (int i = 1; i <= 50; i++) {
            if (i <= 37) {
                story.numbers(i);
            }
            story.numbers(50 + i);
        }
        assertThat(only(story.count(101, 300).tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void findsWhatOneOfSeveralWritersLost() {
        LogStory story = new LogStory();
        for (int i = 1; i <= 300; i++) {
            if (i < 100 || i > 105) {
                story.numbers(i);
            }
            story.numbers(300 + i);
        }
        Finding lost = only(story.count(601, 800).tell(rule));

        assertThat(lost.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(lost.missing()).hasValue(6);
    }

    @Test
    void findsWhatIsMissingBehindABatchThatCameLate() {
        LogStory story =
                new LogStory().count(1, 100).count(201, 300).count(101, 150).count(301, 500);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void findsWhatAReplayLeavesOpenWhileTheStreamGoesOn() {
        LogStory story = new LogStory().count(1, 100).count(121, 200);
        for (int i = 0; i < 15; i++) {
            story.replay("c/orders/3@7").numbers(101 + i).live().numbers(201 + i);
        }
        Finding left = only(story.count(216, 400).tell(rule));

        assertThat(left.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(left.missing()).hasValue(5);
    }

    @Test
    void takesAJumpToAnotherBlockOfNumbersForNoLoss() {
        assertThat(only(new LogStory().count(1, 200).count(500_001, 500_200).tell(rule))
                        .verdict())
                .isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void measuresAJumpByTheNumbersOfItsScope() {
        LogStory story = new LogStory();
        story.scope("busy").count(1, 5000);
        story.scope("rare").count(1, 30).count(20_001, 20_030);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void findsNothingWhereNumbersBeginAnewBehindTheLargest() {
        LogStory story = new LogStory();
        for (int i = 200; i >= 0; i--) {
            story.numbers(Long.MAX_VALUE - i);
        }
        for (int i = 1; i <= 200; i++) {
            story.numbers(Long.MIN_VALUE + i);
        }
        assertThat(story.tell(rule)).isEmpty();
    }

    @Test
    void findsALongOutage() {
        assertThat(only(new LogStory().count(1, 3000).count(28_001, 30_000).tell(rule))
                        .verdict())
                .isEqualTo(Verdict.LOSS);
    }

    @Test
    void takesNumbersThatATransactionGaveUpALittleLateForNoLoss() {
        // the application counts for all its writers, and the one with number 41 was overtaken and then aborted
        LogStory late =
                new LogStory().count(1, 40).numbers(42).aborted(1).marker().count(43, 100);
        LogStory early =
                new LogStory().count(1, 39).aborted(1).marker().numbers(40).count(42, 100);
        LogStory elsewhere =
                new LogStory().count(1, 10).aborted(1).marker().count(11, 40).count(42, 100);

        assertThat(only(late.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(only(late.tell(rule)).cause()).isEqualTo(Cause.ABORTED_TRANSACTION);
        assertThat(only(early.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(only(elsewhere.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void takesWhatAConsumerMayNotSeeRightBesideTheGapForNoLoss() {
        LogStory story =
                new LogStory().asConsumer().count(1, 40).numbers(42).hole(2).count(43, 100);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void takesWhatTheCleanerMayHaveTakenRightBesideTheGapForNoLoss() {
        LogStory story = new LogStory()
                .unknownPolicy()
                .key("once")
                .count(1, 1)
                .numbers(3)
                .hole(1)
                .count(4, 100);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
    }
}
