package dev.lacuna.detect.gap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LiveEdge;
import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Share;
import dev.lacuna.detect.sequence.SequenceFeed;
import dev.lacuna.detect.sequence.SequenceScopes;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What other partitions may hold of the numbers that one lacks. In each story one event comes a second.
class SpreadNumbersTest {

    private static final PartitionRef OTHER = LogStory.STREAM.partition(1);

    private final SpreadNumbers spread = new SpreadNumbers();
    private final List<Finding> told = new ArrayList<>();

    private static LogStory withoutThree() {
        return new LogStory().in(0).among(2).count(1, 500).count(504, 1800);
    }

    private void scan(LogStory story) {
        scan(story, story.context(), new SequenceRule());
    }

    private void scan(LogStory story, PartitionContext context, SequenceRule rule) {
        var feed = new SequenceFeed(SequenceScopes.of(context, rule.mostHoles(), rule.mostScopes()));
        story.feed(List.of(rule.start(feed, spread, context, told::add)));
    }

    /// Scans a partition that is followed and was heard last so many seconds after the story's start.
    private void follow(LogStory story, long heardSeconds) {
        PartitionContext context = story.context();
        long now = LogStory.START_MILLIS + 2_000_000;
        long heard = LogStory.START_MILLIS + heardSeconds * 1_000;
        var edge = new LiveEdge(heard, heard, context.info().end());
        context.moved(context.info(), context.scanned(), now, edge);
        scan(story, context, new SequenceRule());
    }

    private List<Verdict> verdicts() {
        return told.stream().map(spread::reconsider).map(Finding::verdict).toList();
    }

    @Test
    void doubtsALossWhoseNumbersMayStandBehindWhatWasScannedElsewhere() {
        scan(withoutThree());
        scan(new LogStory().in(1).among(2).count(2_000, 2_059).logEndsAt(100));

        assertThat(verdicts()).containsExactly(Verdict.SUSPECT);
    }

    @Test
    void knowsALossWhereTheOtherWasReadToItsEnd() {
        scan(withoutThree());
        scan(new LogStory().in(1).among(2).count(2_000, 2_059));

        assertThat(verdicts()).containsExactly(Verdict.LOSS);
    }

    @Test
    void doubtsALossWhoseNumbersATransactionMayHoldElsewhere() {
        scan(withoutThree());
        scan(new LogStory().in(1).among(2).count(2_000, 2_059).stableUpTo(60).logEndsAt(63));

        assertThat(verdicts()).containsExactly(Verdict.SUSPECT);
    }

    @Test
    void doubtsALossSinceWhichAnotherPartitionThatIsFollowedWasNotHeard() {
        follow(withoutThree(), 2_000);
        follow(new LogStory().in(1).among(2).count(2_000, 2_059), 70);

        assertThat(verdicts()).containsExactly(Verdict.SUSPECT);
    }

    @Test
    void knowsALossWhereAllPartitionsThatAreFollowedWereHeard() {
        follow(withoutThree(), 2_000);
        follow(new LogStory().in(1).among(2).count(2_000, 2_059), 2_000);

        assertThat(verdicts()).containsExactly(Verdict.LOSS);
    }

    @Test
    void takesNumbersOfHolesThatWereNotKeptForNoneThatAreShared() {
        LogStory story = new LogStory().in(0).among(2);
        for (int block = 0; block < 40; block++) {
            story.count(10 * block + 1, 10 * block + 9);
        }
        scan(story, story.context(), new SequenceRule(Share.each(20), Share.each(20), Share.each(50), 20));
        for (int block = 20; block < 40; block++) { // they stand in the other partition, which has lost its head
            glance(10 * block + 10);
        }

        assertThat(verdicts()).isNotEmpty().doesNotContain(Verdict.LOSS);
    }

    @Test
    void takesNumbersOfAnotherStartForNoneThatAreShared() {
        scan(new LogStory().in(0).among(2).count(61, 3_000).count(3_004, 5_000).count(1, 200)); // starts over
        for (int number = 1; number <= 60; number++) { // of the first start
            glance(number);
        }

        assertThat(verdicts()).containsExactly(Verdict.SUSPECT);
    }

    private void glance(long number) {
        spread.glancedAt(OTHER, new Fields(number, null, null, Fields.ABSENT, null));
    }
}
