package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Verdict;

/// Says which findings a replay could mend at all.
public final class Repairable {

    private Repairable() {}

    /// Whether events are, or may be, missing, so that ways to bring them back are worth a look.
    static boolean isGap(FindingKind kind) {
        return switch (kind) {
            case GAP_OFFSETS, GAP_SEQUENCE, GAP_PRODUCER, GAP_HEAD, GAP_DOWNSTREAM, LOG_TRUNCATED, LOG_DAMAGED -> true;
            default -> false;
        };
    }

    /// Whether it is open and says that events are missing.
    public static boolean isRepairable(Finding finding) {
        return isGap(finding.kind())
                && finding.verdict() != Verdict.BENIGN
                && finding.verdict() != Verdict.ANOMALY
                && FindingsViewModel.isOpen(finding);
    }
}
