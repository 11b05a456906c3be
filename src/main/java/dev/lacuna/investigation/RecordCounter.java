package dev.lacuna.investigation;

import dev.lacuna.filter.Answer;
import dev.lacuna.filter.Judge;
import dev.lacuna.filter.Unjudged;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.scan.Scanner;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Counts records. Without a filter the heads of batches tell, but for a batch that a range cuts through and that
/// compaction has thinned: its records are read.
final class RecordCounter {

    private static final String PHASE = "Counting records";

    private final StreamSource source;
    private final @Nullable Supplier<Judge> judges;
    private final TaskContext context;
    private final Map<PartitionRef, Tally> tallies = new LinkedHashMap<>();
    private final List<String> troubles = new ArrayList<>();

    /// @param judges makes whoever asks the filter, one for each partition; null where all records count
    RecordCounter(StreamSource source, @Nullable Supplier<Judge> judges, TaskContext context) {
        this.source = source;
        this.judges = judges;
        this.context = context;
    }

    /// @param ranges at most one per partition
    RecordCount count(List<PartitionRange> ranges) throws InterruptedException, TaskCancelledException {
        ranges.forEach(range -> tallies.put(range.partition(), new Tally(range, judges == null ? null : judges.get())));
        read(ranges, judges != null);
        for (List<PartitionRange> torn = torn(); !torn.isEmpty(); torn = torn()) {
            read(torn, true);
        }
        tallies.values().forEach(tally -> troubles.addAll(tally.troubles));
        return new RecordCount(
                tallies.values().stream().map(Tally::part).toList(),
                Unjudged.told(tallies.values().stream()
                        .flatMap(tally -> Optional.ofNullable(tally.judge).stream())
                        .toList()),
                Records.told(troubles));
    }

    private void read(List<PartitionRange> ranges, boolean events) throws InterruptedException, TaskCancelledException {
        List<PartitionOutcome> outcomes = Scanner.of(source)
                .scan(PHASE, ranges, events, range -> tally(range.partition()).reading(range, events), context);
        context.checkpoint();
        for (PartitionOutcome outcome : outcomes) {
            PartitionRef partition = outcome.asked().partition();
            outcome.failure()
                    .ifPresent(
                            why -> troubles.add(partition + ": stopped at position " + outcome.reached() + ", " + why));
            if (outcome.end() == PartitionOutcome.End.LOG_ENDED) {
                troubles.add(partition + ": the log ends at position " + outcome.reached() + ", before "
                        + outcome.asked().positions().to());
            }
        }
    }

    private Tally tally(PartitionRef partition) {
        return Objects.requireNonNull(tallies.get(partition), "nobody asked for that partition");
    }

    /// One of each partition.
    private List<PartitionRange> torn() {
        return tallies.values().stream()
                .flatMap(tally -> Optional.ofNullable(tally.torn.poll()).stream())
                .toList();
    }

    /// Counts those of one partition.
    private static final class Tally {

        private final PartitionRange asked;
        private final @Nullable Judge judge;
        private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);
        private final Deque<PartitionRange> torn = new ArrayDeque<>();
        private final List<String> troubles = new ArrayList<>();

        Tally(PartitionRange asked, @Nullable Judge judge) {
            this.asked = asked;
            this.judge = judge;
        }

        RecordCount.Part part() {
            return new RecordCount.Part(asked, of(Fate.COMMITTED), of(Fate.ABORTED), of(Fate.OPEN) + of(Fate.UNKNOWN));
        }

        private long of(Fate fate) {
            return counts.getOrDefault(fate, 0L);
        }

        private void add(Fate fate, long count) {
            counts.merge(fate, count, Long::sum);
        }

        ReadHandler reading(PartitionRange range, boolean events) {
            return new ReadHandler() {
                @Override
                public void batch(Batch batch) {
                    if (!events && !batch.control()) {
                        countHead(batch, range);
                    }
                }

                @Override
                public void event(Batch batch, Event event) {
                    if (judge == null || judge.judge(event) == Answer.YES) {
                        add(batch.fate(), 1);
                    }
                }

                @Override
                public void damage(PartitionRef partition, Damage damage) {
                    Records.hidden(range, damage).ifPresent(troubles::add);
                }

                @Override
                public void gone(PartitionRef partition, PositionRange positions) {
                    troubles.add(Records.deleted(partition, positions));
                }

                @Override
                public void ended(PartitionRef partition, Position reached, EndReason reason) {}
            };
        }

        private void countHead(Batch batch, PartitionRange range) {
            PositionRange positions = range.positions();
            boolean inside = !batch.first().isBefore(positions.from())
                    && !positions.to().isBefore(batch.last().next());
            if (inside || batch.removed() == 0) {
                add(batch.fate(), batch.countWithin(positions));
            } else {
                torn.add(new PartitionRange(
                        range.partition(),
                        new PositionRange(
                                Position.max(batch.first(), positions.from()),
                                Position.min(batch.last().next(), positions.to()))));
            }
        }
    }
}
