package dev.lacuna.report.session;

import dev.lacuna.journal.KeptNote;
import java.time.Instant;
import java.util.List;

/// All that a session file holds.
///
/// @param streams in the order they are shown
/// @param notes on any of the streams, in the order they were written
/// @param repairs of any of the streams, oldest first
/// @param records of any of the streams
public record SavedSession(
        Head head,
        List<SavedStream> streams,
        List<KeptNote> notes,
        List<SavedRepair> repairs,
        SavedView view,
        SavedRecords records) {

    public SavedSession {
        streams = List.copyOf(streams);
        notes = List.copyOf(notes);
        repairs = List.copyOf(repairs);
    }

    /// Without records.
    public SavedSession(
            Head head, List<SavedStream> streams, List<KeptNote> notes, List<SavedRepair> repairs, SavedView view) {
        this(head, streams, notes, repairs, view, SavedRecords.NONE);
    }

    /// Where it was seen, when and with what.
    ///
    /// @param source the source's address
    /// @param sourceId the identity of what stands there
    /// @param product for people: `Kafka`
    /// @param nodes how many brokers answered; 0 for a folder
    /// @param profile the name of the profile or properties file that it was reached with, without its folder;
    ///     empty for none
    public record Head(
            String source,
            String sourceId,
            String product,
            int nodes,
            String profile,
            Instant savedAt,
            String toolVersion) {}

    public SavedSession withView(SavedView newView) {
        return new SavedSession(head, streams, notes, repairs, newView, records);
    }

    public SavedSession withRecords(SavedRecords newRecords) {
        return new SavedSession(head, streams, notes, repairs, view, newRecords);
    }

    public long findings() {
        return streams.stream().mapToLong(stream -> stream.findings().size()).sum();
    }
}
