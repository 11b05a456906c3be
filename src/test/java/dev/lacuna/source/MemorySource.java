package dev.lacuna.source;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A client of a [MemoryCluster]: every test's real fake of a source. Readers hand over one batch a poll, the
/// partitions in turn; writes stand in the log at once, open until their transaction is decided.
public final class MemorySource implements StreamSource {

    private final MemoryCluster cluster;
    // Tests change these while readers and sinks are at work.
    private final Map<PartitionRef, Map<Long, SourceException>> readFailures = new ConcurrentHashMap<>();
    private final Map<PartitionRef, Map<Long, SourceException>> breaks = new ConcurrentHashMap<>();
    private final Map<PartitionRef, Long> stalls = new ConcurrentHashMap<>();
    private volatile Predicate<OutgoingEvent> rejected = event -> false;
    private volatile Optional<String> note = Optional.empty();
    private volatile Set<String> addresses = Set.of();
    private volatile MemoryFault fault = MemoryFault.NONE;
    private volatile boolean atRest;
    private volatile boolean killed;
    private volatile boolean closed;

    /// A client of a cluster of its own.
    public MemorySource() {
        this(MemoryCluster.of("memory"));
    }

    MemorySource(MemoryCluster cluster) {
        this.cluster = cluster;
    }

    public MemoryCluster cluster() {
        return cluster;
    }

    // What goes wrong.

    /// Asks this fault before and after each step from now on.
    public MemorySource withFault(MemoryFault newFault) {
        fault = newFault;
        return this;
    }

    /// Makes each read that reaches the position fail, after all before it was handed over; the other partitions of the
    /// reader can be read on.
    public MemorySource failAt(PartitionRef partition, long offset, SourceException failure) {
        readFailures
                .computeIfAbsent(partition, key -> new ConcurrentHashMap<>())
                .put(offset, failure);
        return this;
    }

    /// Breaks the reading off within a batch, once, when the event at the position is to be handed over: of
    /// that partition where the failure is UNREACHABLE, else of all the reader's.
    public MemorySource breakWithin(PartitionRef partition, long offset, SourceException failure) {
        breaks.computeIfAbsent(partition, key -> new ConcurrentHashMap<>()).put(offset, failure);
        return this;
    }

    /// Makes reads that reach the position wait there for ever, as on a broker that doesn't answer; polls time
    /// out or are woken up.
    public MemorySource stallAt(PartitionRef partition, long offset) {
        stalls.put(partition, offset);
        return this;
    }

    /// Ends that.
    public void goOn(PartitionRef partition) {
        stalls.remove(partition);
    }

    /// Makes readers say this of themselves.
    public MemorySource withNote(String said) {
        note = Optional.of(said);
        return this;
    }

    /// Makes the cluster say that it can be reached by these.
    public MemorySource announcing(Set<String> announced) {
        addresses = Set.copyOf(announced);
        return this;
    }

    @Override
    public Set<String> addresses() {
        return addresses;
    }

    /// Makes it a place to which nothing is written any more, as a copied folder.
    public MemorySource atRest() {
        atRest = true;
        return this;
    }

    @Override
    public boolean canFollow() {
        return !atRest;
    }

    Optional<String> note() {
        return note;
    }

    /// Makes the cluster refuse such events, when their transaction is committed.
    public MemorySource reject(Predicate<OutgoingEvent> events) {
        rejected = events;
        return this;
    }

    /// The process behind this client dies here and now: every call from now on throws and changes nothing, also those
    /// on its way out.
    public KilledException kill() {
        killed = true;
        return new KilledException();
    }

    public boolean isClosed() {
        return closed;
    }

    void step(MemoryFault.Step step) throws SourceException {
        alive();
        fault.at(step);
        alive();
    }

    void alive() {
        if (killed) {
            throw new KilledException();
        }
    }

    boolean isKilled() {
        return killed;
    }

    boolean isRejected(OutgoingEvent event) {
        Long max = cluster.stream(event.partition().stream().name()).maxBytes();
        return rejected.test(event) || (max != null && sizeOf(event) > max);
    }

    private static long sizeOf(OutgoingEvent event) {
        return new Event(
                        event.partition(),
                        Position.offset(0),
                        event.millis(),
                        dev.lacuna.model.TimestampKind.CREATE,
                        event.key(),
                        event.value(),
                        event.headers())
                .size();
    }

