package dev.lacuna.report.html;

import dev.lacuna.model.TimeSpan;
import java.util.Map;

/// The density of a stream as a picture of bounded width shows it.
///
/// @param span the time that is drawn
/// @param outside events that lie outside of it, with clocks that are far off
/// @param lanes by partition number
public record StreamBars(TimeSpan span, long outside, Map<Integer, Lane> lanes) {

    public StreamBars {
        lanes = Map.copyOf(lanes);
    }

    /// One lane.
    ///
    /// @param startMillis where the first bucket starts, epoch ms
    /// @param widthMillis of a bucket
    /// @param counts events per bucket
    /// @param estimated whether some of them are spread or looked up, and not counted
    /// @param events in all
    /// @param unread positions that nobody has read: an upper bound of the events there
    public record Lane(
            long startMillis, long widthMillis, long[] counts, boolean estimated, long events, long unread) {}
}
