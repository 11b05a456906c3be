package dev.lacuna.investigation;

import dev.lacuna.detect.group.GroupSkipRule;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import java.util.List;
import java.util.OptionalLong;

/// Looks at how consumer groups moved over a scanned stream.
final class GroupLook {

    private final StreamSource source;
    private final Scan scan;

    GroupLook(StreamSource source, Scan scan) {
        this.source = source;
        this.scan = scan;
    }

    void look() {
        List<GroupCommit> history;
        try {
            history = source.groupHistory(scan.stream().stream());
        } catch (SourceException e) {
            scan.findings().put(notEvaluated(e.getMessage()));
            return;
        }
        for (Finding finding : new GroupSkipRule().find(scan.stream(), history)) {
            if (isScanned(finding)) {
                scan.findings().put(onTheEventsTime(finding));
            }
        }
    }

    /// A group is followed over the whole stream; told is only what lies in the ranges that were asked for.
    private boolean isScanned(Finding finding) {
        return scan.ranges().stream()
                .anyMatch(range -> range.partition().equals(finding.partition())
                        && range.positions().from().isBefore(finding.positions().to())
                        && finding.positions().from().isBefore(range.positions().to()));
    }

    /// A group's commits have a time of their own; the timeline shows the finding where the skipped events lie.
    private Finding onTheEventsTime(Finding finding) {
        PositionRange skipped = finding.positions();
        if (!skipped.from().isDense()) {
            return finding;
        }
        long from = scan.timeAt(finding.partition(), skipped.from().asOffset());
        long to = scan.timeAt(finding.partition(), skipped.to().asOffset());
        if (from < 0 || to < from) {
            return finding;
        }
        return finding.withTime(new TimeSpan(from, to));
    }

    private Finding notEvaluated(String why) {
        PartitionRef partition = scan.ranges().get(0).partition();
        return Finding.of(
                partition,
                FindingKind.NOT_EVALUATED,
                Severity.INFO,
                Verdict.UNDECIDED,
                Cause.NOT_EVALUATED,
                scan.ranges().get(0).positions(),
                OptionalLong.empty(),
                Basis.NONE,
                new TimeSpan(scan.at().toEpochMilli(), scan.at().toEpochMilli()),
                new Explanation(
                        FindingKind.GROUP_SKIP.id() + " was not evaluated",
                        "The history of consumer groups could not be read: " + why,
                        "Grant read access to the internal topic that keeps group positions, then scan again."),
                Evidence.of("rule", FindingKind.GROUP_SKIP.id()).build(),
                FindingKind.GROUP_SKIP.id());
    }
}
