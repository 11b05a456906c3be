package dev.lacuna.detect.gap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.RandomHistory;
import dev.lacuna.detect.Seeds;
import dev.lacuna.detect.Share;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Thousands of random histories: a loss is never claimed that is none, and never missed where it can be
/// proven.
class SequenceTruthTest {

    private static final int SEEDS = 3_000;

    @Test
    void claimsExactlyTheLossesThatCanBeProven() {
        long claimed = 0;
        long provable = 0;
        for (int seed : Seeds.of(SEEDS)) {
            RandomHistory history = new RandomHistory(seed);
            Map<String, TreeSet<Long>> named = losses(history, new SequenceRule(), seed);
            for (Map.Entry<String, TreeSet<Long>> scope : history.provable().entrySet()) {
                assertThat(named.getOrDefault(scope.getKey(), new TreeSet<>()))
                        .as("seed %d, %s", seed, scope.getKey())
                        .containsAll(scope.getValue());
                provable += scope.getValue().size();
            }
            claimed += named.values().stream().mapToInt(TreeSet::size).sum();
        }
        // so that the test can't pass on histories in which nothing happens
        assertThat(provable).isGreaterThan(10L * Seeds.count(SEEDS) / 2);
        assertThat(claimed).isGreaterThanOrEqualTo(provable);
    }

    @Test
    void claimsNoFalseLossWhenItMayKeepAlmostNothing() {
        SequenceRule tight = new SequenceRule(Share.each(3), Share.each(2), Share.each(2), 20);
        for (int seed : Seeds.of(SEEDS / 3)) {
            losses(new RandomHistory(seed), tight, seed);
        }
    }

    /// The numbers named as lost, each of which must be.
    private static Map<String, TreeSet<Long>> losses(RandomHistory history, SequenceRule rule, int seed) {
        Map<String, TreeSet<Long>> truth = history.lost();
        long everLost = truth.values().stream().mapToLong(TreeSet::size).sum();
        Map<String, TreeSet<Long>> named = new TreeMap<>();
        List<Finding> findings = history.story().tell(rule);
        for (Finding finding : findings) {
            if (finding.verdict() != Verdict.LOSS) {
                continue;
            }
            if (finding.evidence().number("sequence_from") == null) {
                assertThat(finding.missing().getAsLong()).isLessThanOrEqualTo(everLost);
                continue;
            }
            String scope = Objects.requireNonNull(
                    Optional.ofNullable(finding.evidence().text("scope")).orElse(""));
            TreeSet<Long> lost = Objects.requireNonNull(truth.get(scope), scope);
            TreeSet<Long> numbers = new TreeSet<>();
            long to = LogStory.fact(finding, "sequence_to");
            for (long number = LogStory.fact(finding, "sequence_from"); number <= to; number++) {
                numbers.add(number);
            }
            if (finding.basis() == Basis.EXACT) {
                assertThat(lost).as("seed %d: %s", seed, finding).containsAll(numbers);
                assertThat(finding.missing()).hasValue(numbers.size());
                named.computeIfAbsent(scope, name -> new TreeSet<>()).addAll(numbers);
            } else {
                long truly = numbers.stream().filter(lost::contains).count();
                assertThat(finding.missing().getAsLong())
                        .as("seed %d: %s", seed, finding)
                        .isLessThanOrEqualTo(truly);
            }
        }
        return named;
    }
}
