package dev.lacuna.report.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the window stood. Names are stable words; what a later version doesn't know is left out there.
///
/// @param stream the one that was shown
/// @param axis `time` or `offset`
/// @param fitted whether all there was was shown, whatever the window said
/// @param from of the window on the axis, in thousandths of its unit
/// @param to the same, exclusive
/// @param scroll pixels by which the lanes were scrolled
/// @param pinned lanes, as `stream/number`
/// @param collapsed lanes, likewise
/// @param hidden classes of findings that were left out
/// @param groups whose way was drawn
/// @param finding the id of the one that was selected; empty for none
/// @param zone of the times: `UTC`
/// @param filter what was typed to narrow the findings down; empty for nothing
/// @param columns of the table of records, by stream: those that somebody had chosen
public record SavedView(
        String stream,
        String axis,
        boolean fitted,
        long from,
        long to,
        double scroll,
        List<String> pinned,
        List<String> collapsed,
        List<String> hidden,
        boolean onlyWithFindings,
        boolean crosshair,
        List<String> groups,
        String finding,
        String zone,
        String filter,
        Map<String, List<String>> columns) {

    public SavedView {
        pinned = List.copyOf(pinned);
        collapsed = List.copyOf(collapsed);
        hidden = List.copyOf(hidden);
        groups = List.copyOf(groups);
        Map<String, List<String>> kept = new LinkedHashMap<>();
        columns.forEach((name, ids) -> kept.put(name, List.copyOf(ids)));
        columns = Collections.unmodifiableMap(kept);
    }

    /// All of a stream, as it is shown first.
    public static SavedView of(String stream) {
        return new SavedView(
                stream,
                "time",
                true,
                0,
                1,
                0,
                List.of(),
                List.of(),
                List.of("harmless"),
                false,
                true,
                List.of(),
                "",
                "UTC",
                "",
                Map.of());
    }
}
