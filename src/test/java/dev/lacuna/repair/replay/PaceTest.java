package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.ReplayPlan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How long a run takes that is held to a rate.
class PaceTest {

    private final Incident incident = new Incident();

    private Duration taken(ReplayPlan plan, ReplayOptions options) throws Exception {
        long before = incident.ticks.nanos();
        ReplayReport report = incident.execute(plan, incident.cluster.connect(), options);
        assertThat(report.isComplete()).as(report.summary()).isTrue();
        return Duration.ofNanos(incident.ticks.nanos() - before);
    }

    @Test
    void keepsToARateOfBytes() throws Exception {
        PlannedReplay planned = incident.plan(Incident.all(incident.upstream, 1));
        long rate = 10;

        Duration taken = taken(planned.plan(), ReplayOptions.DEFAULT.withByteRate(rate));

        long bytes = planned.plan().bytes();
        assertThat(taken)
                .as("what the last one costs is nobody's wait")
                .isBetween(
                        Duration.ofSeconds(bytes - planned.facts().largestBytes())
                                .dividedBy(rate),
                        Duration.ofSeconds(bytes).dividedBy(rate));
        incident.assertCopied(1, incident.upstream.partition(1).committed());
    }

    @Test
    void theTighterOfTwoRatesHolds() throws Exception {
        ReplayPlan plan = incident.planAll();

        assertThat(taken(plan, ReplayOptions.DEFAULT.withByteRate(1_000_000).withRate(2)))
                .isEqualTo(Duration.ofMillis(7_500));
    }
}
