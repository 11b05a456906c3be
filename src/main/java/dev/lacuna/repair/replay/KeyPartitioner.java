package dev.lacuna.repair.replay;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;

/// Chooses a partition by an event's key as Kafka's default does: murmur2 (Austin Appleby, 32 bits, seed 0x9747b28c),
/// its sign bit cleared, modulo the number of partitions. Events without a key, for which Kafka's default takes any
/// partition, keep together and in order by the partition they come from.
final class KeyPartitioner {

    private static final int SEED = 0x9747b28c;
    private static final int MIX = 0x5bd1e995;

    private KeyPartitioner() {}

    static int partition(Event event, int count) {
        Bytes key = event.key();
        return key == null ? event.partition().number() % count : (murmur2(key) & Integer.MAX_VALUE) % count;
    }

    static int murmur2(Bytes data) {
        int length = data.length();
        int hash = SEED ^ length;
        int at = 0;
        for (; at + 4 <= length; at += 4) {
            int word = (data.at(at) & 0xff)
                    | (data.at(at + 1) & 0xff) << 8
                    | (data.at(at + 2) & 0xff) << 16
                    | (data.at(at + 3) & 0xff) << 24;
            word *= MIX;
            word ^= word >>> 24;
            hash = hash * MIX ^ word * MIX;
        }
        if (at < length) {
            for (int i = length - 1; i >= at; i--) {
                hash ^= (data.at(i) & 0xff) << 8 * (i - at);
            }
            hash *= MIX;
        }
        hash ^= hash >>> 13;
        hash *= MIX;
        return hash ^ hash >>> 15;
    }
}
