package dev.lacuna.source.kafka;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.FetchMetadata;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.RequestHeader;

/// Sends fetch requests one after another and takes the bytes of each response off the socket, unread: as fast as any
/// reader in Java could ever be.
final class Drain implements AutoCloseable {

    private static final int PARTITION_BYTES = 4 << 20;
    private static final int RESPONSE_BYTES = 24 << 20;
    private static final int SOCKET_BYTES = 1 << 20;

    private final SocketChannel channel;
    private final ByteBuffer bin = ByteBuffer.allocateDirect(SOCKET_BYTES);
    private int correlation;

    Drain(InetSocketAddress broker) throws IOException {
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BYTES);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(broker);
    }

    /// @return the bytes of the response
    long fetch(List<WireFetch.Ask> asks) throws IOException {
        var wanted = new LinkedHashMap<TopicPartition, FetchRequest.PartitionData>();
        for (WireFetch.Ask ask : asks) {
            wanted.put(
                    ask.partition(),
                    new FetchRequest.PartitionData(
                            ask.topicId(),
                            ask.offset(),
                            FetchRequest.INVALID_LOG_START_OFFSET,
                            PARTITION_BYTES,
                            Optional.empty()));
        }
        FetchRequest request = FetchRequest.Builder.forConsumer(ApiKeys.FETCH.latestVersion(), 100, 1, wanted)
                .setMaxBytes(RESPONSE_BYTES)
                .isolationLevel(IsolationLevel.READ_COMMITTED)
                .metadata(FetchMetadata.LEGACY)
                .build();
        ByteBuffer body = request.serializeWithHeader(
                new RequestHeader(ApiKeys.FETCH, request.version(), "drain", ++correlation));
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).putInt(0, body.remaining());
        send(length);
        send(body);
        return receive();
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private long receive() throws IOException {
        bin.clear();
        bin.limit(Integer.BYTES);
        while (bin.hasRemaining()) {
            read();
        }
        long length = bin.getInt(0);
        for (long left = length; left > 0; ) {
            bin.clear();
            bin.limit((int) Math.min(left, bin.capacity()));
            left -= read();
        }
        return length;
    }

    private int read() throws IOException {
        int read = channel.read(bin);
        if (read < 0) {
            throw new EOFException("the broker closed the connection");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
