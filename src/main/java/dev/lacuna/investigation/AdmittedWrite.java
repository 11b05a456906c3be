package dev.lacuna.investigation;

import dev.lacuna.journal.AuditRecord;
import dev.lacuna.journal.Journal;
import dev.lacuna.journal.JournalException;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A write that the gate has let pass, from its entry in the audit trail to the one that ends it.
///
/// ```
/// ADMITTED ──first write──> BEGUN ──> ENDED
///     └───────────────────────────────^ (nothing was written: no entry at all)
/// ```
/// A process that is killed in between leaves the first entry alone.
final class AdmittedWrite {

    private enum State {
        ADMITTED,
        BEGUN,
        ENDED
    }

    private static final Logger LOG = LoggerFactory.getLogger(AdmittedWrite.class);

    private final WriteGate gate;
    private final StreamSource target;
    private final AuditRecord intent;
    private State state = State.ADMITTED;

    AdmittedWrite(WriteGate gate, StreamSource target, AuditRecord intent) {
        this.gate = gate;
        this.target = target;
        this.intent = intent;
    }

    /// The target, open to this write.
    StreamSource target() {
        return GatedSource.admitted(target, this);
    }

    /// Called by the gate before each thing that writes.
    ///
    /// @throws SourceException UNAUDITED where the write can't be noted
    synchronized void pass() throws SourceException {
        if (state == State.ENDED) {
            throw new IllegalStateException("a write that has ended can't write any more");
        }
        Optional<Journal> journal = gate.journal();
        if (state == State.ADMITTED && journal.isPresent()) {
            try {
                journal.get().audit(intent);
            } catch (JournalException e) {
                throw unaudited(e);
            }
        }
        state = State.BEGUN;
    }

    static SourceException unaudited(JournalException e) {
        return new SourceException(
                SourceException.Kind.UNAUDITED,
                "Nothing was written, because it could not be noted in the audit trail first. " + e.getMessage(),
                false,
                e);
    }

    /// Notes how it ended. That this can't be noted undoes nothing, so it is only told.
    ///
    /// @param positions what was written, see [AuditRecord#positions()]
    synchronized void end(String outcome, Map<String, Long> counts, Map<String, String> positions) {
        boolean begun = state == State.BEGUN;
        state = State.ENDED;
        Optional<Journal> journal = gate.journal();
        if (!begun || journal.isEmpty()) {
            return;
        }
        try {
            journal.get().audit(intent.ended(outcome, counts, positions));
        } catch (JournalException e) {
            LOG.warn("the end of a write could not be noted", e);
            gate.tell("What was written could not be noted in the audit trail, where it shows as begun. "
                    + e.getMessage());
        }
    }
}
