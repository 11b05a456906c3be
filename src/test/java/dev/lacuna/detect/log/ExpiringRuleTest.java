package dev.lacuna.detect.log;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.gap.OffsetsRule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiringRuleTest {

    private static final long HOUR = 3_600_000;

    private final LogStory story =
            new LogStory().retention(Duration.ofHours(100)).plain(10).hole(5).plain(10);

    @Test
    void anEventExpiresNotBeforeItsRetentionHasPassed() {
        Expiry expiry = Expiry.of(stream(), LogStory.START_MILLIS).orElseThrow();

        assertThat(expiry.notBeforeMillis()).isEqualTo(LogStory.START_MILLIS + 100 * HOUR);
        assertThat(expiry.leftMillis(LogStory.START_MILLIS + 90 * HOUR)).isEqualTo(10 * HOUR);
        assertThat(expiry.leftMillis(LogStory.START_MILLIS + 110 * HOUR)).isZero();
        assertThat(expiry.bySize()).isFalse();
    }

    @Test
    void theLessTimeIsLeftTheMoreItMatters() {
        Expiry expiry = Expiry.of(stream(), LogStory.START_MILLIS).orElseThrow();

        assertThat(expiry.severity(LogStory.START_MILLIS + 75 * HOUR)).isEmpty();
        assertThat(expiry.severity(LogStory.START_MILLIS + 77 * HOUR)).contains(Severity.MAJOR);
        assertThat(expiry.severity(LogStory.START_MILLIS + 99 * HOUR)).contains(Severity.CRITICAL);
        assertThat(expiry.severity(LogStory.START_MILLIS + 200 * HOUR)).contains(Severity.CRITICAL);
    }

    @Test
    void nothingExpiresWithoutALimitOrWithoutATime() {
        StreamInfo unlimited = new LogStory().plain(1).context().stream();

        assertThat(Expiry.of(unlimited, LogStory.START_MILLIS)).isEmpty();
        assertThat(Expiry.of(stream(), -1)).isEmpty();
    }

    @Test
    void saysWhereTheSizeMayComeFirst() {
        assertThat(Expiry.of(bounded("1000000"), 0).orElseThrow().bySize()).isTrue();
        assertThat(Expiry.of(bounded("-1"), 0).orElseThrow().bySize()).isFalse();
    }

    @Test
    void tellsOfALossWhoseNeighboursExpireSoon() {
        List<Finding> losses = story.tell(new OffsetsRule());
        long now = LogStory.START_MILLIS + 9_000 + 99 * HOUR;
        Finding expiring = only(ExpiringRule.find(stream(), losses, now));

        assertThat(expiring.kind()).isEqualTo(FindingKind.RETENTION_EXPIRING);
        assertThat(expiring.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(expiring.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(expiring.evidence().text("finding")).isEqualTo(losses.get(0).id());
        assertThat(LogStory.fact(expiring, "expires_ms")).isEqualTo(LogStory.START_MILLIS + 9_000 + 100 * HOUR);
        assertThat(LogStory.fact(expiring, "left_ms")).isEqualTo(HOUR);
        assertThat(expiring.explanation().explanation()).contains("not before");
    }

    @Test
    void saysNothingWhileThereIsTime() {
        assertThat(ExpiringRule.find(stream(), story.tell(new OffsetsRule()), LogStory.START_MILLIS + HOUR))
                .isEmpty();
    }

    @Test
    void tellsOneOfManyLossesPerPartitionTheOneThatGoesFirst() {
        for (int i = 0; i < 20; i++) {
            story.hole(3).plain(1).pause(HOUR);
        }
        List<Finding> losses = story.tell(new OffsetsRule());
        Finding expiring = only(ExpiringRule.find(stream(), losses, LogStory.START_MILLIS + 99 * HOUR));

        assertThat(losses).hasSize(21);
        assertThat(expiring.positions()).isEqualTo(losses.get(0).positions());
        assertThat(LogStory.fact(expiring, "losses")).isEqualTo(21);
    }

    @Test
    void onlyOpenLossesCount() {
        List<Finding> suspects = story.incomplete().tell(new OffsetsRule());
        List<Finding> repaired = new LogStory()
                .plain(1).hole(2).plain(1).tell(new OffsetsRule()).stream()
                        .map(finding -> finding.withStatus(FindingStatus.REPAIRED))
                        .toList();

        assertThat(ExpiringRule.find(stream(), suspects, LogStory.START_MILLIS + 99 * HOUR))
                .isEmpty();
        assertThat(ExpiringRule.find(stream(), repaired, LogStory.START_MILLIS + 99 * HOUR))
                .isEmpty();
    }

    private StreamInfo stream() {
        return story.context().stream();
    }

    private static StreamInfo bounded(String bytes) {
        return new LogStory()
                .retention(Duration.ofHours(1)).config("retention.bytes", bytes).plain(1).context().stream();
    }
}
