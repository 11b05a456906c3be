package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.Tone;
import org.jspecify.annotations.Nullable;

/// What stands in the header of a lane.
///
/// @param name "partition 2"; with its stream where there are several: "orders / 2"
/// @param shortName "partition 2", where the stream is named already
/// @param positions "10 204 113 … 20 401 980"
/// @param shortPositions the same where there is less room: "10.2 M … 20.4 M"
/// @param events "10.2 M events"
/// @param open how many findings are open
/// @param worst the tone of the worst of them, null when there is none
/// @param coverage how far the lane was scanned, null where no scan has begun
record LaneHead(
        String name,
        String shortName,
        String positions,
        String shortPositions,
        String events,
        int open,
        @Nullable Tone worst,
        TimelineSource.@Nullable Coverage coverage) {}
