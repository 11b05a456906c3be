package dev.lacuna.source.kafka;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;

/// Questions about offsets: where logs start and end, up to where they are decided, where a time lies.
final class OffsetLookup {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Admin admin;

    OffsetLookup(Admin admin) {
        this.admin = admin;
    }

    static TopicPartition kafkaOf(PartitionRef partition) {
        return new TopicPartition(partition.stream().name(), partition.number());
    }

    /// Where partitions stand, being looked up.
    record Stand(
            List<PartitionRef> partitions,
            ListOffsetsResult starts,
            ListOffsetsResult ends,
            ListOffsetsResult stables) {

        /// In the order given.
        List<PartitionInfo> await() throws SourceException {
            var stand = new ArrayList<PartitionInfo>();
            for (PartitionRef partition : partitions) {
                long end = answer(ends, partition);
                // the three answers are of slightly different moments
                long start = Math.min(answer(starts, partition), end);
                long stable = Math.max(start, Math.min(answer(stables, partition), end));
                stand.add(new PartitionInfo(
                        partition, Position.offset(start), Position.offset(end), Position.offset(stable)));
            }
            return stand;
        }
    }

    /// Asks where each partition stands now.
    Stand standOf(List<PartitionRef> partitions) {
        return new Stand(
                partitions,
                ask(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED),
                ask(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED),
                ask(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED));
    }

    Map<PartitionRef, Position> ends(Collection<PartitionRef> partitions) throws SourceException {
        return positions(partitions, ask(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED));
    }

    Map<PartitionRef, Position> stables(Collection<PartitionRef> partitions) throws SourceException {
        return positions(partitions, ask(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED));
    }

    Map<PartitionRef, Position> at(Collection<PartitionRef> partitions, long millis) throws SourceException {
        // negative numbers would mean something else to the broker
        OffsetSpec time = OffsetSpec.forTimestamp(Math.max(0, millis));
        ListOffsetsResult found = ask(partitions, time, IsolationLevel.READ_UNCOMMITTED);
        ListOffsetsResult ends = ask(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
        var positions = new HashMap<PartitionRef, Position>();
        for (PartitionRef partition : partitions) {
            long offset = answer(found, partition);
            positions.put(partition, Position.offset(offset < 0 ? answer(ends, partition) : offset));
        }
        return positions;
    }

    /// The time of the first event of each partition that has one, and the latest time.
    ///
    /// @throws SourceException UNSUPPORTED where brokers are older than 3.0: they don't know the latest time
    Map<PartitionRef, TimeSpan> extents(Collection<PartitionRef> partitions) throws SourceException {
        ListOffsetsResult latests = ask(partitions, OffsetSpec.maxTimestamp(), IsolationLevel.READ_UNCOMMITTED);
        return extents(partitions, partition -> answered(latests, partition).timestamp());
    }

    /// The same, where somebody else knows the latest time of a partition.
    Map<PartitionRef, TimeSpan> extents(Collection<PartitionRef> partitions, LatestTime latestTime)
            throws SourceException {
        ListOffsetsResult firsts = ask(partitions, OffsetSpec.forTimestamp(0), IsolationLevel.READ_UNCOMMITTED);
        var extents = new HashMap<PartitionRef, TimeSpan>();
        for (PartitionRef partition : partitions) {
            long first = answered(firsts, partition).timestamp();
            long latest = first < 0 ? -1 : latestTime.of(partition);
            if (first >= 0 && latest >= 0) {
                extents.put(partition, TimeSpan.through(Math.min(first, latest), latest));
            }
        }
        return extents;
    }

    /// Epoch ms; -1 where there is none.
    interface LatestTime {
        long of(PartitionRef partition) throws SourceException;
    }

    /// Start and end of a partition that are being looked up.
    record Bounds(
            PartitionRef partition,
            KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo> start,
            KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo> end) {

        boolean isDone() {
            return start.isDone() && end.isDone();
        }

        PositionRange await() throws SourceException {
            String what = "Start and end of " + partition + " can't be looked up";
            Right needed = toSee(partition);
            long first = KafkaFailures.await(start, what, needed).offset();
            return PositionRange.offsets(
                    first,
                    Math.max(first, KafkaFailures.await(end, what, needed).offset()));
        }
    }

    Bounds bounds(PartitionRef partition) {
        TopicPartition key = kafkaOf(partition);
        List<PartitionRef> one = List.of(partition);
        return new Bounds(
                partition,
                ask(one, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED).partitionResult(key),
                ask(one, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED).partitionResult(key));
    }

    /// Where the part of a log begins that its leader has on its own disk; a question that older brokers don't know.
    KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo> localStart(PartitionRef partition) {
        return ask(List.of(partition), OffsetSpec.earliestLocal(), IsolationLevel.READ_UNCOMMITTED)
                .partitionResult(kafkaOf(partition));
    }

    /// See [dev.lacuna.source.StreamSource#awaitStable].
    Map<PartitionRef, Position> awaitStable(Collection<PartitionRef> partitions, Duration limit)
            throws SourceException {
        Map<PartitionRef, Position> ends = ends(partitions);
        var undecided = new HashMap<>(ends);
        long deadline = System.nanoTime() + limit.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            Map<PartitionRef, Position> stables = stables(undecided.keySet());
            undecided.entrySet().removeIf(entry -> {
                Position stable = stables.get(entry.getKey());
                return stable != null && !stable.isBefore(entry.getValue());
            });
            if (undecided.isEmpty()) {
                return ends;
            }
            if (System.nanoTime() + pause.toNanos() > deadline) {
                throw stillOpen(undecided.keySet(), stables, limit);
            }
            pause(pause);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }

    private static SourceException stillOpen(
            Collection<PartitionRef> undecided, Map<PartitionRef, Position> stables, Duration limit) {
        List<String> where = undecided.stream()
                .sorted()
                .map(partition -> partition + " from offset " + stables.get(partition) + " on")
                .toList();
        return new SourceException(
                Kind.INTERRUPTED,
                "A transaction is still open after " + limit.toSeconds() + " s in " + String.join(", ", where)
                        + ". Wait until its producer ends it, or find a hanging one with kafka-transactions.sh.",
                true,
                null);
    }

    static void pause(Duration pause) throws SourceException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFailures.translate("The broker's answer was not waited for", e);
        }
    }

    private ListOffsetsResult ask(Collection<PartitionRef> partitions, OffsetSpec what, IsolationLevel isolation) {
        var questions = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> questions.put(kafkaOf(partition), what));
        return admin.listOffsets(questions, new ListOffsetsOptions(isolation));
    }

    private static Map<PartitionRef, Position> positions(Collection<PartitionRef> partitions, ListOffsetsResult answers)
            throws SourceException {
        var positions = new HashMap<PartitionRef, Position>();
        for (PartitionRef partition : partitions) {
            positions.put(partition, Position.offset(answer(answers, partition)));
        }
        return positions;
    }

    private static long answer(ListOffsetsResult answers, PartitionRef partition) throws SourceException {
        return answered(answers, partition).offset();
    }

    private static Right toSee(PartitionRef partition) {
        return Right.topic(AclOperation.DESCRIBE, partition.stream().name());
    }

    static ListOffsetsResult.ListOffsetsResultInfo answered(ListOffsetsResult answers, PartitionRef partition)
            throws SourceException {
        return KafkaFailures.await(
                answers.partitionResult(kafkaOf(partition)),
                "Offsets of " + partition + " can't be looked up",
                toSee(partition));
    }
}
