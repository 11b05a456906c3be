package dev.lacuna.source.kafka;

import dev.lacuna.source.SourceException;
import dev.lacuna.source.kafkalog.AbortedTransactions.Aborted;
import dev.lacuna.source.kafkalog.LogBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.types.SchemaException;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/// The network side of reading raw batches: connections to brokers and fetch requests on them, at most one under
/// way per broker. Kafka's internal classes stop here, in [WireRequest] and in [LogBatch], which says why they are
/// used; what
/// changes in them with a new version of kafka-clients shows as [WireUnsupportedException]. Confined to one
/// thread, but for [#wakeup()].
final class WireFetch implements AutoCloseable {

    private static final int WAIT_AT_BROKER_MILLIS = 100;

    /// At the end of a log nothing else is waited for, and what comes is answered at once.
    private static final int LONG_WAIT_AT_BROKER_MILLIS = 1_000;

    /// So much longer than it may wait for records a replica has for its answer: its leader is there to ask instead, so
    /// nobody need wait as long as for that.
    private static final int REPLICA_ANSWERS_WITHIN_MILLIS = 5_000;

    /// What to read of one partition.
    ///
    /// @param lastEpoch the leader's epoch of what stands before the offset, as it was read; -1 where unknown. A
    ///     broker from 2.7 on then tells when its log has another history
    /// @param bytes how many are enough, but for a single batch that is larger
    /// @param replica whether it is read from another replica than the leader
    record Ask(TopicPartition partition, Uuid topicId, long offset, int lastEpoch, int bytes, boolean replica) {}

    /// What came of one partition.
    ///
    /// @param asked what for
    /// @param first whether it stood first in the request: the others may be empty only because it took all the
    ///     room
    /// @param nearer the replica to read from instead, or -1: then nothing else is told
    /// @param divergesAt up to where the broker's log can have the history that was asked for, or -1: then nothing
    ///     else is told
    /// @param logStart where the leader's log starts; -1 where it doesn't say
    /// @param aborted transactions among the batches that were aborted; empty unless read committed
    record Answer(
            Ask asked,
            boolean first,
            IsolationLevel isolation,
            @Nullable ApiException error,
            int nearer,
            long divergesAt,
            long highWatermark,
            long lastStable,
            long logStart,
            List<Aborted> aborted,
            List<LogBatch> batches) {}

    /// What came of one request: answers, or the reason why there are none.
    ///
    /// @param throttled whether the broker wants a pause of us; it then gives no answers
    record Reply(
            Node node,
            List<Ask> asked,
            List<Answer> answers,
            boolean throttled,
            @Nullable String lost) {}

    /// Whether a broker can be asked now.
    enum Line {
        READY,
        /// A request is under way, or the broker wants a pause.
        BUSY,
        CONNECTING,
        DOWN
    }

    private record Pending(Node node, List<Ask> asks, IsolationLevel isolation) {

        /// By topic and number of the partition: brokers answer with the topic's id where they were asked with it, else
        /// with its name.
        Map<Object, Map<Integer, Ask>> byTopic() {
            var topics = new HashMap<Object, Map<Integer, Ask>>();
            for (Ask ask : asks) {
                Object topic =
                        ask.topicId().equals(Uuid.ZERO_UUID) ? ask.partition().topic() : ask.topicId();
                topics.computeIfAbsent(topic, key -> new HashMap<>())
                        .put(ask.partition().partition(), ask);
                topics.computeIfAbsent(ask.partition().topic(), key -> new HashMap<>())
                        .put(ask.partition().partition(), ask);
            }
            return topics;
        }
    }

    private final ApiVersions versions = new ApiVersions();
    private final NetworkClient client;
    private final WireBuffers buffers = new WireBuffers();
    private final Metrics metrics = new Metrics();
    private final Time time = Time.SYSTEM;
    private final Map<Integer, Pending> pending = new HashMap<>();
    private final int waitMillis;
    private final int requestTimeoutMillis;
    private final int partitionBytes;
    private final int responseBytes;
    private final boolean checkingCrcs;
    private final String rack;
    private final long leaseNanos;

    WireFetch(ClientSettings settings) throws SourceException {
        this(settings, false);
    }

