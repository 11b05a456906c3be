package dev.lacuna.detect.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.MemorySpill;
import dev.lacuna.detect.SecondLook;
import dev.lacuna.detect.Share;
import dev.lacuna.detect.Spill;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
        assertThat(finding.explanation().explanation()).contains("All ids of the scan were compared");
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
    void isExactWhereIdsDoNotFitInMemory() {
        DuplicateRule small = new DuplicateRule(640, 10, Share.each(1_000));
        MemorySpill spill = new MemorySpill(Long.MAX_VALUE);
        LogStory story = ids(ids(new LogStory(), 0, 20_000), 7, 8).id("id19999", "changed");
        List<Finding> findings = LogStory.tellAll(small, spill, story);

        assertThat(findings).extracting(Finding::cause).containsExactly(Cause.APPLICATION_RESEND, Cause.ID_REUSED);
        assertThat(findings.get(0).evidence().number("original_offset")).isEqualTo(7);
        assertThat(findings.get(0).positions()).isEqualTo(PositionRange.offsets(20_000, 20_001));
        assertThat(findings.get(0).evidence().text("id")).isEqualTo("id7");
        assertThat(findings.get(1).evidence().number("original_offset")).isEqualTo(19_999);
        assertThat(spill.written()).isPositive();
        assertThat(spill.open()).isZero();
    }

    @Test
    void saysSoWhenIdsCanNotBePutAside() {
        DuplicateRule small = new DuplicateRule(640, 10, Share.each(1_000));
        MemorySpill spill = new MemorySpill(100);
        LogStory story = ids(ids(new LogStory(), 0, 20_000), 0, 20_000);
        List<Finding> findings = LogStory.tellAll(small, spill, story);

        Finding told = findings.get(0);
        assertThat(told.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(LogStory.fact(told, "ids_not_compared")).isBetween(2 * (20_000L - 640), 2 * 20_000L - 640);
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.ANOMALY)
                .isNotEmpty();
        assertThat(spill.open()).isZero();
    }

    @Test
    void findsCopiesInOtherPartitionsOnceAndByBothPositions() {
        LogStory first = ids(new LogStory().in(0), 0, 100);
        LogStory second = ids(ids(new LogStory().in(1).pause(60_000), 500, 600), 40, 60);
        LogStory third = ids(new LogStory().in(2), 900, 950);
        Finding finding = only(LogStory.tellAll(rule, Spill.none(), first, second, third));

        assertThat(finding.partition().number()).isEqualTo(1);
        assertThat(finding.cause()).isEqualTo(Cause.APPLICATION_RESEND);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(100, 120));
        assertThat(finding.evidence().number("duplicates")).isEqualTo(20);
        assertThat(finding.evidence().text("id")).isEqualTo("id40");
        assertThat(finding.evidence().number("original_partition")).isEqualTo(0);
        assertThat(finding.evidence().number("original_offset")).isEqualTo(40);
        assertThat(finding.explanation().explanation()).contains("position 40 of partition orders/0");
    }

    @Test
    void namesNoIdWhereTheEventIsGoneOrAnotherOneStandsThere() {
        LogStory first = ids(new LogStory().in(0), 0, 100);
        LogStory second = ids(new LogStory().in(1).pause(60_000), 40, 60);
        LogStory other = new LogStory().in(1).pause(60_000).id("id40", "another");

        for (SecondLook again : List.of(SecondLook.none(), LogStory.again(other))) {
            Finding finding = only(LogStory.tellAll(rule, Spill.none(), again, first, second));

            assertThat(finding.evidence().number("duplicates")).isEqualTo(20);
            assertThat(finding.evidence().text("id")).isNull();
            assertThat(finding.explanation().explanation()).contains("has the id that stands at position 40");
        }
    }

    @Test
    void looksAtABoundedNumberOfEventsAgain() {
        DuplicateRule many = new DuplicateRule(1 << 16, 1, Share.each(1_000));
        LogStory first = ids(new LogStory().in(0), 0, 1_000);
        LogStory second = new LogStory().in(1).pause(60_000);
        for (int i = 0; i < 1_000; i += 5) {
            ids(ids(second, i, i + 1), 10_000 + 10 * i, 10_000 + 10 * i + 5);
        }
        SecondLook source = LogStory.again(first, second);
        var looks = new AtomicInteger();
        List<Finding> findings = LogStory.tellAll(
                many,
                Spill.none(),
                (partition, position) -> {
                    looks.incrementAndGet();
                    return source.at(partition, position);
                },
                first,
                second);

        assertThat(findings).hasSize(200);
        assertThat(findings)
                .filteredOn(finding -> finding.evidence().text("id") != null)
                .hasSize(looks.get());
        assertThat(looks).hasValueBetween(20, 100);
    }

    @Test
    void takesTheEarlierInTimeForTheOriginalWhicheverPartitionIsReadFirst() {
        LogStory late = ids(new LogStory().in(0).pause(60_000), 0, 5);
        LogStory early = ids(new LogStory().in(1), 0, 5);
        Finding finding = only(LogStory.tellAll(rule, Spill.none(), late, early));
        Finding other = only(LogStory.tellAll(rule, Spill.none(), early, late));

        assertThat(finding).isEqualTo(other);
        assertThat(finding.partition().number()).isZero();
    }

    @Test
    void anIdThatIsUniqueOnlyWithinItsPartitionIsNoDuplicate() {
        LogStory first = new LogStory().in(0).id("1", "a").id("2", "b");
        LogStory second = new LogStory().in(1).id("1", "c").id("2", "d");

        assertThat(LogStory.tellAll(rule, Spill.none(), first, second)).isEmpty();
    }

    @Test
    void aReplayIsNeverTheOriginal() {
        LogStory replayed = new LogStory().in(0).replay("c/orders/1@0").id("a", "v");
        LogStory original = new LogStory().in(1).pause(60_000).id("a", "v");
        Finding finding = only(LogStory.tellAll(rule, Spill.none(), replayed, original));

        assertThat(finding.cause()).isEqualTo(Cause.REPLAYED_TWICE);
        assertThat(finding.partition().number()).isZero();
    }

    @Test
    void joinsRunsThatAreLessNearWhenThereAreTooMany() {
        DuplicateRule few = new DuplicateRule(10_000, 5, Share.each(10));
        LogStory story = ids(new LogStory(), 0, 2_000);
        for (int i = 0; i < 100; i++) {
            ids(ids(story, i, i + 1), 10_000 + 20 * i, 10_000 + 20 * i + 20);
        }
        List<Finding> findings = story.tell(few);

        assertThat(findings).hasSizeLessThanOrEqualTo(10);
        assertThat(findings.stream()
                        .mapToLong(finding -> LogStory.fact(finding, "duplicates"))
                        .sum())
                .isEqualTo(100);
    }

    @Test
    void countsEachDuplicateOnceWhateverFitsInMemory() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            LogStory[] partitions = {new LogStory().in(0), new LogStory().in(1), new LogStory().in(2)};
            Set<Integer> seen = new HashSet<>();
            long truth = 0;
            for (int i = 0; i < 3_000; i++) {
                int id = random.nextInt(2_500);
                truth += seen.add(id) ? 0 : 1;
                ids(partitions[random.nextInt(3)], id, id + 1);
            }
            for (int mostIds : new int[] {64, 640, 1 << 20}) {
                DuplicateRule bounded =
                        new DuplicateRule(mostIds, random.nextInt(50), Share.each(1 + random.nextInt(99)));
                long told = LogStory.tellAll(bounded, new MemorySpill(Long.MAX_VALUE), partitions).stream()
                        .mapToLong(finding -> LogStory.fact(finding, "duplicates"))
                        .sum();
                assertThat(told).as("seed %d, %d ids", seed, mostIds).isEqualTo(truth);
            }
        }
    }

    @Test
    void findsTheSameWhateverFitsInMemory() {
        Random random = new Random(9);
        LogStory[] partitions = {new LogStory().in(0), new LogStory().in(1)};
        for (int i = 0; i < 4_000; i++) {
            int id = random.nextInt(60) == 0 ? random.nextInt(1 + i) : i;
            ids(partitions[random.nextInt(2)], id, id + 1);
        }
        List<String> roomy = placesOf(new DuplicateRule(1 << 20, 40, Share.each(1_000)), partitions);
        List<String> tight = placesOf(new DuplicateRule(64, 40, Share.each(1_000)), partitions);

        assertThat(tight).isEqualTo(roomy).hasSizeGreaterThan(5);
    }

    private static List<String> placesOf(DuplicateRule rule, LogStory... partitions) {
        return LogStory.tellAll(rule, new MemorySpill(Long.MAX_VALUE), partitions).stream()
                .map(finding -> finding.partition() + " " + finding.positions() + " " + finding.cause() + " "
                        + finding.evidence().number("duplicates") + " "
                        + finding.evidence().number("original_offset"))
                .toList();
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

    @Test
    void countsWhatItCouldNotKeepOnceHoweverOftenItIsAsked() {
        LogStory full = ids(new LogStory().in(0), 0, 3_000);
        LogStory[] empty = {new LogStory().in(1), new LogStory().in(2), new LogStory().in(3)};
        var rule = new DuplicateRule(640, 10, Share.each(100));

        long once = refused(LogStory.tellAll(rule, new MemorySpill(25 * 900), true, full));
        assertThat(refused(LogStory.tellAll(rule, new MemorySpill(25 * 900), true, full, empty[0], empty[1], empty[2])))
                .isPositive()
                .isEqualTo(once);
    }

    private static long refused(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.cause() == Cause.NOT_EVALUATED)
                .mapToLong(finding -> LogStory.fact(finding, "ids_not_compared"))
                .findFirst()
                .orElse(0);
    }
}
