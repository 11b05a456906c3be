package dev.lacuna.source;

import dev.lacuna.model.Fate;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Producer;
import dev.lacuna.model.StreamRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A cluster in memory: its streams, and what it knows of transactional writers. It outlives its clients
/// ([MemorySource]), as a broker outlives a process that is killed. Its monitor guards everything in it.
public final class MemoryCluster {

    private final String uri;
    private final String id;
    private final Map<String, MemoryStream> streams = new TreeMap<>();
    private final Map<String, Writer> writers = new HashMap<>();
    private final List<GroupCommit> groupHistory = new ArrayList<>();
    private final MemoryGroups groups;
    private int created;
    private int registered;

    public MemoryCluster(String uri, String id) {
        this.uri = uri;
        this.id = id;
        this.groups = new MemoryGroups(uri);
    }

    /// A cluster at `memory://ID`.
    public static MemoryCluster of(String id) {
        return new MemoryCluster("memory://" + id, id);
    }

    /// A client of this cluster, as if of a process of its own.
    public MemorySource connect() {
        return new MemorySource(this);
    }

    /// Creates a stream, or re-creates it: empty and with another id.
    public synchronized MemoryStream create(String name, int partitions) {
        var stream = new MemoryStream(this, new StreamRef(uri, name), name + "-id-" + ++created, partitions);
        streams.put(name, stream);
        return stream;
    }

    public synchronized void delete(String name) {
        streams.remove(name);
    }

    public synchronized MemoryStream stream(String name) {
        MemoryStream stream = streams.get(name);
        if (stream == null) {
            throw new IllegalArgumentException("no stream " + name);
        }
        return stream;
    }

    public synchronized void addGroupCommit(GroupCommit commit) {
        groupHistory.add(commit);
    }

    /// Deletes a group with all that it has committed.
    public synchronized void forgetGroup(String group) {
        groupHistory.removeIf(commit -> commit.group().equals(group));
    }

    synchronized List<GroupCommit> groupHistory() {
        return List.copyOf(groupHistory);
    }

    /// Its consumer groups; their history is another matter, see [#addGroupCommit].
    public MemoryGroups groups() {
        return groups;
    }

    synchronized @Nullable MemoryStream find(String name) {
        return streams.get(name);
    }

    synchronized List<StreamSummary> summaries() {
        return streams.values().stream()
                .map(stream -> new StreamSummary(
                        stream.ref().name(),
                        stream.partitions().size(),
                        stream.ref().name().startsWith("__")))
                .toList();
    }

    String uri() {
        return uri;
    }

    String id() {
        return id;
    }

    // Transactions.

    /// Forgets who has written, as a broker does with writers that were silent for long.
    public synchronized void forgetWriters() {
        writers.values().forEach(writer -> decide(writer, Fate.ABORTED));
        writers.clear();
    }

    /// Fences earlier sinks of that writer and aborts what they left open; returns the new epoch.
    synchronized int fence(String writerId) {
        Writer writer = writers.computeIfAbsent(writerId, key -> new Writer(++registered));
        decide(writer, Fate.ABORTED);
        writer.sequences.clear();
        return ++writer.epoch;
    }

    synchronized void write(String writerId, int epoch, PartitionRef partition, MemoryContent content)
            throws SourceException {
        Writer writer = current(writerId, epoch);
        MemoryPartition log = stream(partition.stream().name()).partition(partition.number());
        int sequence = writer.sequences.merge(log, 0, (last, none) -> last + 1);
        var producer = new Producer(writer.number, (short) (epoch - 1), sequence, sequence);
        writer.open.add(log.add(List.of(content), true, producer, Fate.OPEN));
        writer.touched.add(log);
    }

    synchronized void end(String writerId, int epoch, Fate fate) throws SourceException {
        decide(current(writerId, epoch), fate);
    }

    private Writer current(String writerId, int epoch) throws SourceException {
        Writer writer = writers.get(writerId);
        if (writer == null || writer.epoch != epoch) {
            throw new SourceException(
                    SourceException.Kind.FENCED, "Another writer took over as '" + writerId + "'.", false, null);
        }
        return writer;
    }

    private static void decide(Writer writer, Fate fate) {
        writer.open.forEach(batch -> batch.fate = fate);
        writer.touched.forEach(log -> log.marker(fate));
        writer.open.clear();
        writer.touched.clear();
    }

    private static final class Writer {
        private final long number;
        private final Map<MemoryPartition, Integer> sequences = new HashMap<>();
        private int epoch;
        private final List<MemoryBatch> open = new ArrayList<>();
        private final Set<MemoryPartition> touched = new LinkedHashSet<>();

        Writer(long number) {
            this.number = number;
        }
    }
}
