package dev.lacuna.investigation;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Producer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /// One record, what became of its transaction, and what its batch tells of it.
    ///
    /// @param millis by which partitions are merged, see [RecordPlace]
    /// @param valueLength of the value as it stands in the log, of which the event may hold the beginning only
    /// @param batch the batch it stands in; null where nobody has kept it
    public record Row(
            Event event,
            Fate fate,
            long millis,
            int valueLength,
            @Nullable Batch batch) {

        /// One that holds all of its value.
        public Row(Event event, Fate fate) {
            this(event, fate, event.millis(), length(event.value()), null);
        }

        /// One in bytes of its own.
        ///
        /// @param most of a longer value only so many bytes are kept
        static Row of(Batch batch, Event event, long millis, int most) {
            Bytes value = event.value();
            Event kept = value == null || value.length() <= most
                    ? event
                    : new Event(
                            event.partition(),
                            event.position(),
                            event.millis(),
                            event.timestamps(),
                            event.key(),
                            value.slice(0, most),
                            event.headers());
            return new Row(kept.compact(), batch.fate(), millis, length(value), batch);
        }

        private static int length(@Nullable Bytes value) {
            return value == null ? 0 : value.length();
        }

        public RecordPlace place() {
            return new RecordPlace(millis, event.partition(), event.position());
        }

        /// Whether the event holds only the beginning of its value.
        public boolean isCut() {
            Bytes value = event.value();
            return value != null && value.length() < valueLength;
        }

        /// Bytes of key, value and headers as they stand in the log.
        public long size() {
            return event.size() - length(event.value()) + valueLength;
        }

        /// Whether it is no event but the mark that a transaction was committed or aborted.
        public boolean isMarker() {
            return batch != null && batch.control();
        }

        /// Who wrote it, where the log tells.
        public Optional<Producer> producer() {
            return Optional.ofNullable(batch).map(Batch::producer).filter(producer -> producer.id() >= 0);
        }

        /// The number its producer gave it; -1 where there is none.
        public int sequence() {
            Producer producer = producer().orElse(null);
            return producer == null || batch == null || producer.baseSequence() < 0
                    ? -1
                    : (int) ((producer.baseSequence()
                                    + event.position().asOffset()
                                    - batch.first().asOffset())
                            & Integer.MAX_VALUE);
        }
    }
}
