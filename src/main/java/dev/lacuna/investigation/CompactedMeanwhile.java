package dev.lacuna.investigation;

import dev.lacuna.model.Cause;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.Verdict;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;

/// Doubts losses from a log that has become a compacted one since the scan began: what shows that the cleaner
/// never came was read before it did.
final class CompactedMeanwhile {

    private CompactedMeanwhile() {}

    /// Whether a stream that was not compacted is so now; asked only where something rests on that.
    static boolean isSo(StreamSource source, StreamInfo then, FindingLog log) {
        if (then.compacted() || log.all().stream().noneMatch(CompactedMeanwhile::restsOnThePolicy)) {
            return false;
        }
        try {
            return source.describe(then.stream().name()).compaction() == Compaction.ON;
        } catch (SourceException e) {
            return false; // the scan itself tells of a source that fails
        }
    }

    static void doubt(FindingLog log) {
        for (Finding finding : log.all()) {
            if (restsOnThePolicy(finding)) {
                log.tell(doubted(finding));
            }
        }
    }

    private static boolean restsOnThePolicy(Finding finding) {
        return finding.verdict() == Verdict.LOSS
                && (finding.kind() == FindingKind.GAP_OFFSETS
                        || (finding.kind() == FindingKind.GAP_SEQUENCE && finding.cause() == Cause.LOST_FROM_LOG));
    }

    private static Finding doubted(Finding finding) {
        Explanation texts = finding.explanation();
        return finding.withVerdict(Verdict.SUSPECT, Severity.MAJOR)
                .withCause(Cause.UNKNOWN)
                .withExplanation(new Explanation(
                        "perhaps " + texts.summary(),
                        texts.explanation() + " But the stream is compacted since the scan began: its cleaner may have "
                                + "removed them while the scan was on its way.",
                        "Find out who set cleanup.policy, and when; compare with a copy of the log from before."));
    }
}
