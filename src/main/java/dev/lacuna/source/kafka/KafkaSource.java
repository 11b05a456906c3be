package dev.lacuna.source.kafka;

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
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceInfo;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.StreamSummary;
import dev.lacuna.source.WriteTerms;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// A Kafka cluster as a place of event streams. One Admin client, which is safe for all threads, answers all
/// look-ups; each reader and sink has a client of its own.
final class KafkaSource implements StreamSource {

    private final SourceInfo info;
    private final Set<String> addresses;
    private final ClientSettings settings;
    private final Admin admin;
    private final boolean readOnly;
    private final OffsetLookup offsets;
    private final TopicLookup topics;
    private final MomentLookup moments;
    private final TailLookup tails;
    private final WireBudget budget = WireBudget.ofHeap();

    KafkaSource(SourceInfo info, Set<String> addresses, ClientSettings settings, Admin admin, boolean readOnly) {
        this.info = info;
        this.addresses = Set.copyOf(addresses);
        this.settings = settings;
        this.admin = admin;
        this.readOnly = readOnly;
        this.offsets = new OffsetLookup(admin);
        this.topics = new TopicLookup(admin, offsets, info.name());
        this.moments = new MomentLookup(offsets, () -> Admin.create(settings.admin()));
        this.tails = new TailLookup(offsets, this::open);
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Set<String> addresses() {
        return addresses;
    }

    @Override
    public boolean canFollow() {
        return true;
    }

    @Override
    public List<StreamSummary> streams() throws SourceException {
        return topics.summaries();
    }

    @Override
    public void glance(Collection<String> streams, GlanceHandler handler) throws SourceException {
        new GlanceLookup(admin, tails).of(streams, handler);
    }

    @Override
    public StreamInfo describe(String stream) throws SourceException {
        return topics.describe(stream);
    }

    @Override
    public String identity(String stream) throws SourceException {
        return topics.identity(stream);
    }

    @Override
    public Map<PartitionRef, Position> positionsAt(Collection<PartitionRef> partitions, long millis)
            throws SourceException {
        return offsets.at(partitions, millis);
    }

    @Override
    public void positionsAt(Collection<PartitionRef> partitions, List<Long> asked, MomentHandler handler)
            throws SourceException {
        moments.at(partitions, asked, handler);
    }

    @Override
    public Map<PartitionRef, TimeSpan> extents(Collection<PartitionRef> partitions) throws SourceException {
        try {
            return offsets.extents(partitions);
        } catch (SourceException e) {
            if (e.kind() != Kind.UNSUPPORTED) {
                throw e;
            }
            Map<PartitionRef, Long> latest = tails.times(partitions);
            return offsets.extents(partitions, partition -> latest.getOrDefault(partition, -1L));
        }
    }

    @Override
    public StreamReader open(ReadRequest request) throws SourceException {
        return new FallbackReader(wireReader(request), request, this::consumerReader);
    }

    WireReader wireReader(ReadRequest request) throws SourceException {
        return new WireReader(new WireFetch(settings, request.follows()), budget, admin, topics, offsets, request);
    }

    Admin admin() {
        return admin;
    }

    ConsumerReader consumerReader(ReadRequest request) {
        return new ConsumerReader(settings, topics, offsets, request);
    }

    @Override
    public EventSink openSink(String writerId) throws SourceException {
        requireWritable();
        return new KafkaEventSink(settings, topics, writerId);
    }

    private void requireWritable() throws SourceException {
        if (readOnly) {
            throw new SourceException(
                    Kind.READ_ONLY,
                    info.name() + " is opened read-only: nothing was written. Use a profile that allows writing.",
                    false,
                    null);
        }
    }

    @Override
    public Map<PartitionRef, Position> awaitStable(Collection<PartitionRef> partitions, Duration limit)
            throws SourceException {
        return offsets.awaitStable(partitions, limit);
    }

    @Override
    public int partitionFor(@Nullable Bytes key, int partitions) {
        return key == null ? -1 : Utils.toPositive(Utils.murmur2(key.toArray())) % partitions;
    }

    @Override
    public List<GroupCommit> groupHistory(StreamRef stream) throws SourceException {
        return history().of(stream);
    }

    @Override
    public GroupTail groupTail(StreamRef stream) {
        return history().tail(stream);
    }

    private GroupHistory history() {
        return new GroupHistory(topics, offsets, new GroupPlaces(admin), this::open);
    }

    @Override
    public WriteTerms writeTerms(String stream, String writerId) throws SourceException {
        return new WriteTermsLookup(admin).of(stream, writerId);
    }

    @Override
    public ConsumerGroups groups() {
        return new KafkaGroups(admin, info.name(), this::requireWritable);
    }

    @Override
    public void close() {
        moments.close();
        admin.close(Duration.ZERO); // whoever wants an answer has waited for it
    }
}
