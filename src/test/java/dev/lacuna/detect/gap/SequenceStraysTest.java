package dev.lacuna.detect.gap;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an event that can't be read leaves of a loss in front of it: it may be the missing one, late.
class SequenceStraysTest {

    private final SequenceRule rule = new SequenceRule();

    @Test
    void mayBeOneThatIsMissingInFrontOfIt() {
        LogStory story = new LogStory()
                .count(1, 40)
                .count(42, 100)
                .count(104, 200)
                .unreadable(1)
                .count(201, 400);
        List<Finding> findings = story.tell(rule);

        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.SUSPECT, Verdict.LOSS);
        assertThat(findings.get(0).explanation().explanation()).contains("1 event that can't be read");
        assertThat(findings.get(1).basis()).isEqualTo(Basis.AT_LEAST);
        assertThat(findings.get(1).missing()).hasValue(2);
    }

    @Test
    void mayBeOneWhoseSchemaIsNotAtHandAndNoneThatHasNoNumber() {
        LogStory undecoded =
                new LogStory().count(1, 40).count(42, 200).undecoded().count(201, 400);
        LogStory numberless =
                new LogStory().count(1, 40).count(42, 200).plain(1).count(201, 400);

        assertThat(only(undecoded.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(only(numberless.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void isNoneThatIsMissingBehindIt() {
        LogStory story =
                new LogStory().count(1, 100).unreadable(1).count(101, 200).count(202, 400);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void isWhatItsPlaceInWhatAProducerSentShows() {
        LogStory story = new LogStory();
        sent(story, 1, 99, 0);
        story.by(7, 0, 98).unreadable(1);
        sent(story, 101, 300, 99);
        List<Finding> findings = story.tell(rule);

        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.LOSS, Verdict.SUSPECT);
        assertThat(LogStory.fact(findings.get(1), "sequence_from")).isEqualTo(100);
    }

    @Test
    void isWhatItsPlaceShowsAlsoBehindOneThatIsSentAgain() {
        LogStory story = new LogStory();
        sent(story, 1, 99, 0);
        sent(story, 98, 98, 98);
        story.by(7, 0, 99).unreadable(1);
        sent(story, 101, 300, 100);

        assertThat(story.tell(rule)).extracting(Finding::verdict).containsExactly(Verdict.LOSS, Verdict.SUSPECT);
    }

    @Test
    void isAnotherOneWhereTheOneOfItsPlaceCame() {
        LogStory story = new LogStory();
        sent(story, 1, 99, 0);
        story.by(7, 0, 98).unreadable(1);
        sent(story, 101, 300, 99);
        story.numbers(100);
        sent(story, 301, 500, 299);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void isAnyWhereTwoClaimOnePlace() {
        LogStory story = new LogStory();
        sent(story, 1, 99, 0);
        story.by(7, 0, 98).unreadable(1);
        sent(story, 101, 300, 99);
        sent(story, 99, 99, 299);
        story.by(7, 0, 300).unreadable(1);
        sent(story, 101, 101, 301);
        sent(story, 301, 500, 302);

        assertThat(story.tell(rule)).extracting(Finding::verdict).containsExactly(Verdict.SUSPECT, Verdict.SUSPECT);
    }

    @Test
    void isAnyWhereAnotherProducerWroteIt() {
        LogStory story = new LogStory();
        sent(story, 1, 99, 0);
        story.by(8, 0, 98).unreadable(1);
        sent(story, 101, 300, 98);

        assertThat(story.tell(rule)).extracting(Finding::verdict).containsExactly(Verdict.SUSPECT, Verdict.SUSPECT);
    }

    @Test
    void isNotExpectedFromFarInFrontOfIt() {
        // an event a second: three hours, and ten thousand positions
        LogStory far =
                new LogStory().count(1, 40).count(42, 10_800).unreadable(1).count(10_801, 11_000);
        LogStory soon =
                new LogStory().count(1, 40).count(42, 9_000).unreadable(1).count(9_001, 11_000);

        assertThat(only(far.tell(rule)).verdict()).isEqualTo(Verdict.LOSS);
        assertThat(only(soon.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void isExpectedFromHoweverFarWhereTimesDoNotTellHowFar() {
        LogStory story = new LogStory()
                .count(1, 40)
                .count(42, 200)
                .appendTimes()
                .count(201, 10_800)
                .unreadable(1)
                .count(10_801, 11_000);

        assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void isOneOfItsOwnScopeWhereThatIsSeen() {
        LogStory story = new LogStory();
        story.scope("a").count(1, 40).count(42, 100);
        story.scope("b").count(1, 40).count(42, 100).unreadableOfScope().count(101, 200);
        story.scope("a").count(101, 200);
        List<Finding> findings = story.tell(rule);

        assertThat(findings)
                .extracting(finding -> finding.evidence().text("scope"))
                .containsExactly("a", "b");
        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.LOSS, Verdict.SUSPECT);
    }

    @Test
    void areCountedAtLeastWhereThereAreVeryMany() {
        LogStory story = new LogStory().count(1, 40).count(42, 100);
        for (int i = 0; i < 9_000; i++) {
            story.unreadable(1).numbers(101 + i);
        }
        assertThat(story.tell(rule)).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    /// Numbers but for 41, one by one and by one producer, whose own number of the first is given.
    private static void sent(LogStory story, long first, long last, int sequence) {
        int next = sequence;
        for (long number = first; number <= last; number++) {
            if (number != 41) {
                story.by(7, 0, next++).numbers(number);
            }
        }
    }
}
