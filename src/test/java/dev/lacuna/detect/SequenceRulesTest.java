package dev.lacuna.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.gap.SequenceRule;
import dev.lacuna.detect.order.SequenceOrderRule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
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
}
