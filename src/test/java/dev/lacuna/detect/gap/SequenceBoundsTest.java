package dev.lacuna.detect.gap;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.Share;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is said of more holes and scopes than memory may keep.
class SequenceBoundsTest {

    private final SequenceRule rule = new SequenceRule();

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
}
