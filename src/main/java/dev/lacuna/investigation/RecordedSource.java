package dev.lacuna.investigation;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SavedStream;
import dev.lacuna.source.EventSink;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceInfo;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.StreamSummary;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A source that is not there any more: it tells what a session says of its streams, and answers all else with when it
/// was recorded and how to go on.
final class RecordedSource implements StreamSource {

    private final SavedSession session;

    RecordedSource(SavedSession session) {
        this.session = session;
    }

    @Override
    public SourceInfo info() {
        SavedSession.Head head = session.head();
        return new SourceInfo(head.source(), head.sourceId(), head.nodes(), head.product());
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public List<StreamSummary> streams() {
        return session.streams().stream()
                .map(stream -> new StreamSummary(
                        stream.name(),
                        stream.stream().partitions().stream()
                                .map(info -> info.partition().number())
                                .toList(),
                        false))
                .sorted(Comparator.comparing(StreamSummary::name))
                .toList();
    }

    @Override
    public StreamInfo describe(String stream) throws SourceException {
        for (SavedStream saved : session.streams()) {
            if (saved.name().equals(stream)) {
                return saved.stream();
            }
        }
        throw new SourceException(
                SourceException.Kind.UNKNOWN_STREAM,
                "The session holds no '" + stream + "', only what was open: "
                        + String.join(
                                ", ",
                                session.streams().stream()
                                        .map(SavedStream::name)
                                        .toList())
                        + ".",
                false,
                null);
    }

    @Override
    public List<GroupCommit> groupHistory(StreamRef stream) {
        return session.streams().stream()
                .filter(saved -> saved.stream().stream().equals(stream))
                .flatMap(saved -> saved.commits().stream())
                .toList();
    }

    @Override
    public Map<PartitionRef, Position> positionsAt(Collection<PartitionRef> partitions, long millis)
            throws SourceException {
        throw notConnected();
    }

    @Override
    public Map<PartitionRef, TimeSpan> extents(Collection<PartitionRef> partitions) throws SourceException {
        throw notConnected();
    }

    @Override
    public StreamReader open(ReadRequest request) throws SourceException {
        throw notConnected();
    }

    @Override
    public EventSink openSink(String writerId) throws SourceException {
        throw notConnected();
    }

    @Override
    public Map<PartitionRef, Position> awaitStable(Collection<PartitionRef> partitions, Duration limit)
            throws SourceException {
        throw notConnected();
    }

    private SourceException notConnected() {
        return new SourceException(
                SourceException.Kind.UNSUPPORTED,
                "This was recorded at " + session.head().savedAt().truncatedTo(ChronoUnit.SECONDS)
                        + " and is not connected: it shows what was seen then, and holds no events. Connect to "
                        + session.head().source() + " to go on.",
                false,
                null);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
