package dev.lacuna.ui.timeline;

import dev.lacuna.model.Basis;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands in the head over the lanes of one stream.
///
/// @param about "3 partitions · 1.2 M events", and that it is read just now
/// @param open how many findings are open in its lanes
/// @param worst the tone of the worst of them, null when there is none
/// @param fraction how far the scan that is running has come, from 0 to 1; negative when none is
record GroupHead(
        StreamRef stream, String about, int open, @Nullable Tone worst, double fraction) {

    private static final Texts TEXTS = Texts.of(GroupHead.class);
    private static final int WHOLE_PERCENT = 100;

    static Map<StreamRef, GroupHead> of(
            TimelineSource source, List<StreamInfo> streams, Map<PartitionRef, LaneHead> heads) {
        Map<StreamRef, GroupHead> groups = new LinkedHashMap<>();
        for (StreamInfo stream : streams) {
            groups.put(stream.stream(), of(source, stream, heads));
        }
        return groups;
    }

    private static GroupHead of(TimelineSource source, StreamInfo stream, Map<PartitionRef, LaneHead> heads) {
        int open = 0;
        Tone worst = null;
        long events = 0;
        double done = 0;
        boolean running = false;
        for (var partition : stream.partitions()) {
            LaneHead head = heads.get(partition.partition());
            var totals = source.density().lane(partition.partition()).totals();
            events += totals.events() + totals.unread();
            if (head == null) {
                continue;
            }
            open += head.open();
            Tone tone = head.worst();
            worst = tone != null && (worst == null || tone.ordinal() < worst.ordinal()) ? tone : worst;
            TimelineSource.Coverage coverage = head.coverage();
            running |= coverage != null && coverage.running();
            done += coverage == null ? 0 : coverage.running() ? coverage.fraction() : 1;
        }
        int lanes = stream.partitions().size();
        double fraction = running ? done / Math.max(1, lanes) : -1;
        boolean exact = source.counts(stream.stream()) == Basis.EXACT;
        return new GroupHead(stream.stream(), words(lanes, events, exact, fraction), open, worst, fraction);
    }

    private static String words(int lanes, long events, boolean exact, double fraction) {
        String count = (exact ? "" : "≈\u202F") + Formats.compact(events);
        String all = TEXTS.get("group.about", TEXTS.get("group.lanes", lanes), TEXTS.get("lane.events", count));
        return fraction < 0
                ? all
                : TEXTS.get("group.reading", all, Integer.toString((int) Math.floor(fraction * WHOLE_PERCENT)));
    }
}
