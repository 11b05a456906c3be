package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayPlannerTest {

    private final Incident incident = new Incident();

    private void assertRefused(String message, ReplayRequest.Range... ranges) {
        assertRefused(message, incident.request(List.of(ranges)));
    }

    private static void assertRefused(String message, ReplayRequest request) {
        assertThatThrownBy(() -> Incident.planner().plan(request, new FakeContext()))
                .isInstanceOfSatisfying(
                        PlanException.class, e -> assertThat(e.kind()).isEqualTo(PlanException.Kind.REQUEST))
                .hasMessageContaining(message);
    }

    @Test
    void countsCommittedEventsAndTheirBytesExactly() {
        PlannedReplay planned = incident.plan(Incident.all(incident.upstream, 0), Incident.all(incident.upstream, 1));

        List<Event> first = incident.upstream.partition(0).committed();
        List<Event> second = incident.upstream.partition(1).committed();
        ReplayPlan plan = planned.plan();
        assertThat(first).hasSize(11);
        assertThat(plan.parts()).extracting(Part::events).containsExactly(11L, 5L);
        assertThat(plan.events()).isEqualTo(16);
        assertThat(plan.bytes())
                .isEqualTo(first.stream().mapToLong(Event::size).sum()
                        + second.stream().mapToLong(Event::size).sum());
        assertThat(planned.facts().oldestMillis()).isEqualTo(Incident.MILLIS - 5);
        assertThat(planned.facts().newestMillis()).isEqualTo(Incident.MILLIS + 104);
        assertThat(planned.facts().keyed()).isEqualTo(15);
        assertThat(planned.facts().replayed()).isZero();
    }

    @Test
    void recordsWhatTellsLaterWhetherAnythingHasChanged() {
        incident.upstream.partition(0).moveHead(2);

        ReplayPlan plan = incident.plan(ReplayRequest.Range.all(0, PositionRange.offsets(2, 5)))
                .plan();

        assertThat(plan.id()).isEqualTo(Incident.PLAN_ID);
        assertThat(plan.created()).isEqualTo(Incident.NOW);
        assertThat(plan.from()).isEqualTo(new ReplayPlan.Place("memory://east", "east", "upstream", "upstream-id-1"));
        assertThat(plan.to().streamId()).isEqualTo("orders-id-2");
        assertThat(plan.parts().getFirst().logStart()).isEqualTo(Position.offset(2));
        assertThat(plan.targetEnds()).isEqualTo(Map.of(0, Position.offset(2), 1, Position.offset(2)));
    }

    @Test
    void choosesBySequenceNumberAndDropsRangesWithoutAnEvent() {
        ReplayPlan plan = incident.plan(
                        new ReplayRequest.Range(
                                0,
                                Incident.all(incident.upstream, 0).positions(),
                                List.of(new SequenceRange(8, 10), new SequenceRange(1, 1), new SequenceRange(6, 8))),
                        new ReplayRequest.Range(
                                1, Incident.all(incident.upstream, 1).positions(), List.of(new SequenceRange(1, 99))))
                .plan();

        assertThat(plan.parts()).extracting(Part::partition).containsExactly(0);
        assertThat(plan.events()).as("1, 8, 9, 10; 6 and 7 were aborted").isEqualTo(4);
    }

    @Test
    void keepsPartitionsWhereCountsAgreeElseGoesByKeyUnlessToldOtherwise() {
        assertThat(incident.planAll().parts()).extracting(Part::targetPartition).containsExactly(0, 1, 0);
        var other = new Incident(3);
        assertThat(other.planAll().parts()).extracting(Part::targetPartition).containsOnly(Part.BY_KEY);
        assertThat(new PartitionMapping.Kept().target(1, 2, 3)).isEqualTo(1);
        assertThat(new PartitionMapping.ByKey().target(1, 2, 2)).isEqualTo(Part.BY_KEY);
        assertThat(new PartitionMapping.Explicit(Map.of(1, 0)).target(1, 2, 2)).isZero();
    }

    @Test
    void refusesWhenNothingWouldBeCopied() {
        assertRefused("Nothing would be copied", ReplayRequest.Range.all(0, PositionRange.offsets(6, 9)));
        assertRefused("Nothing would be copied", ReplayRequest.Range.all(0, PositionRange.offsets(3, 3)));
        assertRefused(
                "with one of the sequence numbers",
                new ReplayRequest.Range(0, PositionRange.offsets(0, 9), List.of(new SequenceRange(77, 78))));
    }

    @Test
    void refusesEventsWhoseFateTheReaderCanNotTell() {
        long first = incident.upstream.partition(0).appendUnknown(MemoryContent.of(Incident.MILLIS, "k", "v"));
        assertRefused(
                "neither committed nor aborted, as far as can be seen",
                ReplayRequest.Range.all(0, PositionRange.offsets(first, first + 1)));
    }

    @Test
    void refusesAnUndecidedTransactionInTheRangeAndSaysWhich() {
        long open = incident.upstream.partition(1).appendTransaction(Fate.OPEN, Incident.content(105));
        assertRefused("upstream/1 at " + open + " to " + open, Incident.all(incident.upstream, 1));
        assertThat(incident.plan(ReplayRequest.Range.all(1, PositionRange.offsets(0, open)))
                        .plan()
                        .events())
                .isEqualTo(5);
    }

    @Test
    void refusesRangesOutsideTheLogAndPartitionsThatAreNotThere() {
        incident.upstream.partition(0).moveHead(2);
        assertRefused("lies outside the log", ReplayRequest.Range.all(0, PositionRange.offsets(1, 5)));
        assertRefused("lies outside the log", ReplayRequest.Range.all(0, PositionRange.offsets(2, 500)));
        assertRefused("no partition 7", ReplayRequest.Range.all(7, PositionRange.offsets(0, 1)));
        ReplayRequest request = incident.request(List.of(Incident.all(incident.upstream, 1)));
        assertRefused(
                "partition 9",
                new ReplayRequest(
                        request.source(),
                        request.from(),
                        request.ranges(),
                        request.target(),
                        request.to(),
                        new PartitionMapping.Explicit(Map.of(1, 9)),
                        request.fields(),
                        request.reading().fields(),
                        List.of()));
    }

    @Test
    void refusesOverlapsAndNumbersThatTellNoSingleEvent() {
        assertRefused(
                "overlap",
                ReplayRequest.Range.all(0, PositionRange.offsets(0, 3)),
                ReplayRequest.Range.all(0, PositionRange.offsets(2, 5)));
        ReplayRequest request = incident.request(List.of(new ReplayRequest.Range(
                1, Incident.all(incident.upstream, 1).positions(), List.of(new SequenceRange(100, 101)))));
        var perKey = new FieldSpec(
                Optional.of("key"),
                Optional.of("header:customer"),
                Optional.empty(),
                Optional.empty(),
                FieldSpec.NONE.format());
        assertRefused(
                "run per header:customer",
                new ReplayRequest(
                        request.source(),
                        request.from(),
                        request.ranges(),
                        request.target(),
                        request.to(),
                        request.mapping(),
                        perKey,
                        request.reading().fields(),
                        List.of()));
    }

    @Test
    void isCancelledBetweenTwoPollsAndTellsHowFarItIs() {
        var context = new FakeContext() {
            @Override
            void lookUp() {
                cancelled = reports.size() >= 3;
            }
        };
        ReplayRequest request = incident.request(List.of(Incident.all(incident.upstream, 0)));

        assertThatThrownBy(() -> Incident.planner().plan(request, context)).isInstanceOf(TaskCancelledException.class);
        assertThat(context.reports.getLast().total()).isEqualTo(18);
        assertThat(context.reports.getLast().done()).isEqualTo(5);
    }

    @Test
    void namesAnUnknownStream() {
        MemorySource source = incident.cluster.connect();
        var request = new ReplayRequest(
                source,
                "nothing",
                List.of(),
                source,
                "orders",
                new PartitionMapping.Automatic(),
                FieldSpec.NONE,
                FieldReader.none(),
                List.of());
        assertThatThrownBy(() -> Incident.planner().plan(request, new FakeContext()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("nothing");
    }
}
