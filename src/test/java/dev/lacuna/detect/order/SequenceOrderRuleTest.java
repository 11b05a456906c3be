package dev.lacuna.detect.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceOrderRuleTest {

    private final SequenceOrderRule rule = new SequenceOrderRule();

    @Test
    void mergesNearbyLateEventsIntoOneFinding() {
        List<Finding> findings = new LogStory()
                .count(1, 100)
                .numbers(104, 105, 101, 102, 103)
                .count(106, 200)
                .tell(rule);

        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(finding.cause()).isEqualTo(Cause.LATE_ARRIVAL);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(102, 105));
        assertThat(finding.evidence().number("late_events")).isEqualTo(3);
        assertThat(finding.evidence().number("greatest_lateness_positions")).isEqualTo(4);
        assertThat(finding.evidence().number("greatest_lateness_ms")).isEqualTo(4000);
    }

    @Test
    void keepsFarApartRunsApart() {
        List<Finding> findings = new LogStory()
                .count(1, 10)
                .numbers(12, 11)
                .count(13, 3000)
                .numbers(3002, 3001)
                .tell(rule);

        assertThat(findings).hasSize(2);
    }

    @Test
    void repeatedEventsAreNoDisorder() {
        assertThat(new LogStory().count(1, 100).count(50, 80).count(101, 150).tell(rule))
                .isEmpty();
    }

    @Test
    void replayedEventsAreNoDisorder() {
        assertThat(new LogStory()
                        .count(1, 100)
                        .count(111, 200)
                        .replay("c/orders/3@1")
                        .count(101, 110)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void aGapIsNoDisorder() {
        assertThat(new LogStory().count(1, 100).count(111, 200).tell(rule)).isEmpty();
    }

    @Test
    void eachScopeHasItsOwnOrder() {
        LogStory story = new LogStory();
        for (int i = 1; i < 100; i++) {
            story.scope("a").numbers(i + 1000L).scope("b").numbers(i);
        }
        assertThat(story.tell(rule)).isEmpty();
    }
}
