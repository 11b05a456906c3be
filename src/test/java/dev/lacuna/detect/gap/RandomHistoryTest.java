package dev.lacuna.detect.gap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.Seeds;
import dev.lacuna.detect.order.SequenceOrderRule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Random histories whose truth is known: what the rules say must be that truth, whatever was shuffled and
/// repeated.
class RandomHistoryTest {

    private static final int SEEDS = 300;
    private static final int LENGTH = 1500;

    @Test
    void findsEveryLossAndNothingElse() {
        for (int seed : Seeds.of(SEEDS)) {
            History history = new History(new Random(seed), true);
            List<Finding> findings = history.story().tell(new SequenceRule());

            TreeSet<Long> lost = new TreeSet<>();
            TreeSet<Long> named = new TreeSet<>();
            for (Finding finding : findings) {
                TreeSet<Long> numbers = numbersOf(finding);
                named.addAll(numbers);
                if (finding.verdict() == Verdict.LOSS) {
                    lost.addAll(numbers);
                    assertThat(finding.missing()).hasValue(numbers.size());
                }
            }
            assertThat(named).as("seed %d, named", seed).isEqualTo(history.missing());
            assertThat(history.missing()).as("seed %d, losses", seed).containsAll(lost);
            // only near the end, where stragglers may still come, and at the very start is anything but loss allowed
            assertThat(named.headSet(LENGTH - 100L).tailSet(50L))
                    .as("seed %d, proven", seed)
                    .isEqualTo(lost.headSet(LENGTH - 100L).tailSet(50L));
        }
    }

    @Test
    void findsNoLateEventsInHistoriesThatAreOnlyRepeatedAndCut() {
        for (int seed : Seeds.of(SEEDS)) {
            History history = new History(new Random(seed), false);
            assertThat(history.story().tell(new SequenceOrderRule()))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void countsEveryLateEventOnce() {
        for (int seed : Seeds.of(SEEDS)) {
            History history = new History(new Random(seed), true);
            long told = history.story().tell(new SequenceOrderRule()).stream()
                    .mapToLong(finding -> LogStory.fact(finding, "late_events"))
                    .sum();
            assertThat(told).as("seed %d", seed).isEqualTo(history.late());
        }
    }

    @Test
    void neverClaimsALossThatARestartCouldExplain() {
        for (int seed : Seeds.of(SEEDS)) {
            Random random = new Random(seed);
            History first = new History(random, true);
            History second = new History(random, true);
            LogStory story = first.story();
            for (long number : second.numbers) {
                story.numbers(number);
            }
            TreeSet<Long> truth = first.missing();
            truth.addAll(second.missing());
            for (Finding finding : story.tell(new SequenceRule())) {
                if (finding.verdict() == Verdict.LOSS) {
                    assertThat(truth).as("seed %d", seed).containsAll(numbersOf(finding));
                }
            }
        }
    }

    private static TreeSet<Long> numbersOf(Finding finding) {
        TreeSet<Long> numbers = new TreeSet<>();
        long from = LogStory.fact(finding, "sequence_from");
        long to = LogStory.fact(finding, "sequence_to");
        for (long number = from; number <= to; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    /// The numbers 1 to LENGTH with runs cut out, some brought back at the end, some repeated, and some delayed.
    private static final class History {
        private final List<Long> numbers = new ArrayList<>();
        private final int replayedFrom;

        History(Random random, boolean disorder) {
            TreeSet<Long> lost = new TreeSet<>();
            List<TreeSet<Long>> cuts = new ArrayList<>();
            int runs = random.nextInt(8);
            for (int i = 0; i < runs; i++) {
                TreeSet<Long> cut = new TreeSet<>();
                long from = 1 + random.nextInt(LENGTH);
                long length = random.nextBoolean() ? 1 : 1 + random.nextInt(60);
                for (long number = from; number < Math.min(LENGTH, from + length); number++) {
                    cut.add(number);
                }
                cuts.add(cut);
                lost.addAll(cut);
            }
            for (long number = 1; number <= LENGTH; number++) {
                if (!lost.contains(number)) {
                    numbers.add(number);
                }
            }
            if (disorder) {
                int delayed = random.nextInt(40);
                for (int i = 0; i < delayed; i++) {
                    int at = random.nextInt(numbers.size());
                    int to = Math.min(numbers.size() - 1, at + 1 + random.nextInt(20));
                    numbers.add(to, numbers.remove(at));
                }
            }
            int repeated = random.nextInt(40);
            for (int i = 0; i < repeated; i++) {
                int at = random.nextInt(numbers.size());
                int to = Math.min(numbers.size(), at + 1 + random.nextInt(200));
                numbers.add(to, numbers.get(at));
            }
            replayedFrom = numbers.size();
            for (TreeSet<Long> cut : cuts) {
                if (random.nextInt(3) == 0) {
                    cut.stream()
                            .filter(number -> random.nextInt(10) > 0)
                            .filter(number -> !numbers.contains(number))
                            .forEach(numbers::add);
                }
            }
        }

        LogStory story() {
            LogStory story = new LogStory();
            for (int i = 0; i < numbers.size(); i++) {
                if (i == replayedFrom) {
                    story.replay("c/upstream/0@" + i);
                }
                story.numbers(numbers.get(i));
            }
            return story.live();
        }

        /// What lies between the lowest and the highest number and never came; what only a replay brought, a thousand
        /// numbers later, is not where they begin.
        TreeSet<Long> missing() {
            TreeSet<Long> seen = new TreeSet<>(numbers);
            long lowest = new TreeSet<>(numbers.subList(0, replayedFrom)).first();
            TreeSet<Long> missing = new TreeSet<>();
            for (long number = lowest; number <= seen.last(); number++) {
                if (!seen.contains(number)) {
                    missing.add(number);
                }
            }
            return missing;
        }

        /// First arrivals behind a higher number that no replay wrote.
        long late() {
            TreeSet<Long> seen = new TreeSet<>();
            long late = 0;
            for (int i = 0; i < replayedFrom; i++) {
                long number = numbers.get(i);
                if (!seen.isEmpty() && number < seen.last() && !seen.contains(number)) {
                    late++;
                }
                seen.add(number);
            }
            return late;
        }
    }
}
