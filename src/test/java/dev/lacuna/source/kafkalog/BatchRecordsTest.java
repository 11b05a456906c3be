package dev.lacuna.source.kafkalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.SourceException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.utils.BufferSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchRecordsTest {

    private static final PartitionRef PARTITION = new StreamRef("kafka://a:1", "orders").partition(2);
    private static final PositionRange ALL = PositionRange.offsets(0, Long.MAX_VALUE);
    private static final int HEADER_BYTES = 61;
    private static final long FIRST = 4_000_000_000L;

    private final BufferSupplier buffers = BufferSupplier.create();

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void readsWhatKafkasOwnIteratorReads(CompressionType compression) throws SourceException {
        Random random = new Random(compression.id);
        for (int round = 0; round < 60; round++) {
            ByteBuffer log = batch(random, compression, round % 2 == 0);

            assertThat(ours(log)).isEqualTo(kafkas(log));
        }
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void readsFromMemoryOutsideOfTheHeap(CompressionType compression) throws SourceException {
        ByteBuffer log = batch(new Random(1), compression, true);
        ByteBuffer outside = ByteBuffer.allocateDirect(log.remaining());
        outside.put(log.duplicate()).flip();

        assertThat(ours(outside)).isEqualTo(ours(log)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void readsBatchesThatUnpackToMoreThanIsUsual(CompressionType compression) throws SourceException {
        byte[] large = new byte[3 << 20];
        Arrays.fill(large, (byte) 'x');
        SimpleRecord record = new SimpleRecord(5, "k".getBytes(StandardCharsets.UTF_8), large);
        ByteBuffer log = MemoryRecords.withRecords(
                        RecordBatch.CURRENT_MAGIC_VALUE,
                        FIRST,
                        Compression.of(compression).build(),
                        record,
                        record)
                .buffer();

        List<Event> events = ours(log);

        assertThat(events)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.value()).isEqualTo(Bytes.of(large)));
    }

    /// Checksums are off here: what a spoilt batch says is judged by the reading alone.
    @ParameterizedTest
    @EnumSource(
            value = CompressionType.class,
            names = {"NONE", "GZIP", "LZ4", "ZSTD"})
    void tellsSpoiltBatchesAsCorruptAndNothingElse(CompressionType compression) {
        Random random = new Random(100 + compression.id);
        int corrupt = 0;
        for (int round = 0; round < 400; round++) {
            ByteBuffer log = batch(random, compression, true);
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = HEADER_BYTES + random.nextInt(log.remaining() - HEADER_BYTES);
                log.put(at, (byte) random.nextInt(256));
            }
            List<Event> expected = tried(log);
            List<Event> events = new ArrayList<>();
            Throwable failure = catchThrowable(() -> read(log, events));
            if (expected == null) {
                corrupt++;
                assertThat(failure).isInstanceOf(SourceException.class).hasMessageContaining("is corrupt");
            } else {
                assertThat(failure).isNull();
                assertThat(events).isEqualTo(expected);
            }
        }
        assertThat(corrupt).isGreaterThan(4);
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void handsOverWhatStandsBeforeACut(CompressionType compression) {
        List<SimpleRecord> records = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            records.add(new SimpleRecord(
                    i, null, Long.toHexString(random.nextLong()).getBytes(StandardCharsets.UTF_8)));
        }
        ByteBuffer log = MemoryRecords.withRecords(
                        RecordBatch.CURRENT_MAGIC_VALUE,
                        FIRST,
                        Compression.of(compression).build(),
                        records.toArray(SimpleRecord[]::new))
                .buffer();
        for (int at = log.remaining() - log.remaining() / 8; at < log.remaining(); at++) {
            log.put(at, (byte) 0xff);
        }
        List<Event> events = new ArrayList<>();

        Throwable failure = catchThrowable(() -> read(log, events));

        assertThat(failure).isInstanceOf(SourceException.class).hasMessageContaining("is corrupt");
        assertThat(events).isNotEmpty().hasSizeLessThan(20_000);
        assertThat(events.getFirst().position()).isEqualTo(Position.offset(FIRST));
    }

    private List<Event> ours(ByteBuffer log) throws SourceException {
        List<Event> events = new ArrayList<>();
        read(log, events);
        return events;
    }

    private void read(ByteBuffer log, List<Event> events) throws SourceException {
        LogBatch batch = new LogBatch(only(log));
        ReadHandler handler = new ReadHandler() {
            @Override
            public void batch(Batch one) {}

            @Override
            public void event(Batch of, Event event) {
                events.add(event);
            }

            @Override
            public void ended(PartitionRef partition, Position reached, EndReason reason) {}
        };
        batch.events(batch.described(PARTITION, Fate.COMMITTED), ALL, handler, buffers);
    }

    private @Nullable List<Event> tried(ByteBuffer log) {
        try {
            return kafkas(log);
        } catch (KafkaException | IllegalArgumentException e) {
            return null;
        }
    }

    private List<Event> kafkas(ByteBuffer log) {
        List<Event> events = new ArrayList<>();
        RecordBatch batch = only(log);
        Batch described = new LogBatch(batch).described(PARTITION, Fate.COMMITTED);
        try (var records = batch.streamingIterator(buffers)) {
            while (records.hasNext()) {
                Record record = records.next();
                List<dev.lacuna.model.Header> headers = new ArrayList<>();
                for (Header header : record.headers()) {
                    headers.add(new dev.lacuna.model.Header(header.key(), Bytes.ofNullable(header.value())));
                }
                events.add(new Event(
                        PARTITION,
                        Position.offset(record.offset()),
                        record.timestamp(),
                        described.timestamps(),
                        bytes(record.key()),
                        bytes(record.value()),
                        headers));
            }
        }
        return events;
    }

    private static @Nullable Bytes bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return Bytes.of(copy);
    }

    private static RecordBatch only(ByteBuffer log) {
        return MemoryRecords.readableRecords(log.duplicate())
                .batches()
                .iterator()
                .next();
    }

    private static ByteBuffer batch(Random random, CompressionType compression, boolean createTime) {
        var builder = MemoryRecords.builder(
                ByteBuffer.allocate(1 << 10),
                RecordBatch.CURRENT_MAGIC_VALUE,
                Compression.of(compression).build(),
                createTime ? TimestampType.CREATE_TIME : TimestampType.LOG_APPEND_TIME,
                FIRST,
                1_760_000_000_000L);
        long offset = FIRST;
        for (int i = 1 + random.nextInt(30); i > 0; i--) {
            builder.appendWithOffset(
                    offset,
                    1_760_000_000_000L + random.nextInt(1_000_000) - 500_000,
                    some(random),
                    some(random),
                    headers(random));
            offset += 1 + (random.nextInt(5) == 0 ? random.nextInt(1_000_000) : 0);
        }
        MemoryRecords records = builder.build();
        ByteBuffer copy = ByteBuffer.allocate(records.sizeInBytes());
        copy.put(records.buffer()).flip();
        return copy;
    }

    private static byte @Nullable [] some(Random random) {
        int kind = random.nextInt(30);
        byte[] bytes = new byte[kind == 7 ? 20_000 : random.nextInt(60)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(kind == 6 ? 256 : 4);
        }
        return kind == 0 ? null : kind == 1 ? new byte[0] : bytes;
    }

    private static Header[] headers(Random random) {
        Header[] headers = new Header[random.nextInt(3) == 0 ? random.nextInt(4) : 0];
        for (int i = 0; i < headers.length; i++) {
            headers[i] = new RecordHeader(random.nextBoolean() ? "trace-id" : "ключ", some(random));
        }
        return headers;
    }
}
