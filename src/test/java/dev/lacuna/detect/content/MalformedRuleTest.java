package dev.lacuna.detect.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.Share;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
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
        assertThat(finding.evidence().number("byte_offset")).isEqualTo(7);
        assertThat(finding.evidence().facts().toString()).doesNotContain("seq", "7b22736571223a");
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

    @Test
    void aSecondFormatInAllOfTheStreamIsNoFault() {
        LogStory story = new LogStory();
        for (int i = 0; i < 200; i++) {
            story.plain(i % 3 + 1).foreign(1);
        }
        List<Finding> findings = story.unreadable(2).plain(50).tell(rule);

        assertThat(findings).extracting(Finding::verdict).containsExactlyInAnyOrder(Verdict.BENIGN, Verdict.ANOMALY);
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.BENIGN)
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence().number("malformed_events"))
                        .isEqualTo(200));
    }

    @Test
    void aSecondFormatThatBeginsOneDayIsAFault() {
        LogStory story = new LogStory().plain(1_000);
        for (int i = 0; i < 300; i++) {
            story.plain(1).foreign(1);
        }
        List<Finding> findings = story.tell(rule);

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(findings.get(0).positions()).isEqualTo(PositionRange.offsets(1_001, 1_600));
    }

    @Test
    void aStreamFullOfUnreadableEventsMakesFewFindings() {
        LogStory story = new LogStory();
        for (int i = 0; i < 60; i++) {
            story.unreadable(1).plain(30);
        }
        List<Finding> findings = story.tell(new MalformedRule(10, Share.each(5)));

        assertThat(findings).hasSize(5);
        assertThat(findings.stream()
                        .mapToLong(finding -> LogStory.fact(finding, "malformed_events"))
                        .sum())
                .isEqualTo(60);
    }
}