    Optional<SourceException> readFailure(PartitionRef partition, long from, long to) {
        return readFailures.getOrDefault(partition, Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey() >= from && entry.getKey() <= to)
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Nullable
    SourceException breakAt(PartitionRef partition, long offset) {
        return breaks.getOrDefault(partition, new ConcurrentHashMap<>()).remove(offset);
    }

    boolean stalls(PartitionRef partition, long last) {
        Long stall = stalls.get(partition);
        return stall != null && stall <= last;
    }

    // The source.

    @Override
    public SourceInfo info() {
        alive();
        return new SourceInfo(cluster.uri(), cluster.id(), 1, "Memory");
    }

    @Override
    public List<StreamSummary> streams() {
        alive();
        return cluster.summaries();
    }

    @Override
    public StreamInfo describe(String stream) throws SourceException {
        step(MemoryFault.Step.DESCRIBE);
        return find(stream).info();
    }

    private MemoryStream find(String name) throws SourceException {
        MemoryStream stream = cluster.find(name);
        if (stream == null) {
            throw new SourceException(
                    SourceException.Kind.UNKNOWN_STREAM,
                    "There is no stream '" + name + "' at " + cluster.uri() + ".",
                    false,
                    null);
        }
        return stream;
    }

    /// @param id empty where any will do
    void requireSame(PartitionRef partition, String id) throws SourceException {
        String name = partition.stream().name();
        if (!id.isEmpty() && !find(name).id().equals(id)) {
            throw new SourceException(
                    SourceException.Kind.UNKNOWN_STREAM,
                    "'" + name + "' was deleted and made anew since. Read it again.",
                    false,
                    null);
        }
    }

    MemoryPartition log(PartitionRef partition) throws SourceException {
        return find(partition.stream().name()).partition(partition.number());
    }

    @Override
    public Map<PartitionRef, Position> positionsAt(Collection<PartitionRef> partitions, long millis)
            throws SourceException {
        alive();
        Map<PartitionRef, Position> found = new LinkedHashMap<>();
        for (PartitionRef partition : partitions) {
            MemoryPartition log = log(partition);
            found.put(
                    partition,
                    log.committed().stream()
                            .filter(event -> event.millis() >= millis)
                            .map(Event::position)
                            .findFirst()
                            .orElse(log.info().end()));
        }
        return found;
    }

    @Override
    public Map<PartitionRef, TimeSpan> extents(Collection<PartitionRef> partitions) throws SourceException {
        alive();
        Map<PartitionRef, TimeSpan> extents = new LinkedHashMap<>();
        for (PartitionRef partition : partitions) {
            List<Event> events = log(partition).committed();
            if (!events.isEmpty()) {
                long latest = events.stream().mapToLong(Event::millis).max().orElseThrow();
                extents.put(partition, new TimeSpan(events.getFirst().millis(), latest + 1));
            }
        }
        return extents;
    }

    @Override
    public StreamReader open(ReadRequest request) throws SourceException {
        step(MemoryFault.Step.OPEN_READER);
        return new MemoryReader(this, request);
    }

    @Override
    public EventSink openSink(String writerId) throws SourceException {
        step(MemoryFault.Step.OPEN_SINK);
        var sink = new MemorySink(this, writerId, cluster.fence(writerId));
        step(MemoryFault.Step.SINK_OPENED);
        return sink;
    }

    @Override
    public Map<PartitionRef, Position> awaitStable(Collection<PartitionRef> partitions, Duration limit)
            throws SourceException {
        step(MemoryFault.Step.AWAIT_STABLE);
        Map<PartitionRef, Position> ends = new LinkedHashMap<>();
        for (PartitionRef partition : partitions) {
            var info = log(partition).info();
            if (info.lastStable().isBefore(info.end())) {
                throw new SourceException(
                        SourceException.Kind.INTERRUPTED,
                        "A transaction in " + partition + " at " + info.lastStable() + " is still open.",
                        true,
                        null);
            }
            ends.put(partition, info.end());
        }
        return ends;
    }

    @Override
    public int partitionFor(@Nullable Bytes key, int partitions) {
        return key == null ? -1 : Math.floorMod(key.hashCode(), partitions);
    }

    @Override
    public List<GroupCommit> groupHistory(StreamRef stream) throws SourceException {
        step(MemoryFault.Step.GROUPS);
        return cluster.groupHistory().stream()
                .filter(commit -> commit.partition().stream().name().equals(stream.name()))
                .toList();
    }

    @Override
    public ConsumerGroups groups() {
        alive();
        return cluster.groups();
    }

    @Override
    public void close() {
        closed = true;
    }
}
