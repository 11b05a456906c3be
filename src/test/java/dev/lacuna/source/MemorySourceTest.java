package dev.lacuna.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The fake keeps the promises of the source's contract.
class MemorySourceTest {

    private final MemoryCluster cluster = MemoryCluster.of("c");
    private final MemoryStream orders = cluster.create("orders", 2);
    private final MemorySource source = cluster.connect();

    private static final class Collected implements ReadHandler {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void batch(Batch batch) {
            seen.add((batch.control() ? "control " : "batch ") + batch.first() + "-" + batch.last() + " "
                    + batch.fate());
        }

        @Override
        public void event(Batch batch, Event event) {
            seen.add("event " + event.position());
        }

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {
            seen.add("ended " + reached + " " + reason);
        }
    }

    private List<String> read(int partition, long from, long to) throws SourceException {
        var collected = new Collected();
        var range = new PartitionRange(orders.ref().partition(partition), PositionRange.offsets(from, to));
        try (StreamReader reader = source.open(new ReadRequest(List.of(range), true))) {
            while (reader.poll(Duration.ofMillis(1), collected)) {}
        }
        return collected.seen;
    }

    private static MemoryContent event(int number) {
        return MemoryContent.of(number, "k", "v" + number);
    }

    @Test
    void handsOverBatchesWithTheirFateAndOnlyEventsWithinTheRange() throws SourceException {
        orders.partition(0).append(event(0), event(1));
        orders.partition(0).appendTransaction(Fate.ABORTED, event(2));
        orders.partition(0).skip(5);
        orders.partition(0).append(event(9));

        assertThat(read(0, 1, 9))
                .containsExactly(
                        "batch 0-1 COMMITTED",
                        "event 1",
                        "batch 2-2 ABORTED",
                        "event 2",
                        "control 3-3 ABORTED",
                        "ended 9 COMPLETE");
        assertThat(read(0, 8, 20)).containsExactly("batch 9-9 COMMITTED", "event 9", "ended 10 LOG_ENDED");
    }

    @Test
    void endsInTheMiddleOfABatch() throws SourceException {
        orders.partition(0).append(event(0), event(1), event(2));

        assertThat(read(0, 1, 2)).containsExactly("batch 0-2 COMMITTED", "event 1", "ended 2 COMPLETE");
        assertThat(read(0, 2, 2)).containsExactly("ended 2 COMPLETE");
    }

    @Test
    void saysThatTheHeadMovedIntoTheRange() throws SourceException {
        orders.partition(0).append(event(0), event(1), event(2));
        orders.partition(0).moveHead(2);

        assertThat(read(0, 0, 3)).containsExactly("batch 0-2 COMMITTED", "event 2", "ended 3 HEAD_MOVED");
    }

    @Test
    void hidesATransactionUntilItIsCommittedAndMarksItsEnd() throws SourceException {
        try (EventSink sink = source.openSink("w")) {
            sink.write(new OutgoingEvent(orders.ref().partition(1), 7, null, null, List.of()));
            assertThat(orders.partition(1).committed()).isEmpty();
            assertThatThrownBy(() -> source.awaitStable(List.of(orders.ref().partition(1)), Duration.ofMillis(1)))
                    .hasMessageContaining("orders/1");
            sink.commit();
        }
        assertThat(orders.partition(1).committed()).hasSize(1);
        assertThat(orders.partition(1).info().end()).isEqualTo(Position.offset(2));
    }

    @Test
    void fencesAnEarlierWriterAndAbortsWhatItLeftOpen() throws SourceException {
        EventSink first = source.openSink("w");
        first.write(new OutgoingEvent(orders.ref().partition(1), 7, null, null, List.of()));

        EventSink second = cluster.connect().openSink("w");

        assertThatThrownBy(first::commit)
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.kind()).isEqualTo(SourceException.Kind.FENCED));
        assertThat(orders.partition(1).info().lastStable()).isEqualTo(Position.offset(2));
        assertThat(orders.partition(1).committed()).isEmpty();
        second.close();
    }

    @Test
    void leavesTheTransactionOfAKilledClientOpen() throws SourceException {
        MemorySource doomed = cluster.connect();
        EventSink sink = doomed.openSink("w");
        sink.write(new OutgoingEvent(orders.ref().partition(1), 7, null, null, List.of()));
        doomed.kill();
        sink.close();

        assertThatThrownBy(sink::commit).isInstanceOf(KilledException.class);
        assertThat(orders.partition(1).info().lastStable()).isEqualTo(Position.offset(0));
    }

    @Test
    void failsAndStallsWhereItIsTold() throws SourceException {
        orders.partition(0).append(event(0));
        orders.partition(0).append(event(1));
        var failure = new SourceException(SourceException.Kind.INTERRUPTED, "gone", true, null);
        source.failAt(orders.ref().partition(0), 1, failure);
        assertThatThrownBy(() -> read(0, 0, 2)).isSameAs(failure);

        orders.partition(1).append(event(0));
        source.stallAt(orders.ref().partition(1), 0);
        var range = new PartitionRange(orders.ref().partition(1), PositionRange.offsets(0, 1));
        try (StreamReader reader = source.open(new ReadRequest(List.of(range), true))) {
            reader.wakeup();
            var collected = new Collected();
            assertThat(reader.poll(Duration.ofHours(1), collected)).isTrue();
            assertThat(collected.seen).isEmpty();
        }
    }
}
