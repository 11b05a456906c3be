package dev.lacuna.detect.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DuplicateRuleTest {

    private final DuplicateRule rule = new DuplicateRule();

    @Test
    void mergesARunOfDuplicatesIntoOneFinding() {
        LogStory story = ids(new LogStory(), 0, 100);
        Finding finding = only(ids(ids(story, 50, 100), 100, 200).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(finding.cause()).isEqualTo(Cause.APPLICATION_RESEND);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(100, 150));
        assertThat(finding.evidence().number("duplicates")).isEqualTo(50);
        assertThat(finding.evidence().number("original_offset")).isEqualTo(50);
        assertThat(finding.evidence().text("id")).isEqualTo("id50");
        assertThat(finding.missing()).isEmpty();
        assertThat(finding.explanation().explanation()).contains("last 1,000,000");
    }

    @Test
    void knowsAProducersOwnResendByItsSequence() {
        Finding finding = only(new LogStory()
                .by(5, 1, 77)
                .id("a", "v")
                .by(5, 1, 78)
                .id("b", "v")
                .by(5, 1, 77)
                .id("a", "v")
                .tell(rule));

        assertThat(finding.cause()).isEqualTo(Cause.PRODUCER_RESEND);
    }

    @Test
    void knowsAnApplicationsResendByAnotherSequence() {
        Finding finding = only(new LogStory()
                .by(5, 1, 77)
                .id("a", "v")
                .by(5, 1, 78)
                .id("a", "v")
                .tell(rule));

        assertThat(finding.cause()).isEqualTo(Cause.APPLICATION_RESEND);
    }

    @Test
    void tellsAnIdWithAnotherPayloadApart() {
        List<Finding> findings = new LogStory()
                .id("a", "one")
                .id("b", "x")
                .id("a", "two")
                .id("b", "x")
                .tell(rule);

        assertThat(findings)
                .extracting(Finding::cause)
                .containsExactlyInAnyOrder(Cause.ID_REUSED, Cause.APPLICATION_RESEND);
        assertThat(findings).extracting(Finding::id).doesNotHaveDuplicates();
    }

    @Test
    void aReplayThatFillsAGapIsNoDuplicate() {
        LogStory story = ids(new LogStory(), 0, 100).replay("c/up/0@3");

        assertThat(ids(story, 200, 210).tell(rule)).isEmpty();
    }

    @Test
    void blamesTheReplayForWhatStoodThereAlready() {
        Finding finding =
                only(new LogStory().id("a", "v").replay("c/up/0@3").id("a", "v").tell(rule));

        assertThat(finding.cause()).isEqualTo(Cause.REPLAYED_TWICE);
        assertThat(finding.evidence().text("plan")).isEqualTo("plan-1");
    }

    @Test
    void isExactWithinItsWindowAndForgetsWhatIsOlder() {
        DuplicateRule small = new DuplicateRule(50, 50, 50, 10);

        assertThat(ids(ids(new LogStory(), 0, 50), 0, 1).tell(small)).hasSize(1);
        assertThat(ids(ids(new LogStory(), 0, 51), 0, 1).tell(small)).isEmpty();
    }

    @Test
    void agreesWithAMapOverManyRandomIds() {
        int limit = 3000;
        IdWindow window = new IdWindow(limit);
        Map<Long, Integer> truth = new HashMap<>();
        Random random = new Random(4);
        long[] order = new long[200_000];
        int added = 0;
        for (int i = 0; i < 200_000; i++) {
            long id = random.nextInt(12_000);
            // ids share few homes, so that probes run long and wrap
            long high = id * 97 % 256;
            boolean known = truth.containsKey(id);
            assertThat(window.find(high, id) >= 0).isEqualTo(known);
            if (!known) {
                window.add(high, id, 0, 0, Position.offset(i));
                truth.put(id, i);
                order[added++] = id;
                if (added > limit) {
                    truth.remove(order[added - limit - 1]);
                }
            }
        }
        assertThat(added).isGreaterThan(10 * limit);
    }

    private static LogStory ids(LogStory story, int from, int to) {
        for (int i = from; i < to; i++) {
            story.id("id" + i, "value " + i);
        }
        return story;
    }

    private static Finding only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
