package dev.lacuna.source.segments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;

/// Writes the files of a partition by hand, where a broker would not write what a test needs.
final class LogWriter {

    static final long NOON = 1_700_000_000_000L;

    private final Path folder;
    private Path file;
    private long next;

    LogWriter(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.file = folder;
        roll();
    }

    /// Begins a new file at the next offset.
    LogWriter roll() throws IOException {
        return rollTo(next);
    }

    /// Begins a new file at an offset.
    LogWriter rollTo(long offset) throws IOException {
        next = offset;
        file = fileOf(offset, ".log");
        for (String suffix : new String[] {".log", ".index", ".timeindex"}) {
            Files.write(fileOf(offset, suffix), new byte[0]);
        }
        return this;
    }

    /// Where the next batch will begin in its file.
    long size() throws IOException {
        return Files.size(file);
    }

    Path fileOf(long base, String suffix) {
        return folder.resolve(String.format("%020d", base) + suffix);
    }

    long next() {
        return next;
    }

    /// A batch of so many records, a second apart.
    LogWriter batch(int records) throws IOException {
        return write(MemoryRecords.withRecords(next, Compression.NONE, records(records)), records);
    }

    LogWriter compressed(int records) throws IOException {
        return write(MemoryRecords.withRecords(next, Compression.lz4().build(), records(records)), records);
    }

    /// A batch with one record of so many bytes.
    LogWriter large(int bytes) throws IOException {
        byte[] value = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            value[i] = (byte) (i * 31);
        }
        return write(MemoryRecords.withRecords(next, Compression.NONE, new SimpleRecord(NOON, null, value)), 1);
    }

    /// A batch in one of the formats from before Kafka 0.11.
    LogWriter old(byte format, Compression compression, int records) throws IOException {
        return write(
                MemoryRecords.withRecords(format, next, compression, TimestampType.CREATE_TIME, records(records)),
                records);
    }

    LogWriter transactional(long producer, int sequence, int records) throws IOException {
        return write(
                MemoryRecords.withTransactionalRecords(
                        next, Compression.NONE, producer, (short) 0, sequence, 0, records(records)),
                records);
    }

    LogWriter commit(long producer) throws IOException {
        return mark(producer, ControlRecordType.COMMIT);
    }

    LogWriter abort(long producer) throws IOException {
        return mark(producer, ControlRecordType.ABORT);
    }

    private LogWriter mark(long producer, ControlRecordType type) throws IOException {
        return write(
                MemoryRecords.withEndTransactionMarker(
                        next,
                        NOON,
                        RecordBatch.NO_PARTITION_LEADER_EPOCH,
                        producer,
                        (short) 0,
                        new EndTransactionMarker(type, 1)),
                1);
    }

    /// Goes on at a later offset in the same file, as compaction leaves it.
    LogWriter skip(long offsets) {
        next += offsets;
        return this;
    }

    LogWriter bytes(byte... bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.APPEND);
        return this;
    }

    private SimpleRecord[] records(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new SimpleRecord(
                        NOON + (next + i) * 1_000,
                        ("k" + (next + i)).getBytes(StandardCharsets.UTF_8),
                        ("value " + (next + i)).getBytes(StandardCharsets.UTF_8)))
                .toArray(SimpleRecord[]::new);
    }

    private LogWriter write(MemoryRecords records, int count) throws IOException {
        ByteBuffer buffer = records.buffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        Files.write(file, bytes, StandardOpenOption.APPEND);
        next += count;
        return this;
    }
}
