package dev.lacuna.detect.gap;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Verdict;
import org.junit.jupiter.api.Test;

/// Numbers that are missing where the log cleaner may have been at work.
class SequenceCleanerTest {

    @Test
    void takesWhatALateEventOvertookForNoLossWhereTheCleanerMayHaveTakenIt() {
        // 2 to 4 stood in front, and were superseded; 1 came late, and nothing is known of how late
        LogStory story = new LogStory();
        for (int i = 0; i < 40; i++) {
            story.key("k" + i).scope("other " + i).numbers(7);
        }
        story.hole(3);
        for (int i = 40; i < 80; i++) {
            story.key("k" + i).scope("other " + i).numbers(7);
        }
        story.scope("a").key("a").numbers(1).count(5, 60);

        assertThat(story.tell(new SequenceRule()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT));
    }

    private final SequenceRule rule = new SequenceRule();

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
    void aWitnessBehindTheHoleShowsNothing() {
        LogStory late = new LogStory();
        for (int number = 1; number <= 40; number++) {
            late.key("k" + number).numbers(number);
        }
        late.hole(10).key("again").count(51, 100);

        assertThat(only(late.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
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
    void manyWholeBatchesShowNothingWhereThePolicyIsNotKnown() {
        LogStory story = new LogStory().unknownPolicy();
        for (int i = 0; i < 30; i++) {
            story.key("loaded " + i).thinned(5, 5);
        }
        for (int number = 1; number <= 100; number++) {
            if (number <= 40 || number > 50) {
                story.key("k" + number).numbers(number);
            } else {
                story.hole(1);
            }
        }

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
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
}
