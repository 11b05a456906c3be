package dev.lacuna.report.session;

import java.util.List;

/// The records that somebody looked at: a part of all that there were, and never more than the bounds say.
///
/// @param records in the order in which they were looked at last
/// @param forgotten how many more were looked at, before these, and are not kept
public record SavedRecords(List<SavedRecord> records, long forgotten) {

    /// So many records are kept: those looked at last.
    public static final int MOST = 2_000;

    /// So many bytes of keys, values and headers are kept.
    public static final long MOST_BYTES = 16 << 20;

    public static final SavedRecords NONE = new SavedRecords(List.of(), 0);

    public SavedRecords {
        records = List.copyOf(records);
    }
}
