package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.source.KilledException;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is remembered of earlier looks spares reading, and never changes what is copied: not where it is right, not
/// where it is lost, stale, or a lie.
class LookBackTest {

    private static final int BEFORE = 30;

    private final Incident incident = new Incident();
    private final Remembered remembered = new Remembered();

    private static final class Remembered implements LookBack {
        private Map<Integer, LookPlace> starts = new TreeMap<>();

        @Override
        public Map<Integer, LookPlace> starts() {
            return starts;
        }

        @Override
        public void looked(Map<Integer, LookPlace> looked) {
            starts = new TreeMap<>(looked);
        }
    }

    /// Makes this remember a place that no look has seen, though with what really stands in front of it.
    private void lie(long first, long second) throws Exception {
        Map<PartitionRef, Position> places = Map.of(
                incident.orders.partition(0).ref(), Position.offset(first),
                incident.orders.partition(1).ref(), Position.offset(second));
        Map<PartitionRef, String> seals = Seals.before(incident.cluster.connect(), places, new FakeContext());
        remembered.starts = new TreeMap<>();
        places.forEach((partition, position) ->
                remembered.starts.put(partition.number(), new LookPlace(position, seals.getOrDefault(partition, ""))));
    }

    private Position remembered(int partition) {
        return Objects.requireNonNull(remembered.starts().get(partition)).position();
    }

    private MemorySource refusingTheFirst() {
        return incident.cluster
                .connect()
                .reject(event -> event.headers().stream()
                        .anyMatch(header ->
                                header.value() != null && header.value().text().endsWith("upstream/0@0")));
    }

    /// Others write between the plan and its first run.
    private ReplayPlan planned() {
        ReplayPlan plan = incident.planAll();
        for (int i = 0; i < BEFORE; i++) {
            incident.orders.partition(0).append(Incident.content(2_000 + i));
            incident.orders.partition(1).append(Incident.content(3_000 + i));
        }
        return plan;
    }

    private void killAfter(int commits, ReplayPlan plan, LookBack lookBack) throws Exception {
        killAt(MemoryFault.Step.COMMITTED, commits, plan, lookBack);
    }

    private void killAt(MemoryFault.Step chosen, int time, ReplayPlan plan, LookBack lookBack) throws Exception {
        MemorySource client = incident.cluster.connect();
        int[] seen = new int[1];
        client.withFault(step -> {
            if (step == chosen && ++seen[0] == time) {
                throw client.kill();
            }
        });
        try {
            incident.execute(plan, client, lookBack);
        } catch (KilledException e) {
            return;
        }
        throw new AssertionError("it ended before it was killed");
    }

    /// A client that can't read what others wrote between the plan and its first run.
    private MemorySource blindBefore() {
        MemorySource client = incident.cluster.connect();
        for (int i = 0; i < 2; i++) {
            client.failAt(
                    incident.orders.partition(i).ref(),
                    10,
                    new SourceException(SourceException.Kind.OTHER, "it read what it need not", false, null));
        }
        return client;
    }

    private void assertCopiedOnce() {
        for (int number = 0; number < 2; number++) {
            int from = number;
            assertThat(incident.orders.partition(number).committed().stream()
                            .filter(event -> event.header("lacuna.plan") != null)
                            .map(event -> Objects.requireNonNull(event.header("lacuna.origin"))
                                    .text()))
                    .doesNotHaveDuplicates()
                    .hasSameSizeAs(incident.upstream.partition(from).committed());
        }
    }

    @Test
    void passesOverWhatOthersWroteBeforeTheFirstRun() throws Exception {
        ReplayPlan plan = planned();
        killAfter(4, plan, remembered); // copies stand in both partitions by then
        assertThat(remembered.starts()).containsOnlyKeys(0, 1);

        ReplayReport report = incident.execute(plan, blindBefore(), remembered);

        assertThat(report.isComplete()).isTrue();
        assertThat(report.alreadyThere()).isPositive();
        assertCopiedOnce();
    }

    @Test
    void readsWhatWasPassedOverWhereNoCopyProvesThatNoneStandsThere() throws Exception {
        ReplayPlan plan = planned();
        killAfter(1, plan, remembered); // the second partition has none

        assertThat(incident.execute(plan, incident.cluster.connect(), remembered)
                        .isComplete())
                .isTrue();
        assertCopiedOnce();
    }

    @Test
    void doublesNothingHoweverTheRememberedPlaceIsWrong() throws Exception {
        int lies = 0;
        for (int commits = 1; commits <= 5; commits++) {
            for (int place = 0; place < 60; place += 3) {
                var world = new LookBackTest();
                ReplayPlan plan = world.planned();
                world.killAfter(commits, plan, LookBack.NONE);
                world.lie(place, 59 - place);

                ReplayReport report = world.incident.execute(plan, world.incident.cluster.connect(), world.remembered);

                assertThat(report.isComplete())
                        .as("killed after %s commits, begun at %s", commits, place)
                        .isTrue();
                assertThat(report.written() + report.alreadyThere()).isEqualTo(report.planned());
                world.assertCopiedOnce();
                lies++;
            }
        }
        assertThat(lies).isEqualTo(100);
    }

