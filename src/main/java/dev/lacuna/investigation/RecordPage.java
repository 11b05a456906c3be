package dev.lacuna.investigation;

import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import java.util.List;

/// Records that were fetched, ordered by time, then partition and position.
///
/// @param stopped empty when everything in the range is there; else where it stopped and why, for people
/// @param limited whether a higher limit would have shown more
/// @param unjudged of which records the filter could not say anything, for people; empty where there was none
/// @param reading how their values are read as JSON
public record RecordPage(List<Row> rows, String stopped, boolean limited, String unjudged, PayloadReading reading) {

    public RecordPage(List<Row> rows, String stopped) {
        this(rows, stopped, false, "");
    }

    RecordPage(List<Row> rows, String stopped, boolean limited, String unjudged) {
        this(rows, stopped, limited, unjudged, PayloadReading.none());
    }

    public RecordPage {
        rows = List.copyOf(rows);
    }

    /// One record and what became of its transaction.
    public record Row(Event event, Fate fate) {}
}
