package dev.lacuna.detect;

import dev.lacuna.detect.RichLog.Draft;
import dev.lacuna.detect.RichLog.Row;
import dev.lacuna.model.Fate;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Producer;
import dev.lacuna.model.TimestampKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.jspecify.annotations.Nullable;

/// A [RichHistory] as a broker's files: each batch with a codec of its own, files that end anywhere, also
/// within transactions, and numbers that stand in the payloads as JSON numbers or as strings.
public final class RichFiles {

    private static final byte MAGIC = RecordBatch.CURRENT_MAGIC_VALUE;

    private final Random random;
    private final RichHistory history;

    private RichFiles(RichHistory history, long seed) {
        this.history = history;
        this.random = new Random(seed);
    }

    /// Writes the data folder of a broker.
    ///
    /// @param folder an empty one
    public static void write(RichHistory history, long seed, Path folder) throws IOException {
        var files = new RichFiles(history, seed);
        StringBuilder starts = new StringBuilder();
        for (RichLog log : history.logs()) {
            files.write(log, folder.resolve("orders-" + log.ref.number()));
            starts.append("orders ")
                    .append(log.ref.number())
                    .append(' ')
                    .append(log.start)
                    .append('\n');
        }
        Files.writeString(
                folder.resolve("log-start-offset-checkpoint"),
                "0\n" + history.logs().size() + "\n" + starts);
    }

    /// What a user would say of the topic, and where its numbers stand.
    public static Map<String, String> settings(RichHistory history) {
        return Map.of("cleanup.policy", history.isCompacted() ? "compact" : "delete");
    }

    public static FieldSpec fields(RichHistory history) {
        Optional<String> per =
                !history.isScoped() ? Optional.empty() : Optional.of(history.isScopeShown() ? "key" : "json:/per");
        return new FieldSpec(Optional.of("json:/seq"), per, Optional.empty(), Optional.empty(), PayloadFormat.JSON);
    }

    private void write(RichLog log, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = begin(folder, log.drafts.isEmpty() ? log.end : log.drafts.get(0).first);
        for (Draft draft : log.drafts) {
            if (random.nextInt(12) == 0 && Files.size(file) > 0) {
                file = begin(folder, draft.first);
            }
            ByteBuffer bytes = bytes(draft);
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            Files.write(file, array, StandardOpenOption.APPEND);
        }
    }

    private static Path begin(Path folder, long offset) throws IOException {
        String name = String.format("%020d", offset);
        for (String suffix : new String[] {".index", ".timeindex", ".log"}) {
            Files.write(folder.resolve(name + suffix), new byte[0]);
        }
        return folder.resolve(name + ".log");
    }

    private ByteBuffer bytes(Draft draft) {
        Producer producer = draft.producer;
        if (draft.control && producer != null) {
            var type = draft.fate == Fate.ABORTED ? ControlRecordType.ABORT : ControlRecordType.COMMIT;
            return MemoryRecords.withEndTransactionMarker(
                            draft.first,
                            draft.millis,
                            draft.leaderEpoch,
                            producer.id(),
                            producer.epoch(),
                            new EndTransactionMarker(type, 1))
                    .buffer();
        }
        return draft.rows.isEmpty() ? empty(draft, producer) : filled(draft, producer);
    }

    private static ByteBuffer empty(Draft draft, @Nullable Producer producer) {
        ByteBuffer buffer = ByteBuffer.allocate(DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
        DefaultRecordBatch.writeEmptyHeader(
                buffer,
                MAGIC,
                producer == null ? RecordBatch.NO_PRODUCER_ID : producer.id(),
                producer == null ? RecordBatch.NO_PRODUCER_EPOCH : producer.epoch(),
                producer == null ? RecordBatch.NO_SEQUENCE : producer.baseSequence(),
                draft.first,
                draft.last,
                draft.leaderEpoch,
                typeOf(draft),
                draft.millis,
                draft.transactional,
                false);
        return buffer.flip();
    }

    private ByteBuffer filled(Draft draft, @Nullable Producer producer) {
        CompressionType[] codecs = CompressionType.values();
        var builder = MemoryRecords.builder(
                ByteBuffer.allocate(4_096),
                MAGIC,
                Compression.of(codecs[random.nextInt(codecs.length)]).build(),
                typeOf(draft),
                draft.first,
                draft.millis,
                producer == null ? RecordBatch.NO_PRODUCER_ID : producer.id(),
                producer == null ? RecordBatch.NO_PRODUCER_EPOCH : producer.epoch(),
                producer == null ? RecordBatch.NO_SEQUENCE : producer.baseSequence(),
                draft.transactional,
                false,
                draft.leaderEpoch);
        draft.rows.forEach((at, row) -> {
            byte[] key = row.key() == null ? null : row.key().getBytes(StandardCharsets.UTF_8);
            byte[] value = payload(row).getBytes(StandardCharsets.UTF_8);
            builder.appendWithOffset(at, new SimpleRecord(draft.millis, key, value));
        });
        builder.overrideLastOffset(draft.last);
        return builder.build().buffer();
    }

    private String payload(Row row) {
        String number = random.nextBoolean() ? "" + row.number() : "\"" + row.number() + "\"";
        String text = "{\"per\":\"" + row.scope() + "\",\"seq\":" + number;
        return row.readable() ? text + "}" : text;
    }

    private static TimestampType typeOf(Draft draft) {
        return draft.timestamps == TimestampKind.APPEND ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME;
    }
}
