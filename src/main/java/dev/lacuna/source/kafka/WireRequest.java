package dev.lacuna.source.kafka;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.NodeApiVersions;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.FetchMetadata;
import org.apache.kafka.common.requests.FetchRequest;
import org.jspecify.annotations.Nullable;

/// Makes fetch requests that brokers of any age take.
final class WireRequest {

    /// The newest version that names topics instead of giving their ids.
    private static final short NEWEST_BY_NAME = 12;

    /// From this version on, which came with 2.7, a request tells what was read last, so that a broker can say that its
    /// log has another history. With an older one it can't be written at all.
    private static final short OLDEST_WITH_HISTORY = 12;

    private WireRequest() {}

    /// @param waitMillis how long the broker may wait for records
    /// @param partitionBytes how much is taken of one partition at most
    /// @param versions what the broker knows; null where it has not said
    static FetchRequest.Builder of(
            List<WireFetch.Ask> asks, int waitMillis, int partitionBytes, @Nullable NodeApiVersions versions) {
        boolean history = versions != null && versions.latestUsableVersion(ApiKeys.FETCH) >= OLDEST_WITH_HISTORY;
        boolean byId = true;
        var wanted = new LinkedHashMap<TopicPartition, FetchRequest.PartitionData>();
        for (WireFetch.Ask ask : asks) {
            byId &= !ask.topicId().equals(Uuid.ZERO_UUID);
            wanted.put(
                    ask.partition(),
                    new FetchRequest.PartitionData(
                            ask.topicId(),
                            ask.offset(),
                            FetchRequest.INVALID_LOG_START_OFFSET,
                            Math.min(ask.bytes(), partitionBytes),
                            Optional.empty(),
                            history && ask.lastEpoch() >= 0 ? Optional.of(ask.lastEpoch()) : Optional.empty()));
        }
        short newest = byId ? ApiKeys.FETCH.latestVersion() : NEWEST_BY_NAME;
        return FetchRequest.Builder.forConsumer(newest, waitMillis, 1, wanted)
                .metadata(FetchMetadata.LEGACY); // without a session: every request stands for itself
    }
}
