package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.source.KilledException;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exactly once, whatever goes wrong and whenever: every single step of a run is tried.
class ReplayKillTest {

    private static final int PLANNED = 16;

    /// Does something at the n-th step (from 0 on), once.
    private static final class AtStep implements MemoryFault {
        private interface Action {
            void run(Step step) throws SourceException;
        }

        private final int chosen;
        private final Action action;
        private final List<Step> seen = new ArrayList<>();

        AtStep(int chosen, Action action) {
            this.chosen = chosen;
            this.action = action;
        }

        @Override
        public void at(Step step) throws SourceException {
            seen.add(step);
            if (seen.size() - 1 == chosen) {
                action.run(step);
            }
        }
    }

    private static List<MemoryFault.Step> stepsOfACleanRun(ReplayOptions options) throws Exception {
        var incident = new Incident();
        var counting = new AtStep(-1, step -> {});
        ReplayReport report =
                incident.execute(incident.planAll(), incident.cluster.connect().withFault(counting), options);
        assertThat(report.isComplete()).isTrue();
        assertThat(report.planned()).isEqualTo(PLANNED);
        return counting.seen;
    }

    private static ReplayOptions options(int perTransaction) {
        return ReplayOptions.DEFAULT.withEventsPerTransaction(perTransaction);
    }

