package dev.lacuna.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Header;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.SourceException.Kind;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every source with dense positions and transactions promises to whoever reads, whatever its product and reader.
public abstract class SourceContract extends LookUpContract {

    @Test
    void givesBackEveryByte() throws Exception {
        PartitionRef partition = partition(createStream("bytes", 1), 0);
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        var headers = List.of(
                new Header("b", Bytes.utf8("1")),
                new Header("a", null),
                new Header("b", Bytes.EMPTY),
                new Header("ü", Bytes.of(all)));
        var written = List.of(
                new OutgoingEvent(partition, NOON, Bytes.of(all), Bytes.of(all), headers),
                new OutgoingEvent(partition, NOON - 1, null, Bytes.EMPTY, List.of()),
                new OutgoingEvent(partition, 0, Bytes.EMPTY, null, List.of(new Header("", null))),
                new OutgoingEvent(partition, NOON + 1, null, null, List.of()));
        try (EventSink sink = writer().openSink(writerId())) {
            for (OutgoingEvent event : written) {
                sink.write(event);
            }
            sink.commit();
        }

        List<Event> read = readAll(partition.stream().name()).events();

        assertThat(read)
                .extracting(event -> new OutgoingEvent(
                        event.partition(), event.millis(), event.key(), event.value(), event.headers()))
                .containsExactlyElementsOf(written);
        assertThat(read).extracting(Event::position).first().isEqualTo(Position.offset(0));
    }

    @Test
    void setsTheTimeWhereTheEventHasNone() throws Exception {
        PartitionRef partition = partition(createStream("time", 1), 0);
        try (EventSink sink = writer().openSink(writerId())) {
            sink.write(outgoing(partition, -1, "k", "v"));
            sink.commit();
        }
        assertThat(readAll(partition.stream().name()).events())
                .singleElement()
                .satisfies(event -> assertThat(event.millis()).isGreaterThan(NOON));
    }

    @Test
    void readsPartitionsInOrderAndWithoutAHole() throws Exception {
        String stream = createStream("dense", 3);
        for (int i = 0; i < 3; i++) {
            write(partition(stream, i), 2_000 * i);
        }

        Collected collected = readAll(stream);

        for (int i = 0; i < 3; i++) {
            PartitionRef partition = partition(stream, i);
            assertThat(collected.events().stream()
                            .filter(event -> event.partition().equals(partition)))
                    .extracting(event -> event.position().asOffset())
                    .containsExactlyElementsOf(
                            LongStream.range(0, 2_000 * i).boxed().toList());
            PartitionInfo info = source().describe(stream).partitions().get(i);
            assertThat(collected.ending(partition)).isEqualTo(new Collected.Ending(info.end(), EndReason.COMPLETE));
        }
        assertThat(collected.events())
                .allSatisfy(event -> assertThat(collected.batchOf(event).fate()).isEqualTo(Fate.COMMITTED));
    }

    @Test
    void tellsBatchesWithoutEventsWhenThoseAreNotWanted() throws Exception {
        PartitionRef partition = partition(createStream("headers", 1), 0);
        write(partition, 500);
        var range = new PartitionRange(partition, PositionRange.offsets(0, 500));

        Collected collected = read(new ReadRequest(List.of(range), false));

        assertThat(collected.events()).isEmpty();
        assertThat(collected.batches().stream().mapToInt(Batch::count).sum()).isEqualTo(500);
        assertThat(collected.batches().getFirst().minMillis()).isEqualTo(NOON);
        assertThat(collected.batches().getLast().maxMillis()).isEqualTo(NOON + 499_000);
        assertThat(collected.batches()).allSatisfy(batch -> {
            assertThat(batch.logged()).isEqualTo(seesLoggedBatches());
            assertThat(batch.bytes()).isPositive();
            assertThat(batch.removed()).isZero();
        });
    }

    @Test
    void tellsAbortedEventsFromCommittedOnes() throws Exception {
        PartitionRef partition = partition(createStream("aborted", 1), 0);
        write(partition, 2); // 0 1, marker 2
        writeAborted(partition, 3); // 3 4 5, marker 6
        write(partition, 1); // 7, marker 8
        writeAborted(partition, 1); // 9, marker 10

        Collected collected = readAll(partition.stream().name());

        assertThat(collected.offsets()).containsExactly(0L, 1L, 3L, 4L, 5L, 7L, 9L);
        assertThat(collected.events())
                .extracting(event -> collected.batchOf(event).fate())
                .containsExactly(
                        Fate.COMMITTED,
                        Fate.COMMITTED,
                        Fate.ABORTED,
                        Fate.ABORTED,
                        Fate.ABORTED,
                        Fate.COMMITTED,
                        Fate.ABORTED);
        assertThat(collected.visible())
                .extracting(event -> event.position().asOffset())
                .containsExactly(0L, 1L, 7L);
        assertThat(collected.ending(partition))
                .isEqualTo(new Collected.Ending(Position.offset(11), EndReason.COMPLETE));
        if (seesLoggedBatches()) {
            assertThat(collected.batches().stream().filter(Batch::control))
                    .extracting(batch -> batch.first().asOffset())
                    .containsExactly(2L, 6L, 8L, 10L);
        }
    }

