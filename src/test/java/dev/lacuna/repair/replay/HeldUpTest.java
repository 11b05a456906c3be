package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemorySource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A run that was stopped in the middle of a transaction for longer than a target waits, at every single step.
class HeldUpTest {

    private static final ReplayOptions OPTIONS = ReplayOptions.DEFAULT.withEventsPerTransaction(3);

    /// Meanwhile another run of the plan has taken over and copied the rest: the hardest case, since both are right.
    @Test
    void takesOverAgainAndWritesNothingTwice() throws Exception {
        int tookOver = 0;
        int fenced = 0;
        for (int step = 0; step < 80; step++) {
            var incident = new Incident();
            ReplayPlan plan = incident.planAll();
            int chosen = step;
            int[] seen = new int[1];
            MemorySource client = incident.cluster.connect();
            client.withFault(at -> {
                if (seen[0]++ == chosen) {
                    incident.ticks.sleep(Duration.ofMinutes(2));
                    try {
                        incident.execute(plan);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }
            });

            ReplayReport report = incident.execute(plan, client, OPTIONS);

            incident.assertAllCopiedOnce();
            if (report.isComplete()) {
                assertThat(report.written() + report.alreadyThere()).isEqualTo(report.planned());
                tookOver++;
            } else {
                assertThat(report.stop().orElseThrow().reason()).isEqualTo(ReplayReport.Reason.FENCED);
                fenced++;
            }
        }
        assertThat(tookOver).as("steps within a transaction").isGreaterThan(30);
        assertThat(fenced).as("steps outside of one").isPositive();
    }

    @Test
    void stillEndsAsFencedWhereItWasNotHeldUp() throws Exception {
        var incident = new Incident();
        ReplayPlan plan = incident.planAll();
        int[] seen = new int[1];
        MemorySource client = incident.cluster.connect();
        client.withFault(at -> {
            if (at == MemoryFault.Step.WRITTEN && seen[0]++ == 4) {
                try {
                    incident.execute(plan);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        });

        assertThat(incident.execute(plan, client, OPTIONS).stop().orElseThrow().reason())
                .isEqualTo(ReplayReport.Reason.FENCED);
        incident.assertAllCopiedOnce();
    }
}
