package dev.lacuna.source.kafka;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.MomentHandler;
import dev.lacuna.source.SourceException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/// Questions about where many partitions stood at many moments. A broker searches its log for each, and an Admin client
/// has one request under way per broker, so several clients ask side by side: enough to hide the network's delay and to
/// use a broker's threads, few enough to leave it to those who work.
final class MomentLookup implements AutoCloseable {

    private static final int CLIENTS = 4;
    private static final int MOST_UNDER_WAY = 4 * CLIENTS;

    private final OffsetLookup offsets;
    private final Supplier<Admin> opener;
    // guarded by this
    private final List<Admin> clients = new ArrayList<>();
    private boolean closed;

    /// @param opener makes one more client
    MomentLookup(OffsetLookup offsets, Supplier<Admin> opener) {
        this.offsets = offsets;
        this.opener = opener;
    }

    private record Question(long millis, ListOffsetsResult answers) {}

    /// See [dev.lacuna.source.StreamSource#positionsAt(Collection, List, MomentHandler)].
    void at(Collection<PartitionRef> partitions, List<Long> moments, MomentHandler handler) throws SourceException {
        if (moments.isEmpty() || partitions.isEmpty()) {
            return;
        }
        Map<PartitionRef, Position> ends = offsets.ends(partitions);
        List<Admin> asking = clients(Math.min(CLIENTS, moments.size()));
        Deque<Question> asked = new ArrayDeque<>();
        Iterator<Long> toAsk = moments.iterator();
        int next = 0;
        while (toAsk.hasNext() || !asked.isEmpty()) {
            while (toAsk.hasNext() && asked.size() < MOST_UNDER_WAY) {
                asked.add(ask(asking.get(next++ % asking.size()), partitions, toAsk.next()));
            }
            Question first = asked.remove();
            if (!handler.at(first.millis(), positions(first, partitions, ends))) {
                return;
            }
        }
    }

    private static Question ask(Admin client, Collection<PartitionRef> partitions, long moment) {
        // negative numbers would mean something else to the broker
        OffsetSpec time = OffsetSpec.forTimestamp(Math.max(0, moment));
        var questions = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> questions.put(OffsetLookup.kafkaOf(partition), time));
        return new Question(
                moment, client.listOffsets(questions, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)));
    }

    private static Map<PartitionRef, Position> positions(
            Question question, Collection<PartitionRef> partitions, Map<PartitionRef, Position> ends)
            throws SourceException {
        var positions = new HashMap<PartitionRef, Position>();
        for (PartitionRef partition : partitions) {
            long offset = OffsetLookup.answered(question.answers(), partition).offset();
            Position end = ends.getOrDefault(partition, Position.offset(0));
            positions.put(partition, offset < 0 ? end : Position.offset(offset));
        }
        return positions;
    }

    private synchronized List<Admin> clients(int count) {
        if (closed) {
            throw new IllegalStateException("the source is closed");
        }
        while (clients.size() < count) {
            clients.add(opener.get());
        }
        return List.copyOf(clients.subList(0, count));
    }

    @Override
    public synchronized void close() {
        closed = true;
        clients.forEach(client -> client.close(Duration.ZERO));
        clients.clear();
    }
}
