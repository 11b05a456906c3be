package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayRunTest {

    private Incident incident = new Incident();

    @Test
    void copiesCommittedEventsOnlyInOrderAndByteForByte() throws Exception {
        ReplayReport report = incident.execute(incident.planAll());

        assertThat(report.isComplete()).isTrue();
        assertThat(report.written()).isEqualTo(16);
        assertThat(report.summary()).isEqualTo("Copied 16 of 16 events.");
        assertThat(report.parts()).extracting(ReplayReport.Part::written).containsExactly(5L, 5L, 6L);
        assertThat(report.within())
                .containsEntry(
                        0,
                        new PositionRange(
                                Position.offset(2),
                                incident.orders.partition(0).info().end()));
        incident.assertAllCopiedOnce();
    }

    @Test
    void isANoOpTheSecondTimeAndSaysSo() throws Exception {
        ReplayPlan plan = incident.planAll();
        incident.execute(plan);
        var ends = incident.orders.info();

        ReplayReport second = incident.execute(plan);

        assertThat(second.isNoOp()).isTrue();
        assertThat(second.summary())
                .isEqualTo("Nothing to do: all 16 events of this plan stand in the target already.");
        assertThat(second.alreadyThere()).isEqualTo(16);
        assertThat(incident.orders.info()).isEqualTo(ends);
    }

    @Test
    void dryRunWritesNothingAndCountsWhatTheRunThenDoes() throws Exception {
        ReplayPlan plan = incident.planAll();
        var seen = new ArrayList<MemoryFault.Step>();
        MemorySource client = incident.cluster.connect().withFault(seen::add);

        ReplayReport dry = incident.run(
                plan, client, ReplayOptions.DEFAULT, new ReplayProgress(plan, ReplayMode.DRY_RUN), new FakeContext());

        assertThat(seen).doesNotContain(MemoryFault.Step.OPEN_SINK, MemoryFault.Step.WRITE);
        incident.assertNothingWritten();
        assertThat(dry.summary()).isEqualTo("Would copy 16 of 16 events; nothing was written.");
        ReplayReport run = incident.execute(plan);
        assertThat(dry.written()).isEqualTo(run.written());
        assertThat(dry.parts()).isEqualTo(run.parts());
        assertThat(dry.facts()).isEqualTo(run.facts());
    }

    @Test
    void dryRunAfterAHalfRunCountsTheOtherHalf() throws Exception {
        ReplayPlan plan = incident.planAll();
        ReplayReport half = incident.execute(
                plan,
                incident.endingAt(2),
                ReplayOptions.DEFAULT.withEventsPerTransaction(1).withFacts(SelectionFacts.NONE));

        ReplayReport dry = incident.dryRun(plan);
        ReplayReport rest = incident.execute(plan);

        assertThat(half.written()).isEqualTo(7);
        assertThat(dry.alreadyThere()).isEqualTo(7);
        assertThat(dry.written()).isEqualTo(rest.written()).isEqualTo(9);
        incident.assertAllCopiedOnce();
    }

    @Test
    void setsAsideWhatTheTargetRefusesAndCopiesTheRest() throws Exception {
        ReplayPlan plan = incident.planAll();
        MemorySource poisoned = incident.cluster
                .connect()
                .reject(event -> Bytes.utf8("103").equals(event.key())
                        || Bytes.utf8("104").equals(event.key())
                        || Bytes.utf8("8").equals(event.key()));

        ReplayReport report = incident.execute(plan, poisoned, ReplayOptions.DEFAULT.withEventsPerTransaction(4));

        assertThat(report.isComplete()).isFalse();
        assertThat(report.stop()).isEmpty();
        assertThat(report.written()).isEqualTo(13);
        assertThat(report.setAside()).isEqualTo(3);
        assertThat(report.refusals())
                .extracting(ReplayReport.Refusal::event)
                .containsExactlyInAnyOrder("east/upstream/1@3", "east/upstream/1@4", "east/upstream/0@9");
        assertThat(report.refusals())
                .allSatisfy(refusal -> assertThat(refusal.reason()).contains("refused by the target"));
        assertThat(report.summary()).isEqualTo("Copied 13 of 16 events, 3 set aside because the target refuses them.");

        ReplayReport again = incident.execute(plan);

        assertThat(again.written()).isEqualTo(3);
        assertThat(again.alreadyThere()).isEqualTo(13);
        assertThat(incident.check(plan).isOk()).isTrue();
    }

    @Test
    void setsNothingAsideWithoutEnd() throws Exception {
        ReplayPlan plan = incident.planAll();

        ReplayReport report =
                incident.execute(plan, incident.cluster.connect().reject(event -> true), ReplayOptions.DEFAULT);

        assertThat(report.written()).isZero();
        assertThat(report.setAside()).isEqualTo(16);
        assertThat(incident.arrived(0)).isEmpty();
    }

    /// There what stands behind a place tells that all before it was written.
    @Test
    void endsAtWhatACompactedTargetRefusesAndKeepsAllBeforeIt() throws Exception {
        incident.orders.compacted();
        ReplayPlan plan = incident.planAll();
        MemorySource poisoned =
                incident.cluster.connect().reject(event -> Bytes.utf8("103").equals(event.key()));

        ReplayReport report = incident.execute(
                plan,
                poisoned,
                ReplayOptions.DEFAULT.withEventsPerTransaction(4).acceptingHazards());

        assertThat(report.isComplete()).isFalse();
        assertThat(report.written()).isEqualTo(8);
        var stop = report.stop().orElseThrow();
        assertThat(stop.reason()).isEqualTo(ReplayReport.Reason.REJECTED);
        assertThat(stop.event()).hasValue("east/upstream/1@3");
        assertThat(report.summary()).contains("the event east/upstream/1@3", "refused by the target", "8 are left");
        assertThat(incident.arrived(0)).hasSize(5);
        assertThat(incident.arrived(1)).hasSize(3);
        assertThat(incident.orders.partition(1).info().lastStable())
                .isEqualTo(incident.orders.partition(1).info().end());
    }

    @Test
    void copiesOnlyTheSequenceNumbersThatThePlanNames() throws Exception {
        ReplayPlan plan = incident.plan(new ReplayRequest.Range(
                        0,
                        Incident.all(incident.upstream, 0).positions(),
                        List.of(new SequenceRange(5, 9), new SequenceRange(12, 12))))
                .plan();

        assertThat(incident.execute(plan).isComplete()).isTrue();

        assertThat(incident.arrived(0)).extracting(event -> keyOf(event)).containsExactly("5", "8", "9", "12");
        assertThat(incident.execute(plan).isNoOp()).isTrue();
    }

    private static String keyOf(Event event) {
        Bytes key = event.key();
        return key == null ? "" : key.text();
    }

    @Test
    void distributesByKeyWhereCountsDifferAndKeepsThatOnTheSecondRun() throws Exception {
        incident = new Incident(3);
        ReplayPlan plan = incident.planAll();

        assertThat(incident.execute(plan).isComplete()).isTrue();

        List<Event> copies = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            for (Event copy : incident.arrived(i)) {
                int chosen = incident.cluster.connect().partitionFor(copy.key(), 3);
                assertThat(i).isEqualTo(chosen >= 0 ? chosen : 0); // without a key: by the partition it comes from
                copies.add(copy);
            }
        }
        assertThat(copies).hasSize(16);
        assertThat(incident.execute(plan).isNoOp()).isTrue();
        assertThat(incident.check(plan).isOk()).isTrue();
    }

    @Test
    void writesAgainWhatTheTargetLostInBetween() throws Exception {
        ReplayPlan plan = incident.planAll();
        incident.execute(plan);
        incident.orders.partition(1).lose(incident.arrived(1).get(2).position().asOffset());

        ReplayReport again = incident.execute(plan);

        assertThat(again.written()).isEqualTo(1);
        assertThat(incident.arrived(1)).hasSize(5);
        ReplayCheckResult check = incident.check(plan);
        assertThat(check.isOk()).isTrue();
        assertThat(check.outOfOrder()).isEqualTo(1);
    }

    @Test
    void takesCopiesThatACompactedTargetCleanedAwayForWritten() throws Exception {
        incident.orders.compacted();
        ReplayPlan plan = incident.planAll();
        var options = ReplayOptions.DEFAULT.acceptingHazards();
        incident.execute(plan, incident.cluster.connect(), options);
        Position superseded = incident.arrived(0).get(1).position();
        incident.orders.partition(0).compactAway(superseded.asOffset());

        assertThat(incident.execute(plan, incident.cluster.connect(), options).isNoOp())
                .isTrue();
    }

    @Test
    void readsTheSourceOnlyOnceWhenItsFactsAreKnown() throws Exception {
        PlannedReplay planned = incident.plan(Incident.all(incident.upstream, 0));
        var readers = new ArrayList<MemoryFault.Step>();
        MemorySource client = incident.cluster.connect().withFault(step -> {
            if (step == MemoryFault.Step.OPEN_READER) {
                readers.add(step);
            }
        });
        var job = new ReplayJob(planned.plan(), client, incident.cluster.connect(), Incident.KEY_SEQUENCE);
        new ReplayRun(Clock.fixed(Incident.NOW, ZoneOffset.UTC), incident.ticks)
                .run(
                        job,
                        ReplayOptions.DEFAULT.withFacts(planned.facts()),
                        new ReplayProgress(planned.plan(), ReplayMode.EXECUTE),
                        new FakeContext());
        assertThat(readers).hasSize(1);
        incident.assertCopied(0, incident.upstream.partition(0).committed());
    }

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

    @Test
    void copiesACopyWithItsOldHeadersAndNewOnesBehindThem() throws Exception {
        incident.upstream
                .partition(1)
                .append(Incident.content(105)
                        .with("lacuna.origin", Bytes.utf8("east/upstream/0@0"))
                        .with("lacuna.plan", Bytes.utf8("older")));
        ReplayPlan plan = incident.planAll();

        ReplayReport report = incident.execute(plan);

        incident.assertAllCopiedOnce();
        assertThat(report.hazards()).extracting("title").contains("Copies of copies");
        assertThat(incident.check(plan).isOk()).isTrue();
    }

    @Test
    void copiesBackIntoTheSameStreamWithoutFeedingItself() throws Exception {
        var request = incident.request(List.of(Incident.all(incident.upstream, 1)));
        ReplayPlan plan = Incident.plan(new ReplayRequest(
                        request.source(),
                        "upstream",
                        request.ranges(),
                        request.target(),
                        "upstream",
                        request.mapping(),
                        request.fields(),
                        request.reading().fields(),
                        List.of()))
                .plan();

        assertThat(incident.execute(plan).written()).isEqualTo(5);
        assertThat(incident.execute(plan).isNoOp()).isTrue();
        assertThat(incident.upstream.partition(1).committed()).hasSize(10);
        assertThat(incident.check(plan).isOk()).isTrue();
    }

    @Test
    void failsAsTheSourceSaysWhenNothingWasWrittenYet() {
        ReplayPlan plan = incident.planAll();
        var denied = new SourceException(SourceException.Kind.DENIED, "No right to write.", false, null);
        MemorySource client = incident.cluster.connect().withFault(step -> {
            if (step == MemoryFault.Step.OPEN_SINK) {
                throw denied;
            }
        });
        assertThatThrownBy(() -> incident.execute(plan, client, ReplayOptions.DEFAULT))
                .isSameAs(denied);
    }

    @Test
    void setsNoTimestampOfItsOwnWhereTheTargetDoes() throws Exception {
        incident.orders.timestamps(TimestampKind.APPEND);
        ReplayPlan plan = incident.plan(ReplayRequest.Range.all(1, PositionRange.offsets(0, 2)))
                .plan();

        ReplayReport report = incident.execute(plan);

        assertThat(report.hazards()).extracting("title").containsExactly("Timestamps will be new");
        ReplayCheckResult check = incident.check(plan);
        assertThat(check.isOk()).isTrue();
        assertThat(check.timestampsCompared()).isFalse();
        assertThat(check.notes()).anyMatch(note -> note.contains("timestamps itself"));
    }
}
