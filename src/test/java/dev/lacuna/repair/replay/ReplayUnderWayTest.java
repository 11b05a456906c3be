package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// A replay under way is cancelled, paused, held to a rate, and tells how far it is.
class ReplayUnderWayTest {

    private Incident incident = new Incident();

    @Test
    void cancelTakesBackTheOpenTransactionAndKeepsExactCounts() throws Exception {
        for (int lookUps = 1; lookUps < 60; lookUps++) {
            incident = new Incident();
            ReplayPlan plan = incident.planAll();
            var progress = new ReplayProgress(plan, ReplayMode.EXECUTE);
            int limit = lookUps;
            var context = new FakeContext() {
                private int looked;

                @Override
                void lookUp() {
                    cancelled = ++looked > limit;
                }
            };
            var options = ReplayOptions.DEFAULT.withEventsPerTransaction(4);
            try {
                incident.run(plan, incident.cluster.connect(), options, progress, context);
            } catch (TaskCancelledException e) {
                assertThat(progress.report().stop().orElseThrow().reason()).isEqualTo(ReplayReport.Reason.CANCELLED);
            }
            int arrived = incident.arrived(0).size() + incident.arrived(1).size();
            assertThat(progress.report().written()).isEqualTo(arrived);
            if (arrived > 0) {
                assertThat(progress.report().within())
                        .as("it says within which positions they stand")
                        .isNotEmpty();
            }
            for (var partition : incident.orders.partitions()) {
                assertThat(partition.info().lastStable())
                        .as("nothing open")
                        .isEqualTo(partition.info().end());
            }
            assertThat(incident.execute(plan).alreadyThere()).isEqualTo(arrived);
            incident.assertAllCopiedOnce();
        }
    }

    /// A target that dies under the commit answers nobody, and whoever cancels does not wait for it.
    @Test
    void saysThatACommitWasNotAnsweredWhenItIsCancelledMeanwhile() throws Exception {
        ReplayPlan plan = incident.planAll();
        var progress = new ReplayProgress(plan, ReplayMode.EXECUTE);
        var context = new FakeContext();
        MemorySource client = incident.cluster.connect().withFault(step -> {
            if (step == MemoryFault.Step.COMMITTED) {
                context.cancelled = true;
                throw new SourceException(SourceException.Kind.INTERRUPTED, "not waited for", true, null);
            }
        });

        assertThatThrownBy(() -> incident.run(
                        plan, client, ReplayOptions.DEFAULT.withEventsPerTransaction(4), progress, context))
                .isInstanceOf(TaskCancelledException.class);

        assertThat(progress.report().written()).isZero();
        assertThat(progress.report().notes()).anyMatch(note -> note.contains("not counted here"));
        assertThat(incident.execute(plan).alreadyThere()).isEqualTo(4);
        incident.assertAllCopiedOnce();
    }

    @Test
    void holdsNoTransactionOpenWhileItIsPaused() throws Exception {
        ReplayPlan plan = incident.planAll();
        var open = new ArrayList<Boolean>();
        var context = new FakeContext() {
            @Override
            void lookUp() {
                paused = incident.orders.partition(0).info().end().asOffset() > 3 && pauses == 0;
            }

            @Override
            void waiting() {
                incident.orders
                        .partitions()
                        .forEach(partition -> open.add(partition
                                .info()
                                .lastStable()
                                .isBefore(partition.info().end())));
            }
        };
        ReplayReport report = incident.run(
                plan,
                incident.cluster.connect(),
                ReplayOptions.DEFAULT,
                new ReplayProgress(plan, ReplayMode.EXECUTE),
                context);

        assertThat(context.pauses).isEqualTo(1);
        assertThat(open).containsOnly(false);
        assertThat(report.isComplete()).isTrue();
        incident.assertAllCopiedOnce();
    }

    @Test
    void keepsToItsRateAndLeavesNoTransactionOpenForLong() throws Exception {
        ReplayPlan plan = incident.planAll();
        var commits = new ArrayList<Long>();
        MemorySource client = incident.cluster.connect().withFault(step -> {
            if (step == MemoryFault.Step.COMMIT) {
                commits.add(incident.ticks.nanos());
            }
        });
        long before = incident.ticks.nanos();

        incident.execute(plan, client, ReplayOptions.DEFAULT.withRate(2));

        assertThat(Duration.ofNanos(incident.ticks.nanos() - before)).isEqualTo(Duration.ofMillis(7_500));
        assertThat(commits.size()).isGreaterThanOrEqualTo(4);
        for (int i = 1; i < commits.size(); i++) {
            assertThat(commits.get(i) - commits.get(i - 1))
                    .isLessThanOrEqualTo(Duration.ofMillis(2_600).toNanos());
        }
        incident.assertAllCopiedOnce();
    }

    @Test
    void tellsItsProgressPerPart() throws Exception {
        ReplayPlan plan = incident.planAll();
        var context = new FakeContext();
        incident.run(
                plan,
                incident.cluster.connect(),
                ReplayOptions.DEFAULT.withEventsPerTransaction(2),
                new ReplayProgress(plan, ReplayMode.EXECUTE),
                context);

        var last = context.reports.getLast();
        assertThat(last.fraction()).isEqualTo(1);
        assertThat(last.parts()).extracting("name").containsExactly("partition 0", "partition 1", "partition 0");
        assertThat(last.parts()).extracting("ended").containsOnly("done");
        long before = 0;
        for (var report : context.reports.stream()
                .filter(report -> report.phase().equals("Copying"))
                .toList()) {
            assertThat(report.done()).isGreaterThanOrEqualTo(before);
            before = report.done();
        }
    }
}
