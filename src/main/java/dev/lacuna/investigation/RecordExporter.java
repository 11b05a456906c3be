package dev.lacuna.investigation;

import dev.lacuna.decode.Decoding;
import dev.lacuna.filter.Answer;
import dev.lacuna.filter.Judge;
import dev.lacuna.filter.Unjudged;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.report.RecordFormat;
import dev.lacuna.report.WholeFile;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.scan.Scanner;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskContext;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes records into a file as they are read, one partition after the other, so that it holds none of them. The file
/// has its name only once it is whole: what fails or is cancelled leaves nothing behind, and an older file as it was.
final class RecordExporter {

    private static final String PHASE = "Exporting records";

    private final StreamSource source;
    private final RecordExport request;
    private final TaskContext context;
    private final List<String> troubles = new ArrayList<>();
    private final PayloadFormat payloads;
    private final Decoding decoding;
    private final @Nullable Judge judge;
    private long records;

    RecordExporter(StreamSource source, Sampling sampling, RecordExport request, TaskContext context) throws Exception {
        this.source = source;
        this.request = request;
        this.context = context;
        this.decoding = sampling.decoding();
        this.payloads =
                sampling.detect(FieldSpec.NONE, request.ranges(), context).format();
        this.judge = request.filter()
                .map(filter -> filter.judge(decoding.reader(payloads)))
                .orElse(null);
    }

    RecordExport.Result write() throws Exception {
        try {
            WholeFile.<Exception>write(request.file(), out -> {
                var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                writeAll(request.format().begin(writer));
                writer.flush();
            });
        } catch (IOException e) {
            throw failure(request.file().toAbsolutePath(), e);
        }
        context.report(new ProgressSnapshot(PHASE, records, records, "records", List.of(), "written"));
        return new RecordExport.Result(
                request.file(), records, judge == null ? "" : Unjudged.told(List.of(judge)), Records.told(troubles));
    }

    private static SourceException failure(Path file, IOException e) {
        return new SourceException(
                SourceException.Kind.OTHER,
                "The records could not be written to " + file + ": " + reason(e)
                        + ". Is there room on the disk, and may you write there?",
                true,
                e);
    }

    /// Such failures often tell no more than a name.
    private static String reason(IOException e) {
        if (e instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + (e instanceof NoSuchFileException ? " can't be made" : " can't be used");
        }
        return String.valueOf(e.getMessage());
    }

    private void writeAll(RecordFormat.RecordWriter writer) throws Exception {
        List<PartitionRange> ranges = joined(request.ranges());
        long total =
                ranges.stream().mapToLong(range -> range.positions().span()).sum();
        long before = 0;
        for (PartitionRange range : ranges) {
            var handler = new Handler(range, writer);
            List<PartitionOutcome> outcomes = new Scanner(source, 1)
                    .scan(PHASE, List.of(range), true, any -> handler, new PartContext(context, PHASE, before, total));
            context.checkpoint();
            if (handler.failure != null) {
                throw handler.failure;
            }
            requireRead(outcomes);
            outcomes.forEach(this::noteEnd);
            before += range.positions().span();
        }
    }

    /// A file that lacks records would be taken for all there are.
    private static void requireRead(List<PartitionOutcome> outcomes) throws SourceException {
        for (PartitionOutcome outcome : outcomes) {
            if (outcome.failure().isPresent()) {
                throw new SourceException(
                        SourceException.Kind.OTHER,
                        "Nothing was exported, because " + outcome.asked().partition()
                                + " could be read only up to position " + outcome.reached() + ": "
                                + outcome.failure().get(),
                        true,
                        null);
            }
        }
    }

    private void noteEnd(PartitionOutcome outcome) {
        if (outcome.end() == PartitionOutcome.End.LOG_ENDED) {
            troubles.add(outcome.asked().partition() + ": the log ends at position " + outcome.reached()
                    + ", or was cut there, before "
                    + outcome.asked().positions().to());
        }
    }

    /// In order, those of a partition that touch or overlap as one.
    static List<PartitionRange> joined(List<PartitionRange> ranges) {
        Map<PartitionRef, List<PositionRange>> byPartition = new LinkedHashMap<>();
        ranges.stream()
                .filter(range -> !range.positions().isEmpty())
                .sorted(Comparator.comparing(PartitionRange::partition)
                        .thenComparing(range -> range.positions().from()))
                .forEach(range -> {
                    List<PositionRange> all = byPartition.computeIfAbsent(range.partition(), key -> new ArrayList<>());
                    PositionRange next = range.positions();
                    PositionRange last = all.isEmpty() ? null : all.getLast();
                    if (last != null && !last.to().isBefore(next.from())) {
                        all.set(all.size() - 1, new PositionRange(last.from(), Position.max(last.to(), next.to())));
                    } else {
                        all.add(next);
                    }
                });
        List<PartitionRange> joined = new ArrayList<>();
        byPartition.forEach((partition, all) -> all.forEach(range -> joined.add(new PartitionRange(partition, range))));
        return joined;
    }

    private Optional<String> decoded(Event event) {
        Bytes value = Decoding.payload(event);
        if (value == null || !Decoding.isWalked(payloads)) {
            return Optional.empty();
        }
        decoding.learn(payloads, List.of(value));
        return decoding.json(payloads, value, Integer.MAX_VALUE);
    }

    /// Writes what one range holds.
    private final class Handler implements ReadHandler {

        private final PartitionRange range;
        private final RecordFormat.RecordWriter writer;
        private @Nullable IOException failure;

        Handler(PartitionRange range, RecordFormat.RecordWriter writer) {
            this.range = range;
            this.writer = writer;
        }

        @Override
        public void batch(Batch batch) {}

        @Override
        public void event(Batch batch, Event event) throws SourceException {
            if (request.time().isPresent() && !request.time().get().contains(event.millis())
                    || judge != null && judge.judge(event) != Answer.YES) {
                return;
            }
            try {
                writer.write(event, batch.fate(), decoded(event));
                records++;
            } catch (IOException e) {
                failure = e;
                throw failure(request.file(), e); // reading on would be in vain
            }
        }

        @Override
        public void gone(PartitionRef partition, PositionRange positions) {
            troubles.add(Records.deleted(partition, positions));
        }

        @Override
        public void damage(PartitionRef partition, Damage damage) {
            Records.hidden(range, damage).ifPresent(troubles::add);
        }

        @Override
        public void ended(PartitionRef partition, Position end, EndReason reason) {}
    }
}
