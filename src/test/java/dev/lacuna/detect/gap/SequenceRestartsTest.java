package dev.lacuna.detect.gap;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sequences that start over, and what only looks like it.
class SequenceRestartsTest {

    private final SequenceRule rule = new SequenceRule();

    @Test
    void aSequenceThatStartsOverIsNoGap() {
        assertThat(new LogStory().count(1, 5000).count(1, 3000).tell(rule)).isEmpty();
        assertThat(new LogStory()
                        .startingAt(7)
                        .count(90_000, 95_000)
                        .count(1, 3000)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void keepsHolesApartThatTheNextRunSeemsToFill() {
        List<Finding> findings =
                new LogStory().count(1, 49).count(51, 5000).count(1, 3000).tell(rule);

        Finding finding = only(findings);
        assertThat(finding.evidence().number("sequence_from")).isEqualTo(50);
        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.explanation().explanation()).contains("started over");
    }

    @Test
    void takesARestartBackWhenTheOldNumbersGoOn() {
        // everything from the start was sent again, and then the stream went on
        assertThat(new LogStory()
                        .count(1, 49)
                        .count(51, 5000)
                        .count(1, 300)
                        .count(5001, 5500)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void findsHolesAfterARestart() {
        Finding finding = only(
                new LogStory().count(1, 2000).count(1, 2500).count(2511, 2600).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(finding.evidence().number("sequence_from")).isEqualTo(2501);
    }

    @Test
    void claimsALossOfTheOldRunThatTheNewOneHasNotReached() {
        Finding finding = only(
                new LogStory().count(1, 3999).count(4011, 5000).count(1, 300).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(finding.evidence().number("sequence_from")).isEqualTo(4000);
    }

    @Test
    void oldNumbersSentAgainBetweenNewOnesAreNoRestart() {
        assertThat(new LogStory()
                        .count(1, 49)
                        .count(51, 5000)
                        .count(1, 90)
                        .numbers(5001)
                        .count(91, 150)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void aReplayFromTheStartIsNoRestart() {
        assertThat(new LogStory()
                        .count(1, 49)
                        .count(51, 5000)
                        .replay("c/orders/3@0")
                        .count(1, 300)
                        .tell(rule))
                .isEmpty();
    }
}
