package dev.lacuna.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a group's commits out of `__consumer_offsets`, decoded by hand from the format's description.
final class CommitHistory {

    record Commit(int partition, long offset, int leaderEpoch) {}

    private CommitHistory() {}

    static List<Commit> read(String bootstrap, String group, String topic) {
        var commits = new ArrayList<Commit>();
        for (var stored : Topics.read(bootstrap, "__consumer_offsets")) {
            ByteBuffer key = ByteBuffer.wrap(stored.key());
            if (key.getShort() > 1 || stored.value() == null) {
                continue; // a key of version 2 tells of the group's members
            }
            if (!text(key).equals(group) || !text(key).equals(topic)) {
                continue;
            }
            int partition = key.getInt();
            ByteBuffer value = ByteBuffer.wrap(stored.value());
            short version = value.getShort();
            long offset = value.getLong();
            commits.add(new Commit(partition, offset, version >= 3 ? value.getInt() : -1));
        }
        return commits;
    }

    private static String text(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.getShort()];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
