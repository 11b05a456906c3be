package dev.lacuna.source;

import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes to a [MemoryCluster]. Refused events come to light at the commit, as with a client that sends in the
/// background.
final class MemorySink implements EventSink {

    /// The time of writing, for events that have none.
    private static final long WRITTEN = 1_771_063_200_000L;

    private final MemorySource source;
    private final String writerId;
    private final int epoch;
    private @Nullable OutgoingEvent poison;
    private final Map<PartitionRef, Position> reached = new HashMap<>();
    private boolean open;

    MemorySink(MemorySource source, String writerId, int epoch) {
        this.source = source;
        this.writerId = writerId;
        this.epoch = epoch;
    }

    @Override
    public void write(OutgoingEvent event) throws SourceException {
        source.step(MemoryFault.Step.WRITE);
        open = true;
        if (source.isRejected(event)) {
            poison = poison == null ? event : poison;
        } else {
            long millis = event.millis() < 0 ? WRITTEN : event.millis();
            var content = new MemoryContent(millis, event.key(), event.value(), event.headers());
            source.cluster().write(writerId, epoch, event.partition(), content);
            PositionRange log = source.log(event.partition()).info().range();
            reached.put(event.partition(), Position.offset(log.to().asOffset() - 1));
        }
        source.step(MemoryFault.Step.WRITTEN);
    }

    @Override
    public Map<PartitionRef, Position> reached() {
        return Map.copyOf(reached);
    }

    @Override
    public void commit() throws SourceException {
        source.step(MemoryFault.Step.COMMIT);
        OutgoingEvent refused = poison;
        if (refused != null) {
            throw new SourceException(
                    SourceException.Kind.REJECTED,
                    "An event for " + refused.partition() + " was refused by the target.",
                    false,
                    null);
        }
        end(Fate.COMMITTED);
        source.step(MemoryFault.Step.COMMITTED);
    }

    @Override
    public void abort() throws SourceException {
        source.step(MemoryFault.Step.ABORT);
        end(Fate.ABORTED);
        source.step(MemoryFault.Step.ABORTED);
    }

    private void end(Fate fate) throws SourceException {
        if (open) {
            source.cluster().end(writerId, epoch, fate);
            open = false;
            poison = null;
        }
    }

    /// A killed process closes nothing.
    @Override
    public void close() {
        if (source.isKilled()) {
            return;
        }
        try {
            end(Fate.ABORTED);
        } catch (SourceException e) {
            open = false; // fenced: the other writer has aborted it already
        }
    }
}
