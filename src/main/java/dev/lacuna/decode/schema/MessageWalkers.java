package dev.lacuna.decode.schema;

import dev.lacuna.decode.protobuf.MessageType;
import dev.lacuna.decode.protobuf.ProtoFiles;
import dev.lacuna.decode.protobuf.ProtobufWalker;
import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.decode.walk.PayloadWalker;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The walkers for the messages of one schema, by the indexes that stand before a payload. Confined to one
/// thread.
final class MessageWalkers {

    private static final int MOST = 1_000;

    private final ProtoFiles files;
    private final Map<String, PayloadWalker> walkers = new HashMap<>();
    private int[] last = {};
    private PayloadWalker lastWalker = (in, sink) -> {};

    MessageWalkers(ProtoFiles files) {
        this.files = files;
    }

    /// Reads the indexes and passes them.
    PayloadWalker next(ByteCursor in) throws BrokenPayloadException {
        int[] indexes = WireFormat.readIndexes(in);
        if (Arrays.equals(indexes, last)) {
            return lastWalker;
        }
        String key = Arrays.toString(indexes);
        PayloadWalker walker = walkers.get(key);
        if (walker == null) {
            MessageType type = files.message(indexes)
                    .orElseThrow(() -> in.broken("names a message that its schema does not have"));
            walker = new ProtobufWalker(type);
            if (walkers.size() < MOST) {
                walkers.put(key, walker);
            }
        }
        last = indexes;
        lastWalker = walker;
        return walker;
    }
}
