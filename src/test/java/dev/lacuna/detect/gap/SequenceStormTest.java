package dev.lacuna.detect.gap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.Feed;
import dev.lacuna.detect.Share;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Verdict;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What no reasonable stream holds: the rule must stay bounded and honest.
class SequenceStormTest {

    private static final int EVENTS = 400_000;
    private static final SequenceRule BOUNDED =
            new SequenceRule(Share.each(5_000), Share.each(20_000), Share.each(100), 20);

    @Test
    void findsEveryLossAmongMoreScopesThanItFollows() {
        int scopes = 90_000;
        int open = 5_000;
        Feed feed = new Feed(BOUNDED);
        for (int i = 0; i < scopes + open; i++) {
            // each order has three steps, and ends while five thousand others are under way
            if (i < scopes) {
                feed.number(order(i), 1);
            }
            int ending = i - open;
            if (ending >= 0) {
                if (ending % 5_000 != 77) {
                    feed.number(order(ending), 2);
                }
                feed.number(order(ending), 3);
            }
        }
        List<Finding> findings = feed.end();

        assertThat(findings).hasSize(scopes / 5_000).allMatch(finding -> finding.verdict() == Verdict.LOSS);
        assertThat(findings).allMatch(finding -> finding.missing().orElse(0) == 1 && finding.basis() == Basis.EXACT);
    }

    @Test
    void claimsNothingOfScopesThatComeBackAfterTheyWereForgotten() {
        int scopes = 60_000;
        Random random = new Random(1);
        long[] next = LongStream.generate(() -> 1).limit(scopes).toArray();
        Feed feed = new Feed(BOUNDED);
        for (int i = 0; i < EVENTS; i++) {
            int scope = random.nextInt(scopes);
            if (random.nextInt(50) == 0) {
                feed.number(order(scope), Math.max(1, next[scope] - random.nextInt(30))); // a resend
            } else {
                feed.number(order(scope), next[scope]++);
            }
        }
        List<Finding> findings = feed.end();

        assertThat(findings).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
        assertThat(findings).anyMatch(finding -> finding.evidence().number("scopes_returned") != null);
    }

    @Test
    void claimsNothingOfRandomNumbers() {
        for (long range : new long[] {1_000, EVENTS, Long.MAX_VALUE}) {
            Random random = new Random(2);
            Feed feed = new Feed(BOUNDED);
            for (int i = 0; i < EVENTS; i++) {
                feed.number(null, random.nextLong(range));
            }
            assertThat(feed.end())
                    .as("range %d", range)
                    .hasSizeLessThan(5)
                    .noneMatch(finding -> finding.verdict() == Verdict.LOSS);
        }
    }

    @Test
    void claimsNothingOfNumbersThatCountDown() {
        Feed feed = new Feed(BOUNDED);
        for (int i = 0; i < EVENTS; i++) {
            feed.number(null, EVENTS - i);
        }
        assertThat(feed.end()).isEmpty();
    }

    @Test
    void claimsNothingWhenEveryOtherNumberIsMissing() {
        Feed feed = new Feed(BOUNDED);
        for (int i = 0; i < EVENTS; i++) {
            feed.number(null, 2L * i);
        }
        Finding finding = feed.end().get(0);

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.evidence().number("holes")).isEqualTo(EVENTS - 1);
        assertThat(feed.end()).hasSize(2);
    }

    @Test
    void sumsUpAStormOfLosses() {
        Random random = new Random(3);
        Feed feed = new Feed(BOUNDED);
        long lost = 0;
        long number = 0;
        for (int i = 0; i < EVENTS; i++) {
            if (i > 0 && random.nextInt(10) == 0) {
                // one large gap, late, when all room for small ones is taken
                int run = i > EVENTS / 2 && lost < 500_000 ? 1_000_000 : 1;
                number += run;
                lost += run;
            }
            feed.number(null, ++number);
        }
        List<Finding> findings = feed.end();

        assertThat(findings).hasSizeLessThanOrEqualTo(102);
        assertThat(findings)
                .filteredOn(finding -> finding.missing().orElse(0) == 1_000_000)
                .hasSize(1);
        assertThat(findings.stream()
                        .mapToLong(finding -> finding.missing().orElse(0))
                        .sum())
                .isEqualTo(lost);
        assertThat(findings).anyMatch(finding -> finding.basis() == Basis.AT_LEAST);
    }

    private static Bytes order(int number) {
        return Bytes.utf8("order-" + number);
    }
}
