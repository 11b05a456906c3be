package dev.lacuna.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.gap.SequenceRule;
import dev.lacuna.detect.order.SequenceOrderRule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SequenceRulesTest {

    @Test
    void followNumbersOnceAndTellWhatEachTellsAlone() {
        Set<FindingKind> told = EnumSet.noneOf(FindingKind.class);
        for (int seed = 0; seed < 400; seed++) {
            LogStory story = new RandomHistory(seed).story();
            List<Finding> alone = new ArrayList<>(story.tell(new SequenceRule()));
            alone.addAll(story.tell(new SequenceOrderRule()));

            List<Finding> together = story.tell(SequenceRules.standard());

            assertThat(together).as("seed " + seed).containsExactlyInAnyOrderElementsOf(alone);
            together.forEach(finding -> told.add(finding.kind()));
        }
        assertThat(told).contains(FindingKind.GAP_SEQUENCE, FindingKind.ORDER_SEQUENCE);
    }

    @Test
    void keepPartitionsApart() {
        List<Rule> rules = SequenceRules.standard();
        LogStory one = new LogStory().numbers(1, 2, 3);
        LogStory other = new LogStory().in(4).numbers(7, 8, 9);

        assertThat(one.tell(rules)).isEmpty();
        assertThat(other.tell(rules)).isEmpty();
    }

    @Test
    void takeNumbersThatRunAcrossPartitionsForNoLoss() {
        // as producers write them that fill one partition for a while, and then another
        LogStory one = new LogStory().in(0).count(1, 500).count(1001, 1800).count(2500, 2600);
        LogStory other = new LogStory().in(1).count(501, 1000).count(1801, 2499);

        List<Finding> findings = LogStory.tellTogether(SequenceRules.standard(), one, other);

        assertThat(findings).hasSize(3).allSatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(finding.severity()).isEqualTo(Severity.MAJOR);
            assertThat(finding.explanation().explanation()).contains("run across partitions");
        });
        assertThat(findings.get(0).evidence().number("held_by_partition")).isEqualTo(1);
    }

    @Test
    void takeWhatAScopeWroteToAnotherPartitionForNoLoss() {
        // one producer already knows that there are more partitions, and the other does not
        LogStory before = new LogStory().in(0).scope("a").count(1, 50).numbers(52, 54);
        LogStory after = new LogStory().in(3).scope("a").numbers(51, 53).count(55, 90);

        assertThat(LogStory.tellTogether(SequenceRules.standard(), before, after))
                .isNotEmpty()
                .noneMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void knowALossWhereEachPartitionHasItsOwnNumbers() {
        // the same outage, a little earlier in the one than in the other
        LogStory one = new LogStory().in(0).count(1, 500).count(1001, 1800);
        LogStory other = new LogStory().in(1).count(1, 540).count(1031, 1900);
        LogStory whole = new LogStory().in(2).count(1, 1700);

        assertThat(LogStory.tellTogether(SequenceRules.standard(), one, other, whole))
                .hasSize(2)
                .allMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void knowALossOfAScopeWhoseNamesakesNumbersStandElsewhere() {
        LogStory one = new LogStory().in(0).scope("a").count(1, 50).count(61, 90);
        LogStory other =
                new LogStory().in(1).scope("b").count(51, 60).scope("a").count(200, 300);

        assertThat(LogStory.tellTogether(SequenceRules.standard(), one, other))
                .hasSize(1)
                .allMatch(finding -> finding.verdict() == Verdict.LOSS);
    }
}
