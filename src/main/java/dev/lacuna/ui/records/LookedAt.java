package dev.lacuna.ui.records;

import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.report.session.SavedRecord;
import dev.lacuna.report.session.SavedRecords;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The records that somebody has had on the screen, so that a session can keep them: as many of those seen last as
/// [SavedRecords] allows.
final class LookedAt {

    private record Place(PartitionRef partition, Position position) {}

    private final int most;
    private final long mostBytes;
    private final SequencedMap<Place, SavedRecord> seen = new LinkedHashMap<>();
    private final Map<String, Long> forgotten = new HashMap<>();
    private SavedRecords begunWith = SavedRecords.NONE;
    private long bytes;

    LookedAt() {
        this(SavedRecords.MOST, SavedRecords.MOST_BYTES);
    }

    LookedAt(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /// Marks of transactions are left out: they are no records.
    void note(Collection<Row> rows) {
        for (Row row : rows) {
            if (!row.isMarker()) {
                put(new SavedRecord(row.event(), row.fate(), row.valueLength()));
            }
        }
        trim();
    }

    private void put(SavedRecord record) {
        var place = new Place(record.event().partition(), record.event().position());
        SavedRecord before = seen.remove(place);
        if (before != null) {
            bytes -= before.event().size();
        }
        seen.putLast(place, record);
        bytes += record.event().size();
    }

    private void trim() {
        while (seen.size() > most || bytes > mostBytes) {
            SavedRecord oldest = seen.pollFirstEntry().getValue();
            bytes -= oldest.event().size();
            forgotten.merge(stream(oldest), 1L, Long::sum);
        }
    }

    /// Goes on from what a session holds.
    void takeUp(SavedRecords records) {
        seen.clear();
        bytes = 0;
        forgotten.clear();
        begunWith = records;
        records.records().forEach(this::put);
        trim();
    }

    private static String stream(SavedRecord record) {
        return record.event().partition().stream().name();
    }

    /// Those of these streams.
    SavedRecords of(Collection<String> streams) {
        List<SavedRecord> kept = seen.values().stream()
                .filter(record -> streams.contains(stream(record)))
                .toList();
        long gone = streams.stream().distinct().mapToLong(this::forgotten).sum();
        boolean goesOn = begunWith.records().stream().anyMatch(record -> streams.contains(stream(record)));
        return new SavedRecords(kept, goesOn ? gone + begunWith.forgotten() : gone);
    }

    private long forgotten(String stream) {
        return forgotten.getOrDefault(stream, 0L);
    }
}