    private static void killAt(Incident incident, ReplayPlan plan, int step, ReplayOptions options) {
        MemorySource client = incident.cluster.connect();
        client.withFault(new AtStep(step, at -> {
            throw client.kill();
        }));
        assertThatThrownBy(() -> incident.execute(plan, client, options)).isInstanceOf(KilledException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void copiesEachEventOnceWhereverTheFirstRunWasKilled(int perTransaction) throws Exception {
        List<MemoryFault.Step> steps = stepsOfACleanRun(options(perTransaction));
        assertThat(steps.stream().filter(step -> step == MemoryFault.Step.WRITTEN))
                .hasSize(PLANNED);
        for (int step = 0; step < steps.size(); step++) {
            var incident = new Incident();
            ReplayPlan plan = incident.planAll();
            killAt(incident, plan, step, options(perTransaction));
            int committed = incident.arrived(0).size() + incident.arrived(1).size();

            ReplayReport second = incident.execute(plan, incident.cluster.connect(), options(3));

            assertThat(second.isComplete()).as("killed at %s", steps.get(step)).isTrue();
            assertThat(second.alreadyThere()).isGreaterThanOrEqualTo(committed);
            assertThat(second.written() + second.alreadyThere()).isEqualTo(PLANNED);
            incident.assertAllCopiedOnce();
            assertThat(incident.check(plan).isOk()).isTrue();
        }
    }

    @Test
    void copiesEachEventOnceWhereverTwoRunsInARowWereKilled() throws Exception {
        int steps = stepsOfACleanRun(options(3)).size();
        for (int first = 0; first < steps; first++) {
            for (int second = 0; second < steps; second++) {
                var incident = new Incident();
                ReplayPlan plan = incident.planAll();
                killAt(incident, plan, first, options(3));
                MemorySource client = incident.cluster.connect();
                client.withFault(new AtStep(second, at -> {
                    throw client.kill();
                }));
                try {
                    incident.execute(plan, client, options(2));
                } catch (KilledException e) {
                    assertThat(incident.execute(plan).isComplete()).isTrue();
                }
                incident.assertAllCopiedOnce();
            }
        }
    }

    /// The broker answers nothing at that step: what was asked for may have happened, or not.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void looksAgainWhenTheConnectionIsLostAndCountsExactly(int perTransaction) throws Exception {
        List<MemoryFault.Step> steps = stepsOfACleanRun(options(perTransaction));
        int recovered = 0;
        for (int step = 0; step < steps.size(); step++) {
            var incident = new Incident();
            ReplayPlan plan = incident.planAll();
            MemorySource client = incident.cluster.connect();
            client.withFault(new AtStep(step, at -> {
                throw new SourceException(SourceException.Kind.INTERRUPTED, "lost at " + at, true, null);
            }));
            try {
                ReplayReport report = incident.execute(plan, client, options(perTransaction));
                assertThat(report.isComplete())
                        .as("lost at %s", steps.get(step))
                        .isTrue();
                assertThat(report.written()).as("lost at %s", steps.get(step)).isEqualTo(PLANNED);
                recovered++;
            } catch (SourceException e) {
                assertThat(incident.arrived(0)).as("failed before it wrote").isEmpty();
                assertThat(incident.execute(plan).isComplete()).isTrue();
            }
            incident.assertAllCopiedOnce();
        }
        assertThat(recovered).isGreaterThan(2 * PLANNED);
    }

    /// The look at the target itself breaks off and goes on: what was seen before is not taken for a second copy.
    @Test
    void goesOnAfterAHalfRunHoweverTheConnectionIsLost() throws Exception {
        int retried = 0;
        for (int step = 0; step < 60; step++) {
            var incident = new Incident();
            ReplayPlan plan = incident.planAll();
            assertThat(incident.execute(plan, incident.endingAt(2), options(1).withFacts(SelectionFacts.NONE))
                            .written())
                    .isEqualTo(7);
            MemorySource client = incident.cluster.connect();
            client.withFault(new AtStep(step, at -> {
                throw new SourceException(SourceException.Kind.INTERRUPTED, "lost at " + at, true, null);
            }));
            try {
                ReplayReport report = incident.execute(plan, client, options(2));
                assertThat(report.alreadyThere()).as("lost at step %s", step).isEqualTo(7);
                assertThat(report.written()).isEqualTo(PLANNED - 7);
                retried++;
            } catch (SourceException e) {
                assertThat(incident.execute(plan).alreadyThere()).isEqualTo(7);
            }
            incident.assertAllCopiedOnce();
        }
        assertThat(retried).isGreaterThan(30);
    }

    @Test
    void lastOfTwoRunsAtOnceWinsAndTheOtherStops() throws Exception {
        List<MemoryFault.Step> steps = stepsOfACleanRun(options(3));
        int fenced = 0;
        for (int step = 0; step < steps.size(); step++) {
            var incident = new Incident();
            ReplayPlan plan = incident.planAll();
            var inner = new ArrayList<ReplayReport>();
            MemorySource client = incident.cluster.connect();
            client.withFault(new AtStep(step, at -> {
                try {
                    inner.add(incident.execute(plan));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }));

            ReplayReport outer = incident.execute(plan, client, options(3));

            incident.assertAllCopiedOnce();
            assertThat(inner.getFirst().isComplete()).isTrue();
            if (outer.stop().isPresent()) {
                fenced++;
                assertThat(outer.stop().get().reason()).isEqualTo(ReplayReport.Reason.FENCED);
                assertThat(outer.stop().get().message()).contains("Another run of this plan took over");
                assertThat(outer.written()).isEqualTo(inner.getFirst().alreadyThere());
            } else {
                assertThat(outer.isComplete()).isTrue();
            }
        }
        assertThat(fenced).isGreaterThan(PLANNED);
    }

    @Test
    void givesUpAfterSomeTriesAndSaysWhatIsLeft() throws Exception {
        var incident = new Incident();
        ReplayPlan plan = incident.planAll();
        var seen = new ArrayList<MemoryFault.Step>();
        MemorySource client = incident.cluster.connect().withFault(step -> {
            seen.add(step);
            long commits =
                    seen.stream().filter(MemoryFault.Step.COMMITTED::equals).count();
            if (step == MemoryFault.Step.COMMIT && commits >= 2) {
                throw new SourceException(SourceException.Kind.INTERRUPTED, "The broker is gone.", true, null);
            }
        });

        ReplayReport report = incident.execute(plan, client, options(3));

        assertThat(report.isComplete()).isFalse();
        assertThat(report.written()).isEqualTo(6);
        assertThat(report.stop().orElseThrow().reason()).isEqualTo(ReplayReport.Reason.INTERRUPTED);
        assertThat(report.summary())
                .contains("copied 6 of 16", "10 are left", "The broker is gone.", "Run the plan again");
        assertThat(incident.arrived(0).size() + incident.arrived(1).size()).isEqualTo(6);
        assertThat(incident.execute(plan).alreadyThere()).isEqualTo(6);
        incident.assertAllCopiedOnce();
    }

    /// An unclean election takes what was committed, and only the next look can tell.
    @Test
    void endsWhereTheTargetHasLostWhatThisRunCommitted() throws Exception {
        var incident = new Incident();
        ReplayPlan plan = incident.planAll();
        int[] commits = new int[1];
        MemorySource client = incident.cluster.connect().withFault(step -> {
            if (step == MemoryFault.Step.COMMIT && ++commits[0] == 3) {
                incident.orders.partition(0).truncate(2);
                incident.orders.partition(1).truncate(2);
                throw new SourceException(SourceException.Kind.INTERRUPTED, "lost", true, null);
            }
        });

        ReplayReport report = incident.execute(plan, client, options(3));

        assertThat(report.stop().orElseThrow().reason()).isEqualTo(ReplayReport.Reason.CHANGED);
        assertThat(report.summary()).contains("its log was cut", "Run the plan again");
        assertThat(incident.execute(plan).isComplete()).isTrue();
        incident.assertAllCopiedOnce();
    }
}