    /// Another machine ran the plan before this one ever looked, and nobody here knows.
    @Test
    void findsCopiesOfAnotherMachineThatStandBeforeTheRememberedPlace() throws Exception {
        ReplayPlan plan = planned();
        killAfter(4, plan, LookBack.NONE);
        lie(
                incident.orders.partition(0).info().end().asOffset(),
                incident.orders.partition(1).info().end().asOffset());

        incident.execute(plan, incident.cluster.connect(), remembered);

        assertCopiedOnce();
        assertThat(remembered(0)).isEqualTo(Position.offset(2 + BEFORE));
    }

    /// The log was cut after the look, and another machine has written where this one remembers nothing.
    @Test
    void findsCopiesThatStandWhereTheLogWasCutSince() throws Exception {
        ReplayPlan plan = planned();
        killAfter(4, plan, remembered);
        incident.orders.partition(0).truncate(10);
        incident.orders.partition(1).truncate(10);
        incident.execute(plan, incident.cluster.connect(), LookBack.NONE);

        ReplayReport again = incident.execute(plan, incident.cluster.connect(), remembered);

        assertThat(again.written()).isZero();
        assertCopiedOnce();
    }

    /// The plan's first event was refused, and copied behind the others by a later run.
    @Test
    void isNotDeceivedByAFirstEventThatWasCopiedLast() throws Exception {
        ReplayPlan plan = planned();
        assertThat(incident.execute(plan, refusingTheFirst(), LookBack.NONE).setAside())
                .isEqualTo(1);
        long end = incident.orders.partition(0).info().end().asOffset();
        killAfter(1, plan, LookBack.NONE);
        lie(end, 0);

        ReplayReport last = incident.execute(plan, incident.cluster.connect(), remembered);

        assertThat(last.written()).isZero();
        assertCopiedOnce();
    }

    @Test
    void takesNoPlaceBehindTheEndNorBeforeThePlan() throws Exception {
        ReplayPlan plan = planned();
        killAfter(3, plan, LookBack.NONE);
        lie(1_000_000, 0);

        assertThat(incident.execute(plan, incident.cluster.connect(), remembered)
                        .isComplete())
                .isTrue();
        assertCopiedOnce();
    }

    /// All at once: the log was cut and written on behind the remembered place, another machine copied the plan's first
    /// event last, and the cluster had forgotten the plan's writer by then.
    @Test
    void isNotDeceivedByTheFirstBatchOfAWriterThatWasForgottenBefore() throws Exception {
        ReplayPlan plan = planned();
        killAt(MemoryFault.Step.WRITE, 1, plan, remembered);
        assertThat(remembered(0)).isEqualTo(Position.offset(2 + BEFORE));
        incident.orders.partition(0).truncate(10);
        assertThat(incident.execute(plan, refusingTheFirst(), LookBack.NONE).setAside())
                .isEqualTo(1);
        for (int i = 0; i < BEFORE; i++) {
            incident.orders.partition(0).append(Incident.content(4_000 + i));
        }
        incident.cluster.forgetWriters();
        assertThat(incident.execute(plan, incident.cluster.connect(), LookBack.NONE)
                        .written())
                .isEqualTo(1);

        ReplayReport again = incident.execute(plan, incident.cluster.connect(), remembered);

        assertThat(again.written()).isZero();
        assertCopiedOnce();
    }

    /// What is passed over is read after all, and that breaks off at every step once.
    @Test
    void takesNoCopyForASecondOneWhereTheLookBreaksOff() throws Exception {
        int retried = 0;
        for (int step = 0; step < 120; step++) {
            var world = new LookBackTest();
            ReplayPlan plan = world.planned();
            world.killAfter(4, plan, LookBack.NONE);
            world.lie(world.incident.orders.partition(0).info().end().asOffset(), 0);
            int[] left = {step};
            MemorySource client = world.incident.cluster.connect().withFault(at -> {
                if (left[0]-- == 0) {
                    throw new SourceException(SourceException.Kind.INTERRUPTED, "lost at " + at, true, null);
                }
            });
            try {
                ReplayReport report = world.incident.execute(plan, client, world.remembered);
                assertThat(report.isComplete())
                        .as("lost at step %s: %s", step, report.summary())
                        .isTrue();
                retried++;
            } catch (SourceException e) {
                assertThat(world.incident
                                .execute(plan, world.incident.cluster.connect(), world.remembered)
                                .isComplete())
                        .isTrue();
            }
            world.assertCopiedOnce();
        }
        assertThat(retried).isGreaterThan(90);
    }

    @Test
    void remembersNothingWhereALookFromTheBeginningIsAsShort() throws Exception {
        ReplayPlan plan = incident.planAll();

        incident.execute(plan, incident.cluster.connect(), remembered);

        assertThat(remembered.starts()).isEmpty();
    }
}
