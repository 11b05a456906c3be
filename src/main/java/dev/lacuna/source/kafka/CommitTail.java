package dev.lacuna.source.kafka;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.GroupTail;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.kafkalog.CommitCollector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The commits of groups on one stream, read on from where `__consumer_offsets` was left: of a log that may be long,
/// each time only what came.
final class CommitTail implements GroupTail {

    private static final Comparator<GroupCommit> BY_GROUP =
            Comparator.comparing(GroupCommit::group).thenComparing(GroupCommit::partition);

    private final GroupHistory history;
    private final StreamRef stream;
    private final Function<PartitionInfo, Position> until;
    private final Map<PartitionRef, Position> read = new TreeMap<>();
    private final List<GroupCommit> commits = new ArrayList<>();
    private CommitCollector collector;

    /// @param until up to where a partition is read
    CommitTail(GroupHistory history, StreamRef stream, Function<PartitionInfo, Position> until) {
        this.history = history;
        this.stream = stream;
        this.until = until;
        this.collector = new CommitCollector(stream, commits);
    }

    @Override
    public List<GroupCommit> readOn() throws SourceException {
        boolean whole = false;
        try {
            readNew();
            whole = true;
        } finally {
            if (!whole) { // what of it had come by then is not known
                forget();
            }
        }
        List<GroupCommit> sorted = new ArrayList<>(commits);
        // stable: the commits of one group stay in the order of the log
        sorted.sort(BY_GROUP);
        return sorted;
    }

    private void readNew() throws SourceException {
        List<PartitionInfo> places = history.places(stream, read.keySet());
        if (places.stream().anyMatch(this::isAnother)) {
            forget();
        }
        Map<PartitionRef, PositionRange> ranges = new TreeMap<>();
        for (PartitionInfo info : places) {
            Position from = GroupHistory.from(info, read);
            ranges.put(info.partition(), new PositionRange(from, Position.max(from, until.apply(info))));
        }
        history.read(ranges, new Noting());
    }

    /// A log that ends before what was read of it was cut off, or made anew.
    private boolean isAnother(PartitionInfo info) {
        return info.end().isBefore(read.getOrDefault(info.partition(), info.start()));
    }

    private void forget() {
        read.clear();
        commits.clear();
        collector = new CommitCollector(stream, commits);
    }

    /// Hands on, and notes how far each partition was read.
    private final class Noting implements ReadHandler {

        @Override
        public void batch(Batch batch) {
            collector.batch(batch);
        }

        @Override
        public void event(Batch batch, Event event) {
            collector.event(batch, event);
        }

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {
            read.put(partition, reached);
            collector.ended(partition, reached, reason);
        }
    }
}
