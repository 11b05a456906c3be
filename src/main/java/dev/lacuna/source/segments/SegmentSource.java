package dev.lacuna.source.segments;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.source.EventSink;
import dev.lacuna.source.MomentHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceInfo;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.StreamSummary;
import dev.lacuna.source.kafkalog.CommitCollector;
import dev.lacuna.source.kafkalog.LogBatch.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.BufferSupplier;

/// A folder of Kafka logs as a place of event streams. Nothing is kept open between two questions, and what is
/// answered is how the folder stands then: a broker may be writing to it.
final class SegmentSource implements StreamSource {

    private static final String GROUPS = "__consumer_offsets";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 200;

    /// Few enough that a look-up which is not wanted any more ends soon.
    private static final int MOMENTS_AT_ONCE = 16;

    private static final int TIME_WINDOW_BYTES = 32 << 10;

    private final SourceInfo info;
    private final FolderView view;
    private final boolean checking;

    /// @param checking whether checksums are looked at while reading
    SegmentSource(SourceInfo info, FolderView view, boolean checking) {
        this.info = info;
        this.view = view;
        this.checking = checking;
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public List<StreamSummary> streams() throws SourceException {
        var numbers = new TreeMap<String, List<Integer>>();
        view.partitions()
                .forEach(folder -> numbers.computeIfAbsent(folder.topic(), topic -> new ArrayList<>())
                        .add(folder.number()));
        return numbers.entrySet().stream()
                .map(topic -> new StreamSummary(
                        topic.getKey(),
                        topic.getValue().stream().sorted().toList(),
                        topic.getKey().startsWith("__")))
                .toList();
    }

    @Override
    public StreamInfo describe(String stream) throws SourceException {
        return view.describe(stream);
    }

    @Override
    public Map<PartitionRef, Position> positionsAt(Collection<PartitionRef> partitions, long millis)
            throws SourceException {
        var found = new HashMap<PartitionRef, Position>();
        positionsAt(partitions, List.of(millis), (moment, positions) -> {
            found.putAll(positions);
            return true;
        });
        return found;
    }

    @Override
    public void positionsAt(Collection<PartitionRef> partitions, List<Long> moments, MomentHandler handler)
            throws SourceException {
        Map<PartitionRef, PartitionLog> logs = view.logs(partitions);
        try (var times = new Times()) {
            for (int from = 0; from < moments.size(); from += MOMENTS_AT_ONCE) {
                List<Long> some = moments.subList(from, Math.min(from + MOMENTS_AT_ONCE, moments.size()));
                Map<Long, Map<PartitionRef, Position>> found = new LinkedHashMap<>();
                for (var log : logs.entrySet()) {
                    TimeSearch search = times.search(log.getKey(), log.getValue());
                    long end = view.stand(log.getKey(), log.getValue()).end();
                    for (long moment : some) {
                        Moment at = search.firstAt(Math.max(0, moment));
                        found.computeIfAbsent(moment, key -> new HashMap<>())
                                .put(log.getKey(), Position.offset(at == null ? end : at.offset()));
                    }
                }
                for (long moment : some) {
                    if (!handler.at(moment, found.getOrDefault(moment, Map.of()))) {
                        return;
                    }
                }
            }
        }
    }

    /// Searches for times, one after another.
    private final class Times implements AutoCloseable {
        private final LogWindow window = new LogWindow(TIME_WINDOW_BYTES);
        private final BufferSupplier buffers = BufferSupplier.create();

        TimeSearch search(PartitionRef partition, PartitionLog log) {
            return new TimeSearch(partition, log, view.latestTimes(partition, log), window, buffers);
        }

        @Override
        public void close() {
            buffers.close();
            window.close();
        }
    }

    @Override
    public OptionalLong bytes(Collection<PartitionRef> partitions) throws SourceException {
        return OptionalLong.of(view.logs(partitions).values().stream()
                .flatMap(log -> log.files().segments().stream())
                .mapToLong(Segment::bytes)
                .sum());
    }

    @Override
    public Map<PartitionRef, TimeSpan> extents(Collection<PartitionRef> partitions) throws SourceException {
        Map<PartitionRef, TimeSpan> extents = new HashMap<>();
        try (var times = new Times()) {
            for (var log : view.logs(partitions).entrySet()) {
                TimeSearch search = times.search(log.getKey(), log.getValue());
                Moment first = search.firstAt(0);
                if (first != null) {
                    long latest = Math.max(first.millis(), search.latest());
                    extents.put(log.getKey(), TimeSpan.through(first.millis(), latest));
                }
            }
        }
        return extents;
    }

    @Override
    public StreamReader open(ReadRequest request) throws SourceException {
        if (request.follows()) {
            throw new SourceException(
                    SourceException.Kind.UNSUPPORTED,
                    info().name() + " is read as it is: what comes can't be followed.",
                    false,
                    null);
        }
        return new SegmentReader(request, checking, new Lanes()::lane);
    }

    /// The lanes of one reader. A topic's settings are read once for it: there may be thousands of partitions.
    private final class Lanes {

        /// By topic, and by the broker whose copy it is, which may have defaults of its own.
        private final Map<List<Object>, TopicSettings> known = new ConcurrentHashMap<>();

        PartitionLane lane(PartitionRange range, PartitionLane.Means means) throws SourceException {
            PartitionLog log = view.log(range.partition());
            PartitionFolder folder = log.folder();
            TopicSettings settings = known.computeIfAbsent(
                    List.of(folder.topic(), folder.home().map(DataFolder::path)), key -> view.settings(folder));
            return new PartitionLane(range, log, settings, means);
        }
    }

    @Override
    public EventSink openSink(String writerId) throws SourceException {
        throw new SourceException(
                Kind.READ_ONLY,
                info.name()
                        + " is a log folder, and a broker's files are only ever read: nothing was written. Write to a"
                        + " cluster: kafka://HOST:PORT.",
                false,
                null);
    }

    @Override
    public Map<PartitionRef, Position> awaitStable(Collection<PartitionRef> partitions, Duration limit)
            throws SourceException {
        Map<PartitionRef, Position> ends = new HashMap<>();
        long deadline = System.nanoTime() + limit.toNanos();
        for (PartitionRef partition : partitions) {
            PartitionStand stand = view.stand(partition);
            long end = stand.end();
            ends.put(partition, Position.offset(end));
            // no broker decides anything here, but one may be at work on the same folder
            while (stand.lastStable() < end) {
                if (System.nanoTime() > deadline) {
                    throw stillOpen(partition, stand.lastStable());
                }
                pause(partition);
                stand = view.stand(partition);
            }
        }
        return ends;
    }

    private static SourceException stillOpen(PartitionRef partition, long offset) {
        return new SourceException(
                Kind.INTERRUPTED,
                "A transaction is still open in " + partition + " from offset " + offset
                        + " on. In a folder without its broker it stays so.",
                false,
                null);
    }

    private static void pause(PartitionRef partition) throws SourceException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(
                    Kind.INTERRUPTED, "The end of transactions in " + partition + " was not waited for.", false, e);
        }
    }

    @Override
    public List<GroupCommit> groupHistory(StreamRef stream) throws SourceException {
        if (!view.has(GROUPS)) {
            return List.of(); // a copy without it, or no group has committed anything yet
        }
        List<PartitionRange> ranges = describe(GROUPS).partitions().stream()
                .map(info -> new PartitionRange(
                        info.partition(),
                        PositionRange.offsets(
                                info.start().asOffset(), info.end().asOffset())))
                .toList();
        var commits = new ArrayList<GroupCommit>();
        try (StreamReader reader = open(new ReadRequest(ranges, true))) {
            var collector = new CommitCollector(stream, commits);
            while (reader.poll(POLL, collector)) {
                // until every range has ended
            }
        }
        // stable: the commits of one group stay in the order of the log
        commits.sort(Comparator.comparing(GroupCommit::group).thenComparing(GroupCommit::partition));
        return commits;
    }

    @Override
    public void close() {
        // nothing is kept open
    }
}
