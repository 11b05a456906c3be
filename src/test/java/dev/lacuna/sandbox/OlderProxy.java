package dev.lacuna.sandbox;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersionCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;

/// A way to a broker on which it looks to clients as old as Kafka 2.4: what it says of the requests that it knows is
/// cut
/// down to what that version said. Brokers of that age are met everywhere, and can't run beside this one in a JVM.
final class OlderProxy implements AutoCloseable {

    /// The newest version of each request that a broker of 2.4.1 names.
    private static final Map<ApiKeys, Integer> NEWEST = Map.ofEntries(
            Map.entry(ApiKeys.PRODUCE, 8),
            Map.entry(ApiKeys.FETCH, 11),
            Map.entry(ApiKeys.LIST_OFFSETS, 5),
            Map.entry(ApiKeys.METADATA, 9),
            Map.entry(ApiKeys.OFFSET_COMMIT, 8),
            Map.entry(ApiKeys.OFFSET_FETCH, 6),
            Map.entry(ApiKeys.FIND_COORDINATOR, 3),
            Map.entry(ApiKeys.JOIN_GROUP, 6),
            Map.entry(ApiKeys.HEARTBEAT, 4),
            Map.entry(ApiKeys.LEAVE_GROUP, 4),
            Map.entry(ApiKeys.SYNC_GROUP, 4),
            Map.entry(ApiKeys.DESCRIBE_GROUPS, 5),
            Map.entry(ApiKeys.LIST_GROUPS, 3),
            Map.entry(ApiKeys.SASL_HANDSHAKE, 1),
            Map.entry(ApiKeys.API_VERSIONS, 3),
            Map.entry(ApiKeys.CREATE_TOPICS, 5),
            Map.entry(ApiKeys.DELETE_TOPICS, 4),
            Map.entry(ApiKeys.DELETE_RECORDS, 1),
            Map.entry(ApiKeys.INIT_PRODUCER_ID, 2),
            Map.entry(ApiKeys.OFFSET_FOR_LEADER_EPOCH, 3),
            Map.entry(ApiKeys.ADD_PARTITIONS_TO_TXN, 1),
            Map.entry(ApiKeys.ADD_OFFSETS_TO_TXN, 1),
            Map.entry(ApiKeys.END_TXN, 1),
            Map.entry(ApiKeys.TXN_OFFSET_COMMIT, 2),
            Map.entry(ApiKeys.DESCRIBE_ACLS, 1),
            Map.entry(ApiKeys.CREATE_ACLS, 1),
            Map.entry(ApiKeys.DELETE_ACLS, 1),
            Map.entry(ApiKeys.DESCRIBE_CONFIGS, 2),
            Map.entry(ApiKeys.ALTER_CONFIGS, 1),
            Map.entry(ApiKeys.DESCRIBE_LOG_DIRS, 1),
            Map.entry(ApiKeys.SASL_AUTHENTICATE, 1),
            Map.entry(ApiKeys.CREATE_PARTITIONS, 1),
            Map.entry(ApiKeys.DELETE_GROUPS, 2),
            Map.entry(ApiKeys.ELECT_LEADERS, 2),
            Map.entry(ApiKeys.INCREMENTAL_ALTER_CONFIGS, 1),
            Map.entry(ApiKeys.OFFSET_DELETE, 0));

    private static final int CORRELATION_AT = 2 * Short.BYTES;

    private final ServerSocket server;
    private final int target;
    private final Set<Closeable> sockets = ConcurrentHashMap.newKeySet();

    private OlderProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /// @param port where clients come, which the broker must announce
    /// @param target where the broker listens for them
    static OlderProxy open(int port, int target) throws IOException {
        var server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByName(LoopbackPorts.HOST), port));
        var proxy = new OlderProxy(server, target);
        Thread.ofPlatform().daemon().name("older-proxy").start(proxy::accept);
        return proxy;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                Socket broker = new Socket(LoopbackPorts.HOST, target);
                sockets.add(broker);
                Map<Integer, Short> asked = new ConcurrentHashMap<>();
                start(client, broker, frame -> note(frame, asked));
                start(broker, client, frame -> age(frame, asked));
            } catch (IOException e) {
                // the one or the other is gone
                continue;
            }
        }
    }

    private interface Change {
        ByteBuffer of(ByteBuffer frame);
    }

    private void start(Socket from, Socket to, Change change) {
        Thread.ofPlatform().daemon().name("older-proxy-pump").start(() -> {
            try (from;
                    to) {
                var in = new DataInputStream(from.getInputStream());
                var out = new DataOutputStream(to.getOutputStream());
                while (true) {
                    byte[] frame = new byte[in.readInt()];
                    in.readFully(frame);
                    ByteBuffer changed = change.of(ByteBuffer.wrap(frame));
                    ByteBuffer sized = ByteBuffer.allocate(Integer.BYTES + changed.remaining())
                            .putInt(changed.remaining())
                            .put(changed);
                    out.write(sized.array());
                }
            } catch (IOException e) {
                // one side closed
            } finally {
                sockets.remove(from);
                sockets.remove(to);
            }
        });
    }

    /// Remembers by which version was asked what the broker knows.
    private static ByteBuffer note(ByteBuffer request, Map<Integer, Short> asked) {
        if (request.getShort(0) == ApiKeys.API_VERSIONS.id) {
            asked.put(request.getInt(CORRELATION_AT), request.getShort(Short.BYTES));
        }
        return request;
    }

    private static ByteBuffer age(ByteBuffer response, Map<Integer, Short> asked) {
        int correlation = response.getInt(0);
        Short version = asked.remove(correlation);
        if (version == null) {
            return response;
        }
        response.position(Integer.BYTES);
        var data = new ApiVersionsResponseData(new ByteBufferAccessor(response), version);
        var older = new ApiVersionCollection();
        for (ApiVersionsResponseData.ApiVersion each : data.apiKeys()) {
            Integer newest = ApiKeys.hasId(each.apiKey()) ? NEWEST.get(ApiKeys.forId(each.apiKey())) : null;
            if (newest != null && newest >= each.minVersion()) {
                older.add(each.duplicate().setMaxVersion((short) Math.min(newest, each.maxVersion())));
            }
        }
        data.setApiKeys(older)
                .setSupportedFeatures(new ApiVersionsResponseData.SupportedFeatureKeyCollection())
                .setFinalizedFeatures(new ApiVersionsResponseData.FinalizedFeatureKeyCollection())
                .setFinalizedFeaturesEpoch(-1);
        ByteBuffer body = MessageUtil.toByteBufferAccessor(data, version).buffer();
        return ByteBuffer.allocate(Integer.BYTES + body.remaining())
                .putInt(correlation)
                .put(body)
                .flip();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Closeable socket : sockets) {
            socket.close();
        }
    }
}
