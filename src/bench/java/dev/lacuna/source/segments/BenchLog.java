package dev.lacuna.source.segments;

import dev.lacuna.bench.Order;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/// The files of a partition that [SegmentBenchmark] reads, as brokers and producers make them.
final class BenchLog {

    private static final int BATCH_BYTES = 16 << 10;
    private static final long SEGMENT_BYTES = 128 << 20;
    private static final long NOON = 1_700_000_000_000L;

    private BenchLog() {}

    /// How a log is written.
    ///
    /// @param ratio how much of a batch compression leaves, as a producer comes to expect it
    /// @param single whether each batch has one record only
    record Shape(String name, Compression compression, float ratio, boolean single) {}

    /// Writes a log of so many bytes, in files as a broker rolls them.
    static void write(Path folder, Shape shape, long bytes) throws IOException {
        Files.createDirectories(folder);
        long written = 0;
        long next = 0;
        while (written < bytes) {
            Path file = folder.resolve(String.format("%020d.log", next));
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                while (channel.position() < Math.min(SEGMENT_BYTES, bytes - written)) {
                    ByteBuffer batch = batch(shape, next);
                    next += batch.getInt(batch.position() + 57);
                    while (batch.hasRemaining()) {
                        channel.write(batch);
                    }
                }
                written += channel.position();
            }
        }
    }

    /// As a producer fills it: up to so many bytes as they are stored.
    private static ByteBuffer batch(Shape shape, long first) {
        var builder = MemoryRecords.builder(
                ByteBuffer.allocate(BATCH_BYTES),
                RecordBatch.CURRENT_MAGIC_VALUE,
                shape.compression(),
                TimestampType.CREATE_TIME,
                first,
                0,
                1L,
                (short) 0,
                (int) (first & Integer.MAX_VALUE),
                false,
                0);
        builder.setEstimatedCompressionRatio(shape.ratio());
        for (long offset = first; offset == first || !shape.single(); offset++) {
            var order = new Order(0, offset);
            byte[] key = order.key();
            byte[] value = order.json();
            long millis = NOON + offset * 10;
            if (!builder.hasRoomFor(millis, key, value, new Header[0])) {
                break;
            }
            builder.append(millis, key, value);
        }
        return builder.build().buffer();
    }

    /// Writes the indexes of a file as a broker does, an entry for each 4 KiB.
    static void index(Path log) throws Exception {
        var offsets = ByteBuffer.allocate(1 << 20);
        var times = ByteBuffer.allocate(1 << 20);
        long base = PartitionFiles.numberOf(log);
        long since = 0;
        try (var window = new LogWindow(64 << 10)) {
            var walker = new SegmentWalker(window, false);
            walker.open(new Segment(log, base, Long.MAX_VALUE, Files.size(log), 0, true), 0, base);
            while (walker.next()) {
                since += walker.bytes();
                if (since > 4_096) {
                    since = 0;
                    int relative = (int) (walker.header().last() - base);
                    offsets.putInt(relative).putInt((int) walker.at());
                    times.putLong(walker.header().maxMillis()).putInt(relative);
                }
            }
        }
        String name = log.getFileName().toString();
        Files.write(
                log.resolveSibling(name.replace(".log", ".index")), Arrays.copyOf(offsets.array(), offsets.position()));
        Files.write(
                log.resolveSibling(name.replace(".log", ".timeindex")), Arrays.copyOf(times.array(), times.position()));
    }

    static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