    @Test
    void tellsTheFateOfARangeThatStartsWithinAnAbortedTransaction() throws Exception {
        PartitionRef partition = partition(createStream("aborted", 1), 0);
        writeAborted(partition, 6);

        Collected collected = read(partition, 2, 4);

        assertThat(collected.offsets()).containsExactly(2L, 3L);
        assertThat(collected.events())
                .allSatisfy(event -> assertThat(collected.batchOf(event).fate()).isEqualTo(Fate.ABORTED));
    }

    @Test
    void readsPastAnOpenTransactionWithoutCallingItCommitted() throws Exception {
        PartitionRef partition = partition(createStream("open", 1), 0);
        write(partition, 2); // 0 1, marker 2
        try (var open = writeOpen(partition, 2)) { // 3 4
            Collected collected = read(partition, 0, 5);

            assertThat(open).isNotNull();
            assertThat(collected.offsets()).containsExactly(0L, 1L, 3L, 4L);
            assertThat(collected.events())
                    .extracting(event -> collected.batchOf(event).fate())
                    .startsWith(Fate.COMMITTED, Fate.COMMITTED)
                    .endsWith(
                            seesLoggedBatches() ? Fate.OPEN : Fate.UNKNOWN,
                            seesLoggedBatches() ? Fate.OPEN : Fate.UNKNOWN);
            assertThat(collected.ending(partition))
                    .isEqualTo(new Collected.Ending(Position.offset(5), EndReason.COMPLETE));
        }
    }

    @Test
    void readsARangeInTheMiddleOfABatch() throws Exception {
        PartitionRef partition = partition(createStream("middle", 1), 0);
        write(partition, 1_000);

        Collected collected = read(partition, 123, 456);

        assertThat(collected.offsets())
                .containsExactlyElementsOf(LongStream.range(123, 456).boxed().toList());
        assertThat(collected.ending(partition))
                .isEqualTo(new Collected.Ending(Position.offset(456), EndReason.COMPLETE));
        assertThat(collected.batches()).allSatisfy(batch -> {
            assertThat(batch.first().asOffset()).isLessThan(456);
            assertThat(batch.last().asOffset()).isGreaterThanOrEqualTo(123);
        });
    }

    @Test
    void readsEmptyRangesAtOnce() throws Exception {
        String stream = createStream("empty", 2);
        write(partition(stream, 1), 10);
        var ranges = List.of(
                new PartitionRange(partition(stream, 0), PositionRange.offsets(0, 0)),
                new PartitionRange(partition(stream, 1), PositionRange.offsets(4, 4)));

        Collected collected = read(new ReadRequest(ranges, true));

        assertThat(collected.batches()).isEmpty();
        assertThat(collected.ending(partition(stream, 1)))
                .isEqualTo(new Collected.Ending(Position.offset(4), EndReason.COMPLETE));
        assertThat(read(new ReadRequest(List.of(), true)).batches()).isEmpty();
    }

    @Test
    void saysWhenTheLogEndsBeforeTheRange() throws Exception {
        PartitionRef partition = partition(createStream("short", 1), 0);
        write(partition, 3); // and a marker

        Collected collected = read(partition, 0, 10);

        assertThat(collected.offsets()).containsExactly(0L, 1L, 2L);
        assertThat(collected.ending(partition))
                .isEqualTo(new Collected.Ending(Position.offset(4), EndReason.LOG_ENDED));
    }

    @Test
    void failsToReadAPartitionThatIsNotThere() throws Exception {
        PartitionRef partition = partition(createStream("few", 1), 0);
        for (PartitionRef missing : List.of(
                partition.stream().partition(7),
                new dev.lacuna.model.StreamRef(partition.stream().source(), "no-such-stream").partition(0))) {
            var range = new PartitionRange(missing, PositionRange.offsets(0, 1));
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> read(new ReadRequest(List.of(range), true)))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN_STREAM));
        }
    }

    @Test
    void closesTwiceAndUnread() throws Exception {
        PartitionRef partition = partition(createStream("unread", 1), 0);
        StreamReader reader =
                reader(new ReadRequest(List.of(new PartitionRange(partition, PositionRange.offsets(0, 1))), true));
        reader.close();
        reader.close();
    }
}
