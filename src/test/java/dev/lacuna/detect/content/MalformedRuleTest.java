package dev.lacuna.detect.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PositionRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class MalformedRuleTest {

    private final MalformedRule rule = new MalformedRule();

    @Test
    void mergesNearbyUnreadableEventsIntoOneFinding() {
        List<Finding> findings = new LogStory()
                .plain(10)
                .unreadable(2)
                .plain(100)
                .unreadable(1)
                .plain(5)
                .tell(rule);

        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.cause()).isEqualTo(Cause.UNREADABLE_PAYLOAD);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(10, 113));
        assertThat(finding.evidence().number("malformed_events")).isEqualTo(3);
        assertThat(finding.evidence().number("first_offset")).isEqualTo(10);
        assertThat(finding.evidence().text("decoder")).isEqualTo("JSON");
        assertThat(finding.evidence().text("first_bytes_hex")).isEqualTo("7b22736571223a");
        assertThat(finding.explanation().explanation()).contains("3 events of 103 events", "is cut off at byte 7 of 7");
    }

    @Test
    void keepsFarApartOnesApart() {
        assertThat(new LogStory().unreadable(1).plain(2000).unreadable(1).tell(rule))
                .hasSize(2);
    }

    @Test
    void findsNothingWhereEverythingCanBeRead() {
        assertThat(new LogStory().plain(100).tell(rule)).isEmpty();
    }
}