    /// @param waits whether it will mostly wait for what comes
    WireFetch(ClientSettings settings, boolean waits) throws SourceException {
        waitMillis = waits ? LONG_WAIT_AT_BROKER_MILLIS : WAIT_AT_BROKER_MILLIS;
        try {
            var config = new ConsumerConfig(settings.consumer(IsolationLevel.READ_COMMITTED));
            requestTimeoutMillis = config.getInt(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG);
            partitionBytes = config.getInt(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG);
            responseBytes = config.getInt(ConsumerConfig.FETCH_MAX_BYTES_CONFIG);
            checkingCrcs = config.getBoolean(ConsumerConfig.CHECK_CRCS_CONFIG);
            String named = config.getString(ConsumerConfig.CLIENT_RACK_CONFIG);
            rack = named == null ? "" : named;
            leaseNanos = TimeUnit.MILLISECONDS.toNanos(config.getLong(ConsumerConfig.METADATA_MAX_AGE_CONFIG));
            client = connect(config);
        } catch (KafkaException e) {
            metrics.close();
            throw KafkaFailures.translate("A reader of " + settings + " can't be set up", e);
        } catch (LinkageError e) {
            metrics.close();
            throw new WireUnsupportedException("this version of kafka-clients has other classes inside.", e);
        }
    }

    /// Loads what every request needs, see [KafkaSourceProvider#warmUp()].
    static void warmUp() {
        ApiKeys.FETCH.latestVersion();
        ConsumerConfig.configNames();
    }

    private NetworkClient connect(ConsumerConfig config) {
        var log = new LogContext("[reader] ");
        var selector = new Selector(
                NetworkReceive.UNLIMITED,
                config.getLong(ConsumerConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG),
                metrics,
                time,
                "lacuna-reader",
                Map.of(),
                false,
                false,
                ClientUtils.createChannelBuilder(config, time, log),
                buffers,
                log);
        return new NetworkClient(
                selector,
                new ManualMetadataUpdater(),
                config.getString(ConsumerConfig.CLIENT_ID_CONFIG),
                1,
                config.getLong(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG),
                config.getLong(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG),
                config.getInt(ConsumerConfig.SEND_BUFFER_CONFIG),
                config.getInt(ConsumerConfig.RECEIVE_BUFFER_CONFIG),
                requestTimeoutMillis,
                config.getLong(ConsumerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG),
                config.getLong(ConsumerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG),
                time,
                true,
                versions,
                log,
                MetadataRecoveryStrategy.NONE);
    }

    /// Whether the user left checksums on, as they are by default.
    boolean isCheckingCrcs() {
        return checkingCrcs;
    }

    /// What a response may take, but for a single batch that is larger.
    int responseBytes() {
        return responseBytes;
    }

    /// How long a replica is read before its leader is asked again, as Kafka's consumer does it.
    long leaseNanos() {
        return leaseNanos;
    }

    /// How it stands with a broker; starts to connect where nobody has yet.
    ///
    /// @throws SourceException DENIED when the broker refused the credentials
    Line line(Node node) throws SourceException {
        if (client.hasInFlightRequests(node.idString())) {
            return Line.BUSY;
        }
        long now = time.milliseconds();
        if (client.ready(node, now)) {
            return Line.READY;
        }
        AuthenticationException refused = client.authenticationException(node);
        if (refused != null) {
            throw KafkaFailures.translate("Broker " + nameOf(node) + " refuses the connection", refused);
        }
        if (client.throttleDelayMs(node, now) > 0) {
            return Line.BUSY;
        }
        return client.connectionFailed(node) ? Line.DOWN : Line.CONNECTING;
    }

    static String nameOf(Node node) {
        return node.id() + " (" + node.host() + ":" + node.port() + ")";
    }

    /// Asks a broker whose line is READY; the reply comes out of a later poll.
    ///
    /// @param tellRack whether the client's rack is told, so that a nearer replica may be named
    void send(Node node, List<Ask> asks, IsolationLevel isolation, boolean tellRack) {
        var builder = WireRequest.of(asks, waitMillis, partitionBytes, versions.get(node.idString()))
                .setMaxBytes(responseBytes)
                .isolationLevel(isolation)
                .rackId(tellRack ? rack : "");
        long now = time.milliseconds();
        int limit = answersWithin(asks, waitMillis, requestTimeoutMillis);
        var request = client.newClientRequest(node.idString(), builder, now, true, limit, null);
        pending.put(request.correlationId(), new Pending(node, List.copyOf(asks), isolation));
        client.send(request, now);
    }

    /// How long an answer is waited for.
    ///
    /// @param wait how long the broker may wait for records, ms
    /// @param most how long the user's settings have any answer waited for, ms
    static int answersWithin(List<Ask> asks, int wait, int most) {
        return asks.stream().allMatch(Ask::replica) ? Math.min(most, wait + REPLICA_ANSWERS_WITHIN_MILLIS) : most;
    }

