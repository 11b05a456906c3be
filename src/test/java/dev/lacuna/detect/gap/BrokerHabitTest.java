package dev.lacuna.detect.gap;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Brokers that are no Kafka leave positions out on purpose; Kafka's never do.
class BrokerHabitTest {

    private final OffsetsRule rule = new OffsetsRule();

    @Test
    void takesSinglePositionsThatAreMissingAllOverTheLogForNoLoss() {
        Finding left = only(withSingleHoles(50).tell(rule));

        assertThat(left.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(left.missing()).hasValue(50);
        assertThat(left.positions()).isEqualTo(PositionRange.offsets(3, 200));
        assertThat(left.explanation().explanation()).contains("only speak Kafka's protocol");
    }

    @Test
    void aLongerHoleAmongThemIsStillALoss() {
        List<Finding> findings = withSingleHoles(50).plain(1).hole(7).plain(3).tell(rule);

        assertThat(findings).hasSize(2);
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.LOSS)
                .singleElement()
                .satisfies(loss -> assertThat(loss.missing()).hasValue(7));
    }

    @Test
    void fewSinglePositionsAreLosses() {
        assertThat(withSingleHoles(19).tell(rule)).hasSize(19).allMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void manySinglePositionsBesideLongerHolesAreLosses() {
        LogStory story = withSingleHoles(30);
        for (int i = 0; i < 10; i++) {
            story.plain(2).hole(2 + i);
        }
        assertThat(story.plain(1).tell(rule)).hasSize(40).allMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void knowsRedpandaByItsSettings() {
        LogStory story = withSingleHoles(1)
                .config("redpanda.remote.read", "false")
                .hole(5)
                .plain(2);
        List<Finding> findings = story.tell(rule);

        assertThat(findings).hasSize(2);
        assertThat(findings.get(0).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(findings.get(0).explanation().explanation()).contains("Redpanda");
        assertThat(findings.get(1).verdict()).isEqualTo(Verdict.LOSS);
    }

    private static LogStory withSingleHoles(int count) {
        LogStory story = new LogStory();
        for (int i = 0; i < count; i++) {
            story.plain(3).hole(1);
        }
        return story.plain(3);
    }
}
