package dev.lacuna.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lacuna.detect.content.MalformedRule;
import dev.lacuna.detect.content.SchemaRule;
import dev.lacuna.detect.damage.DamageRule;
import dev.lacuna.detect.duplicate.DuplicateRule;
import dev.lacuna.detect.gap.OffsetsRule;
import dev.lacuna.detect.gap.ProducerRule;
import dev.lacuna.detect.gap.SequenceRule;
import dev.lacuna.detect.log.ElectionRule;
import dev.lacuna.detect.log.OpenTransactionRule;
import dev.lacuna.detect.order.SequenceOrderRule;
import dev.lacuna.detect.time.TimeOrderRule;
import dev.lacuna.detect.time.TimeSkewRule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Rules that are asked again and again, while their partition goes on.
class GoingOnTest {

    private static final List<Rule> RULES = List.of(
            new OffsetsRule(),
            new ProducerRule(),
            new SequenceRule(),
            new SequenceOrderRule(),
            new ElectionRule(),
            new OpenTransactionRule(),
            new DamageRule(),
            new MalformedRule(),
            new SchemaRule());

    private static final List<Rule> TIME_RULES = List.of(new TimeOrderRule(), new TimeSkewRule());

    @Test
    void anEndLeavesARuleAsItWas() {
        Set<FindingKind> told = EnumSet.noneOf(FindingKind.class);
        for (int seed = 0; seed < 30; seed++) {
            LogStory story = new RandomHistory(seed).story();
            LogStory wild = wild(new Random(seed));
            for (Rule rule : RULES) {
                told.addAll(sameAfterEnds(story, rule, true, seed));
                told.addAll(sameAfterEnds(wild, rule, true, seed));
            }
        }
        assertThat(told)
                .contains(
                        FindingKind.GAP_OFFSETS,
                        FindingKind.GAP_SEQUENCE,
                        FindingKind.GAP_PRODUCER,
                        FindingKind.ORDER_SEQUENCE,
                        FindingKind.LOG_ELECTION,
                        FindingKind.LOG_DAMAGED,
                        FindingKind.CONTENT_MALFORMED);
    }

    @Test
    void aComparisonOfPartitionsGoesOnAfterItsEndAlsoWhenMemoryDidNotSuffice() {
        for (int mostIds : new int[] {64 * 2, 1_000_000}) {
            var rule = new DuplicateRule(mostIds, 1_000, new Share(100, 100));
            for (int seed = 0; seed < 20; seed++) {
                LogStory[] stories = {ids(new Random(seed), 0), ids(new Random(seed), 1), ids(new Random(-seed), 2)};

                List<Finding> once = LogStory.tellAll(rule, new MemorySpill(1 << 20), stories);

                assertThat(once).isNotEmpty();
                // which of several originals is named depends on what memory held
                assertThat(LogStory.tellAll(rule, new MemorySpill(1 << 20), true, stories))
                        .as("seed %d, %d ids", seed, mostIds)
                        .extracting(Finding::id, Finding::positions, found -> LogStory.fact(found, "duplicates"))
                        .containsExactlyElementsOf(once.stream()
                                .map(found -> tuple(found.id(), found.positions(), LogStory.fact(found, "duplicates")))
                                .toList());
            }
        }
    }

    private static LogStory ids(Random random, int partition) {
        var story = new LogStory().in(partition);
        for (int i = 0; i < 300; i++) {
            int id = random.nextInt(500);
            story.clock(i * 1_000L + partition).id("id " + id, "{\"a\":" + id + "}");
        }
        return story;
    }

    @Test
    void aLookLeavesARuleOnTimesAsItWas() {
        Set<FindingKind> told = EnumSet.noneOf(FindingKind.class);
        for (int seed = 0; seed < 30; seed++) {
            LogStory story = wild(new Random(seed));
            for (Rule rule : TIME_RULES) {
                told.addAll(sameAfterEnds(story, rule, false, seed));
            }
        }
        assertThat(told).contains(FindingKind.ORDER_TIME, FindingKind.TIME_SKEW);
    }

    private static List<FindingKind> sameAfterEnds(LogStory story, Rule rule, boolean ends, int seed) {
        List<Finding> once = story.tell(rule);
        assertThat(story.tellGoingOn(rule, ends))
                .as("%s, seed %d", rule.kind(), seed)
                .containsExactlyInAnyOrderElementsOf(once);
        return once.stream().map(Finding::kind).toList();
    }

    /// A log in which all kinds of things go wrong.
    private static LogStory wild(Random random) {
        var story = new LogStory().startingAt(random.nextBoolean() ? 0 : 700);
        long number = 1;
        int sequence = 0;
        int epoch = 0;
        for (int step = 0; step < 120; step++) {
            switch (random.nextInt(14)) {
                case 0 -> story.hole(1 + random.nextInt(20));
                case 1 -> story.damaged(1 + random.nextInt(5));
                case 2 -> story.unreadable(1 + random.nextInt(3));
                case 3 -> story.foreign(1);
                case 4 -> story.gone(1 + random.nextInt(4));
                case 5 -> number += random.nextInt(5);
                case 6 -> story.leader(++epoch);
                case 7 -> story.marker();
                case 8 -> story.aborted(2);
                case 9 -> {
                    int records = 1 + random.nextInt(9);
                    sequence += random.nextInt(4) == 0 ? 3 : 0;
                    story.sent(7, 0, sequence, records);
                    sequence += records;
                }
                case 10 -> story.id("id " + random.nextInt(6), "{\"a\":" + random.nextInt(3) + "}");
                case 11 -> story.numbers(Math.max(1, number - 1 - random.nextInt(4)));
                case 12 -> {
                    long away = (random.nextInt(9) - 4) * 7_200_000L;
                    story.clock(step * 60_000L + away).plain(1 + random.nextInt(4));
                    story.clock(step * 60_000L);
                }
                default -> {
                    story.count(number, number + 9);
                    number += 10;
                }
            }
        }
        return story.count(number, number + 20);
    }
}
