package dev.lacuna.cli;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A record by its place in a topic, as people write it: `3@41207`.
record RecordSpot(int partition, long offset) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})@(\\d{1,18})");

    /// @param text two of them with a comma between
    static List<RecordSpot> pair(String text) throws CommandException {
        List<RecordSpot> spots = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher written = WRITTEN.matcher(part.strip());
            if (written.matches()) {
                spots.add(new RecordSpot(Integer.parseInt(written.group(1)), Long.parseLong(written.group(2))));
            }
        }
        if (spots.size() != 2 || text.split(",", -1).length != 2) {
            throw CommandException.usage("--diff takes two records as PARTITION@OFFSET,PARTITION@OFFSET, such as"
                    + " 0@120,3@41207, not '" + text + "'.");
        }
        return spots;
    }

    PartitionRange range(StreamRef stream) {
        return new PartitionRange(stream.partition(partition), PositionRange.offsets(offset, offset + 1));
    }
}
