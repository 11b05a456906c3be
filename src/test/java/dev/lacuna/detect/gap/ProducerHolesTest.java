package dev.lacuna.detect.gap;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A jump of the numbers beside positions that are missing, too: of one loss, of damage, of compaction.
class ProducerHolesTest {

    private final ProducerRule rule = new ProducerRule();

    @Test
    void aHoleInThePositionsTellsTheSameLossAndIsNotCountedTwice() {
        Finding linked = only(new LogStory()
                .sent(7, 0, 0, 10)
                .sent(8, 0, 0, 5)
                .hole(12)
                .sent(7, 0, 18, 5)
                .sent(8, 0, 9, 5)
                .tell(rule));

        assertThat(linked.verdict()).isEqualTo(Verdict.BENIGN);
        assertThat(linked.status()).isEqualTo(FindingStatus.EXPLAINED);
        assertThat(linked.missing()).isEmpty();
        assertThat(LogStory.fact(linked, "hole_first")).isEqualTo(15);
        assertThat(LogStory.fact(linked, "records_between")).isEqualTo(12);
        assertThat(LogStory.fact(linked, "producers")).isEqualTo(2);
    }

    @Test
    void onlyWhatExceedsTheHoleIsMissingBesides() {
        List<Finding> findings =
                new LogStory().sent(7, 0, 0, 10).hole(5).sent(7, 0, 18, 5).tell(rule);

        Finding loss = of(Verdict.LOSS, findings);
        assertThat(loss.missing()).hasValue(3);
        assertThat(loss.basis()).isEqualTo(Basis.AT_LEAST);
        assertThat(LogStory.fact(loss, "positions_lost_between")).isEqualTo(5);
        assertThat(LogStory.fact(of(Verdict.BENIGN, findings), "records_between"))
                .isEqualTo(5);
    }

    @Test
    void whatCanNotBeReadIsNoHoleAndExplainsTheJump() {
        assertThat(new LogStory().sent(7, 0, 0, 10).damaged(8).sent(7, 0, 18, 5).tell(rule))
                .isEmpty();
    }

    @Test
    void aHoleBesidesDamageIsToldAsTheHole() {
        Finding linked = only(new LogStory()
                .sent(7, 0, 0, 10)
                .damaged(3)
                .hole(5)
                .sent(7, 0, 18, 5)
                .tell(rule));

        assertThat(linked.verdict()).isEqualTo(Verdict.BENIGN);
        assertThat(LogStory.fact(linked, "hole_first")).isEqualTo(13);
    }

    @Test
    void onlyWhatExceedsTheDamageIsMissing() {
        Finding loss = only(
                new LogStory().sent(7, 0, 0, 10).damaged(5).sent(7, 0, 18, 5).tell(rule));

        assertThat(loss.missing()).hasValue(3);
        assertThat(loss.basis()).isEqualTo(Basis.AT_LEAST);
    }

    @Test
    void saysNothingOfHolesThatCompactionLeft() {
        LogStory story = new LogStory().compactedStream();
        for (int i = 0; i < 20; i++) {
            story.sent(7, 0, i * 10, 5).hole(5);
        }
        assertThat(story.tell(rule)).isEmpty();
    }

    @Test
    void onlySuspectsWhereTheStreamIsOrMayBeCompacted() {
        LogStory compacted = new LogStory().compactedStream().sent(7, 0, 0, 10).sent(7, 0, 15, 5);
        LogStory unknown = new LogStory().unknownPolicy().sent(7, 0, 0, 10).sent(7, 0, 15, 5);
        LogStory once = new LogStory().thinned(5, 4).sent(7, 0, 0, 10).sent(7, 0, 15, 5);

        assertThat(List.of(compacted, unknown, once))
                .allSatisfy(
                        story -> assertThat(only(story.tell(rule)).verdict()).isEqualTo(Verdict.SUSPECT));
    }

    private static Finding of(Verdict verdict, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.verdict() == verdict)
                .findFirst()
                .orElseThrow();
    }
}
