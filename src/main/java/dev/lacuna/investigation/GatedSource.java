package dev.lacuna.investigation;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.source.ConsumerGroups;
import dev.lacuna.source.EventSink;
import dev.lacuna.source.GlanceHandler;
import dev.lacuna.source.GroupTail;
import dev.lacuna.source.MomentHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceInfo;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.StreamSummary;
import dev.lacuna.source.WriteTerms;
import dev.lacuna.task.Waits;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A source behind the gate: all that reads goes through, what writes only while it belongs to an admitted write. What
/// waits for the source in a task ends with that, whether or not the source ever answers.
final class GatedSource implements StreamSource {

    /// A transaction that is being committed when somebody cancels is worth this, for then all know what it became; and
    /// so is a look at where a write has got to.
    private static final Duration END_OF_WRITE = Duration.ofSeconds(1);

    private final StreamSource source;
    private final @Nullable AdmittedWrite write;

    /// @param write what it is open to, or null while it is closed
    GatedSource(StreamSource source, @Nullable AdmittedWrite write) {
        this.source = source;
        this.write = write;
    }

    static StreamSource admitted(StreamSource target, AdmittedWrite write) {
        return new GatedSource(target instanceof GatedSource gated ? gated.source : target, write);
    }

    private void passGate() throws SourceException {
        if (write == null) {
            throw new IllegalStateException("a write to " + source.info().name() + " that the gate has not let pass");
        }
        write.pass();
    }

    private <R> R call(Waits.Wait<R, SourceException> lookUp) throws SourceException {
        return Waits.call(write == null ? Duration.ZERO : END_OF_WRITE, lookUp);
    }

    // What writes.

    @Override
    public EventSink openSink(String writerId) throws SourceException {
        passGate();
        return new AwaitedSink(call(() -> source.openSink(writerId)), END_OF_WRITE);
    }

    @Override
    public ConsumerGroups groups() {
        return new GatedGroups(source.groups(), this::passGate, write == null ? Duration.ZERO : END_OF_WRITE);
    }

    // What reads.

    @Override
    public SourceInfo info() {
        return source.info();
    }

    @Override
    public Set<String> addresses() {
        return source.addresses();
    }

    @Override
    public boolean isReadOnly() {
        return source.isReadOnly();
    }

    @Override
    public boolean canFollow() {
        return source.canFollow();
    }

    @Override
    public List<StreamSummary> streams() throws SourceException {
        return call(() -> source.streams());
    }

    @Override
    public OptionalLong bytes(Collection<PartitionRef> partitions) throws SourceException {
        return call(() -> source.bytes(partitions));
    }

    @Override
    public void glance(Collection<String> streams, GlanceHandler handler) throws SourceException {
        call(() -> {
            source.glance(streams, handler);
            return streams;
        });
    }

    @Override
    public String identity(String stream) throws SourceException {
        return call(() -> source.identity(stream));
    }

    @Override
    public StreamInfo describe(String stream) throws SourceException {
        return call(() -> source.describe(stream));
    }

    @Override
    public Map<PartitionRef, Position> positionsAt(Collection<PartitionRef> partitions, long millis)
            throws SourceException {
        return call(() -> source.positionsAt(partitions, millis));
    }

    @Override
    public void positionsAt(Collection<PartitionRef> partitions, List<Long> moments, MomentHandler handler)
            throws SourceException {
        call(() -> {
            source.positionsAt(partitions, moments, handler);
            return moments;
        });
    }

    @Override
    public Map<PartitionRef, TimeSpan> extents(Collection<PartitionRef> partitions) throws SourceException {
        return call(() -> source.extents(partitions));
    }

    @Override
    public StreamReader open(ReadRequest request) throws SourceException {
        return call(() -> source.open(request));
    }

    @Override
    public Map<PartitionRef, Position> awaitStable(Collection<PartitionRef> partitions, Duration limit)
            throws SourceException {
        return call(() -> source.awaitStable(partitions, limit));
    }

    @Override
    public int partitionFor(@Nullable Bytes key, int partitions) {
        return source.partitionFor(key, partitions);
    }

    @Override
    public List<GroupCommit> groupHistory(StreamRef stream) throws SourceException {
        return call(() -> source.groupHistory(stream));
    }

    @Override
    public GroupTail groupTail(StreamRef stream) {
        GroupTail tail = source.groupTail(stream);
        return () -> call(tail::readOn);
    }

    @Override
    public WriteTerms writeTerms(String stream, String writerId) throws SourceException {
        return call(() -> source.writeTerms(stream, writerId));
    }

    @Override
    public void close() {
        source.close();
    }
}