    /// Waits for replies, not longer than that.
    ///
    /// @throws WireUnsupportedException when the broker doesn't know such requests, or answers in a way that
    ///     these classes can't read
    List<Reply> poll(long millis) throws SourceException {
        var replies = new ArrayList<Reply>();
        try {
            for (ClientResponse response : client.poll(millis, time.milliseconds())) {
                Pending request = pending.remove(response.requestHeader().correlationId());
                if (request != null) {
                    replies.add(reply(request, response));
                }
            }
            buffers.settle();
        } catch (SchemaException | UnsupportedVersionException | LinkageError e) {
            throw new WireUnsupportedException("the broker's answer can't be understood (" + e.getMessage() + ").", e);
        }
        return replies;
    }

    private static Reply reply(Pending request, ClientResponse response) throws SourceException {
        UnsupportedVersionException mismatch = response.versionMismatch();
        if (mismatch != null) {
            throw new WireUnsupportedException("the broker is too old (" + mismatch.getMessage() + ").", mismatch);
        }
        if (response.wasTimedOut()) {
            return lost(request, "broker " + nameOf(request.node()) + " gave no answer in time");
        }
        if (response.wasDisconnected() || !(response.responseBody() instanceof FetchResponse fetched)) {
            return lost(request, "broker " + nameOf(request.node()) + " closed the connection");
        }
        var answers = new ArrayList<Answer>();
        boolean throttled = fetched.throttleTimeMs() > 0;
        if (fetched.error() != Errors.NONE) {
            for (Ask ask : request.asks()) {
                answers.add(failed(request, ask, fetched.error().exception()));
            }
            return new Reply(request.node(), request.asks(), answers, throttled, null);
        }
        Map<Object, Map<Integer, Ask>> asks = request.byTopic();
        for (FetchResponseData.FetchableTopicResponse topic : fetched.data().responses()) {
            boolean named = topic.topicId().equals(Uuid.ZERO_UUID);
            Map<Integer, Ask> ofTopic = asks.getOrDefault(named ? topic.topic() : topic.topicId(), Map.of());
            for (FetchResponseData.PartitionData partition : topic.partitions()) {
                Ask ask = ofTopic.get(partition.partitionIndex());
                if (ask != null) {
                    answers.add(answer(request, ask, partition));
                }
            }
        }
        return new Reply(request.node(), request.asks(), answers, throttled, null);
    }

    private static Reply lost(Pending request, String reason) {
        return new Reply(request.node(), request.asks(), List.of(), false, reason);
    }

    private static Answer answer(Pending request, Ask ask, FetchResponseData.PartitionData partition) {
        Errors error = Errors.forCode(partition.errorCode());
        if (error != Errors.NONE) {
            return failed(request, ask, error.exception());
        }
        var batches = new ArrayList<LogBatch>();
        try {
            for (RecordBatch batch : FetchResponse.recordsOrFail(partition).batches()) {
                batches.add(new LogBatch(batch));
            }
        } catch (KafkaException e) {
            if (batches.isEmpty()) {
                return failed(request, ask, new CorruptRecordException(e.getMessage()));
            } // else its turn comes when those before it are read
        }
        var aborted = new ArrayList<Aborted>();
        if (partition.abortedTransactions() != null) {
            for (var transaction : partition.abortedTransactions()) {
                aborted.add(new Aborted(transaction.producerId(), transaction.firstOffset()));
            }
        }
        return new Answer(
                ask,
                request.asks().getFirst() == ask,
                request.isolation(),
                null,
                partition.preferredReadReplica(),
                FetchResponse.isDivergingEpoch(partition)
                        ? partition.divergingEpoch().endOffset()
                        : -1,
                partition.highWatermark(),
                partition.lastStableOffset(),
                partition.logStartOffset(),
                aborted,
                batches);
    }

    private static Answer failed(Pending request, Ask ask, @Nullable ApiException error) {
        return new Answer(ask, false, request.isolation(), error, -1, -1, -1, -1, -1, List.of(), List.of());
    }

    /// To be called when nothing holds the batches of earlier replies any more: their memory is used again.
    void recycle() {
        buffers.recycle();
    }

    /// Ends a poll that waits; from any thread.
    void wakeup() {
        client.wakeup();
    }

    @Override
    public void close() {
        client.close();
        metrics.close();
    }
}
