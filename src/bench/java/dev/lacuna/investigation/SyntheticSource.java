package dev.lacuna.investigation;

import dev.lacuna.model.Compaction;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.source.EventSink;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceInfo;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.StreamSummary;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A source that makes its events up while it is read, so that a scan can be as large as one likes and all of its
/// memory is the program's own.
///
/// @param partitions how many
/// @param perPartition events in each
/// @param perBatch events of a batch
record SyntheticSource(int partitions, long perPartition, int perBatch) implements StreamSource {

    static final String STREAM = "made-up";

    @Override
    public SourceInfo info() {
        return new SourceInfo("synthetic://", "synthetic", 1, "Synthetic");
    }

    @Override
    public List<StreamSummary> streams() {
        return List.of(new StreamSummary(STREAM, partitions, false));
    }

    @Override
    public StreamInfo describe(String stream) {
        var ref = new StreamRef(info().name(), stream);
        Position end = Position.offset(perPartition);
        List<PartitionInfo> infos = IntStream.range(0, partitions)
                .mapToObj(number -> new PartitionInfo(ref.partition(number), Position.offset(0), end, end))
                .toList();
        return new StreamInfo(ref, "", infos, Compaction.OFF, Optional.empty(), TimestampKind.CREATE, Map.of());
    }

    @Override
    public StreamReader open(ReadRequest request) {
        return new SyntheticReader(request, perBatch);
    }

    @Override
    public List<GroupCommit> groupHistory(StreamRef stream) {
        return List.of();
    }

    @Override
    public Map<PartitionRef, Position> positionsAt(Collection<PartitionRef> asked, long millis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<PartitionRef, TimeSpan> extents(Collection<PartitionRef> asked) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventSink openSink(String writerId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<PartitionRef, Position> awaitStable(Collection<PartitionRef> asked, Duration limit)
            throws SourceException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
