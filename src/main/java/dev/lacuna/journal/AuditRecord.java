package dev.lacuna.journal;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an entry of the audit trail says of a write: who, which plan, where to, how much. No payload, no free text.
///
/// @param moment whether the write is about to begin, or over
/// @param kind what sort of write
/// @param task the task's id in the journal; 0 where the journal could not keep one
/// @param planHash see [KeptPlan#hash()]
/// @param target the address that is written to
/// @param cluster the identity of what stands there
/// @param subject the stream or the group that is written
/// @param confirmed the name that was typed to agree to it; empty where none was asked for
/// @param outcome how it ended, as a word: `done`, `partial`, `failed`, `cancelled`; empty when it begins
/// @param counts exact, by stable names
/// @param positions for each partition what was written: `orders/0` → `120..180`, the end exclusive
public record AuditRecord(
        Moment moment,
        TaskKind kind,
        long task,
        String planId,
        String planHash,
        String target,
        String cluster,
        String subject,
        String confirmed,
        String outcome,
        SortedMap<String, Long> counts,
        SortedMap<String, String> positions) {

    /// When an entry is made.
    public enum Moment {
        BEGUN,
        ENDED
    }

    public AuditRecord {
        counts = new TreeMap<>(counts);
        positions = new TreeMap<>(positions);
    }

    /// The entry for the end of a write that this one began.
    public AuditRecord ended(String how, Map<String, Long> exact, Map<String, String> where) {
        return new AuditRecord(
                Moment.ENDED,
                kind,
                task,
                planId,
                planHash,
                target,
                cluster,
                subject,
                confirmed,
                how,
                new TreeMap<>(exact),
                new TreeMap<>(where));
    }
}
