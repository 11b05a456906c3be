package dev.lacuna.detect.gap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.Seeds;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random logs of several producers whose truth is known: batches that vanish without a hole are found, to the
/// record, where anything of the same producer stands on both sides, and nothing else is.
class RandomProducersTest {

    private static final int SEEDS = 500;

    private record Sent(long producer, int epoch, int sequence, int records, boolean lost) {}

    @Test
    void findsEveryRecordThatVanishedBetweenTwoBatchesAndNothingElse() {
        long lostInAll = 0;
        for (int seed : Seeds.of(SEEDS)) {
            List<Sent> history = history(new Random(seed), true);
            long truth = provablyLost(history);
            lostInAll += truth;
            List<Finding> findings = storyOf(history).tell(new ProducerRule());

            assertThat(findings).as("seed %d", seed).allMatch(finding -> finding.verdict() == Verdict.LOSS);
            assertThat(findings.stream()
                            .mapToLong(finding -> finding.missing().orElseThrow())
                            .sum())
                    .as("seed %d", seed)
                    .isEqualTo(truth);
        }
        assertThat(lostInAll).isGreaterThan(Seeds.count(SEEDS));
    }

    @Test
    void findsNothingInWholeLogs() {
        for (int seed : Seeds.of(SEEDS)) {
            assertThat(storyOf(history(new Random(seed), false)).tell(new ProducerRule()))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void neverAlarmsWhenForgottenProducersSendAgain() {
        for (int seed : Seeds.of(SEEDS)) {
            Random random = new Random(seed);
            List<Sent> history = new ArrayList<>(history(random, false));
            for (int i = 0; i < 5; i++) {
                // a leader that had forgotten the producer takes its last batches once more, all that followed
                int from = random.nextInt(history.size());
                Sent first = history.get(from);
                List<Sent> again = history.subList(from, Math.min(history.size(), from + 30)).stream()
                        .filter(sent -> sent.producer() == first.producer() && sent.epoch() == first.epoch())
                        .toList();
                history.addAll(Math.min(history.size(), from + 30), again);
            }
            assertThat(storyOf(history).tell(new ProducerRule()))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private static List<Sent> history(Random random, boolean cut) {
        int producers = 1 + random.nextInt(5);
        int[] epochs = new int[producers];
        int[] next = new int[producers];
        for (int i = 0; i < producers; i++) {
            next[i] = random.nextInt(4) == 0 ? Integer.MAX_VALUE - random.nextInt(200) : 0;
        }
        List<Sent> history = new ArrayList<>();
        int lostUntil = -1;
        for (int i = 0; i < 200; i++) {
            if (cut && random.nextInt(40) == 0) {
                lostUntil = i + 1 + random.nextInt(10);
            }
            int producer = random.nextInt(producers);
            if (random.nextInt(30) == 0) {
                epochs[producer]++;
                next[producer] = 0;
            }
            int records = 1 + random.nextInt(20);
            history.add(new Sent(producer, epochs[producer], next[producer], records, i < lostUntil));
            next[producer] = (next[producer] + records) & Integer.MAX_VALUE;
        }
        return history;
    }

    private static LogStory storyOf(List<Sent> history) {
        LogStory story = new LogStory().startingAt(100);
        for (Sent sent : history) {
            if (!sent.lost()) {
                story.sent(sent.producer(), sent.epoch(), sent.sequence(), sent.records());
            }
        }
        return story;
    }

    /// Records of lost batches that have a kept one of their producer in front, and one of their epoch behind.
    private static long provablyLost(List<Sent> history) {
        long lost = 0;
        for (int i = 0; i < history.size(); i++) {
            Sent gone = history.get(i);
            if (gone.lost()
                    && history.subList(0, i).stream()
                            .anyMatch(sent -> !sent.lost() && sent.producer() == gone.producer())
                    && history.subList(i, history.size()).stream()
                            .anyMatch(sent -> !sent.lost()
                                    && sent.producer() == gone.producer()
                                    && sent.epoch() == gone.epoch())) {
                lost += gone.records();
            }
        }
        return lost;
    }
}
