package dev.lacuna.detect.rate;

import static dev.lacuna.detect.rate.Arrivals.HOUR;
import static dev.lacuna.detect.rate.Arrivals.MINUTE;
import static dev.lacuna.detect.rate.Arrivals.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.GuardedDetector;
import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.TimestampKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateRulesTest {

    private final LogStory story = new LogStory().plain(1);
    private final List<Finding> findings = new ArrayList<>();

    private List<Detector> start(List<Rule> rules) {
        PartitionContext context = story.context();
        List<Detector> detectors = new ArrayList<>();
        for (Rule rule : rules) {
            detectors.add(GuardedDetector.start(rule, context, findings::add));
        }
        return detectors;
    }

    private static Event event(long position, long millis) {
        return new Event(
                LogStory.PARTITION, Position.offset(position), millis, TimestampKind.CREATE, null, null, List.of());
    }

    private static void feed(List<Detector> detectors, Arrivals arrivals) {
        for (int i = 0; i < arrivals.size(); i++) {
            for (Detector detector : detectors) {
                detector.event(Arrivals.batch(i, i, START, START), event(i, arrivals.time(i)), Fields.NONE);
            }
        }
        detectors.forEach(detector -> detector.end(Position.offset(arrivals.size()), true));
    }

    private static Arrivals incident() {
        return Arrivals.poisson(
                        new Random(1), 24 * HOUR, 5, second -> second >= 4 * 3_600 && second < 5 * 3_600 ? 2 : 5)
                .without(START + 10 * HOUR, START + 10 * HOUR + 20 * MINUTE)
                .addAll(Arrivals.constant(new Random(2), 10 * MINUTE, 40), 16 * HOUR)
                .sorted();
    }

    @Test
    void shareTheirCountsAndTellWhatEachTellsAlone() {
        Arrivals arrivals = incident();
        feed(start(RateRules.standard()), arrivals);

        assertThat(findings)
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(FindingKind.SILENCE, FindingKind.RATE_DROP, FindingKind.RATE_SPIKE);
        List<Finding> alone = new ArrayList<>(arrivals.tell(new SilenceRule()));
        alone.addAll(arrivals.tell(new DropRule()));
        alone.addAll(arrivals.tell(new SpikeRule()));
        assertThat(findings).isEqualTo(alone);
    }

    @Test
    void partitionsAndScansDoNotMix() {
        List<Rule> rules = RateRules.standard();
        List<Detector> first = start(rules);
        List<Detector> second = start(rules);
        feed(first, incident());
        feed(second, Arrivals.constant(new Random(3), 24 * HOUR, 5));

        assertThat(findings).hasSize(3);
    }

    @Test
    void noneJudgesByCountsThatAreNotWhole() {
        List<Detector> detectors = start(RateRules.standard());
        for (Detector detector : detectors) {
            Event other = new Event(
                    LogStory.PARTITION,
                    new Position.SequenceNumber(BigInteger.ONE),
                    START,
                    TimestampKind.CREATE,
                    null,
                    null,
                    List.of());
            detector.event(Arrivals.batch(0, 0, START, START), event(0, START), Fields.NONE);
            detector.event(Arrivals.batch(0, 0, START, START), other, Fields.NONE);
        }
        feed(detectors, incident());

        assertThat(findings).hasSize(3).allMatch(finding -> finding.kind() == FindingKind.NOT_EVALUATED);
    }
}
