package dev.lacuna.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.gap.SequenceRule;
import dev.lacuna.detect.order.SequenceOrderRule;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
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

    @Test
    void takeNumbersThatRunAcrossPartitionsForNoLoss() {
        // as producers write them that fill one partition for a while, and then another
        LogStory one = new LogStory().in(0).count(1, 500).count(1001, 1800).count(2500, 2600);
        LogStory other = new LogStory().in(1).count(501, 1000).count(1801, 2499);

        List<Finding> findings = LogStory.tellTogether(SequenceRules.standard(), one, other);

        assertThat(findings).hasSize(3).allSatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(finding.severity()).isEqualTo(Severity.MAJOR);
            assertThat(finding.explanation().explanation()).contains("run across partitions");
        });
        assertThat(findings.get(0).evidence().number("held_by_partition")).isEqualTo(1);
    }

    @Test
    void takeWhatAScopeWroteToAnotherPartitionForNoLoss() {
        // one producer already knows that there are more partitions, and the other does not
        LogStory before = new LogStory().in(0).scope("a").count(1, 50).numbers(52, 54);
        LogStory after = new LogStory().in(3).scope("a").numbers(51, 53).count(55, 90);

        assertThat(LogStory.tellTogether(SequenceRules.standard(), before, after))
                .isNotEmpty()
                .noneMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void knowALossWhereEachPartitionHasItsOwnNumbers() {
        // the same outage, a little earlier in the one than in the other
        LogStory one = new LogStory().in(0).count(1, 500).count(1001, 1800);
        LogStory other = new LogStory().in(1).count(1, 540).count(1031, 1900);
        LogStory whole = new LogStory().in(2).count(1, 1700);

        assertThat(LogStory.tellTogether(SequenceRules.standard(), one, other, whole))
                .hasSize(2)
                .allMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void knowALossOfAScopeWhoseNamesakesNumbersStandElsewhere() {
        LogStory one = new LogStory().in(0).scope("a").count(1, 50).count(61, 90);
        LogStory other =
                new LogStory().in(1).scope("b").count(51, 60).scope("a").count(200, 300);

        assertThat(LogStory.tellTogether(SequenceRules.standard(), one, other))
                .hasSize(1)
                .allMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void takeNumbersThatMayStandInPartitionsThatWereNotReadForNoLoss() {
        LogStory one = new LogStory().in(0).among(2).count(1, 500).count(1001, 1800);
        LogStory failed = new LogStory().in(1).among(2).count(501, 560).incomplete();

        for (List<Finding> findings : List.of(
                LogStory.tellTogether(SequenceRules.standard(), one),
                LogStory.tellTogether(
                        SequenceRules.standard(),
                        failed,
                        new LogStory().in(0).count(1, 9).count(40, 99)))) {
            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
                assertThat(finding.explanation().explanation()).contains("1 other partition", "not all was read");
                assertThat(finding.evidence().number("partitions_not_read")).isEqualTo(1);
            });
        }
    }

    @Test
    void takeNumbersThatMayHaveStoodInFrontOfAMovedHeadForNoLoss() {
        long hour = 3_600_000;
        LogStory one = new LogStory().in(0).clock(30 * hour).count(1, 500).count(1001, 1800);
        LogStory old = new LogStory().in(1).startingAt(400).clock(29 * hour).count(20_000, 20_100);
        LogStory byTheLog = new LogStory()
                .in(1)
                .startingAt(400)
                .appendTimes()
                .clock(29 * hour)
                .count(20_000, 20_100);
        LogStory datedBack = new LogStory()
                .in(1)
                .startingAt(400)
                .clock(29 * hour)
                .numbers(20_000)
                .clock(31 * hour)
                .numbers(20_001)
                .clock(29 * hour)
                .count(20_002, 20_100);

        assertThat(LogStory.tellTogether(SequenceRules.standard(), one, old))
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.LOSS));
        for (LogStory other : List.of(byTheLog, datedBack)) {
            assertThat(LogStory.tellTogether(SequenceRules.standard(), one, other))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT));
        }
    }

    @Test
    void takeNumbersThatACleanerMayHaveTakenInAnotherPartitionForNoLoss() {
        LogStory one = new LogStory().in(0).scope("a").count(1, 50).count(52, 90);
        LogStory cleaned = new LogStory().in(1).scope("b");
        for (int i = 1; i <= 40; i++) {
            cleaned.key("k" + i).hole(i == 20 ? 1 : 0).numbers(i);
        }
        LogStory cleanedAtItsStart = new LogStory()
                .in(1)
                .hole(30)
                .pause(60_000)
                .scope("b")
                .numbers(31)
                .scope("c")
                .numbers(32);
        LogStory cut = new LogStory().in(1).scope("b").count(1, 20).hole(1).count(21, 40);

        for (LogStory other : List.of(cleaned, cleanedAtItsStart)) {
            assertThat(LogStory.tellTogether(SequenceRules.standard(), one, other))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT));
        }
        // a record without a key shows that no cleaner came so far
        assertThat(LogStory.tellTogether(SequenceRules.standard(), one, cut))
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.LOSS));
    }

    @Test
    void knowALossWhereScannedPartitionsHaveTheSameNumbersThoughOthersWereNotRead() {
        LogStory one = new LogStory().in(0).among(4).count(1, 500).count(504, 1800);
        LogStory other = new LogStory().in(1).among(4).count(1, 1540);

        assertThat(LogStory.tellTogether(SequenceRules.standard(), one, other))
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.LOSS));
    }

    @Test
    void knowByAGlanceAtAnotherPartitionWithinWhatNumbersRun() {
        LogStory story = new LogStory().in(0).among(2).count(1, 500).count(1001, 1800);

        assertThat(afterAGlance(story, 1, 60).verdict()).isEqualTo(Verdict.LOSS);
        assertThat(afterAGlance(story, 501, 560).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(afterAGlance(story, 1, 5).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(afterAGlance(story, 5_000, 5_060).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    /// @param from the first of the numbers that some events of the other partition have
    private static Finding afterAGlance(LogStory story, long from, long to) {
        List<Finding> findings = new ArrayList<>();
        try (ScanRules rules =
                new ScanRules(SequenceRules.standard(), Spill.none(), SecondLook.none(), findings::add)) {
            PartitionContext context = story.context();
            List<Detector> detectors = rules.start(context);
            story.feed(detectors);
            assertThat(rules.wanted()).containsExactly(LogStory.STREAM.partition(1));
            for (long number = from; number <= to; number++) {
                rules.glancedAt(LogStory.STREAM.partition(1), new Fields(number, null, null, Fields.ABSENT, null));
            }
            List<Finding> now = rules.reconsidered(findings);
            return now.isEmpty() ? findings.get(0) : now.get(0);
        }
    }

    @Test
    void knowALossOfAScopeWhereHardlyAnyScopeMissesANumber() {
        LogStory own = new LogStory().in(0).among(2);
        LogStory spread = new LogStory().in(0).among(2);
        for (int i = 0; i < 40; i++) {
            own.scope("s" + i).count(1, 5).count(i == 7 ? 8 : 6, 60);
            spread.scope("s" + i).count(1, 5).count(8, 60);
        }

        assertThat(LogStory.tellTogether(SequenceRules.standard(), own))
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.LOSS));
        assertThat(LogStory.tellTogether(SequenceRules.standard(), spread))
                .isNotEmpty()
                .noneMatch(finding -> finding.verdict() == Verdict.LOSS);
    }
}
