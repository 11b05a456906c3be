package dev.lacuna.investigation;

import dev.lacuna.detect.group.GroupSkipRule;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskContext;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at how consumer groups moved over a scanned stream.
final class GroupLook {

    private static final Logger LOG = LoggerFactory.getLogger(GroupLook.class);

    private final StreamSource source;
    private final Scan scan;

    GroupLook(StreamSource source, Scan scan) {
        this.source = source;
        this.scan = scan;
    }

    /// The history can be long, and a source reads it in one go: a cancel interrupts that.
    void look(TaskContext context) {
        List<GroupCommit> history;
        try (var _ = context.onCancel(Thread.currentThread()::interrupt)) {
            history = source.groupHistory(scan.stream().stream());
        } catch (SourceException e) {
            if (!context.isCancelled()) {
                scan.findings()
                        .put(
                                notEvaluated(
                                        "The history of consumer groups could not be read: " + e.getMessage(),
                                        "Grant read access to the internal topic that keeps group positions, then scan again."));
            }
            return;
        }
        Map<PartitionRef, PositionRange> scanned =
                scan.ranges().stream().collect(Collectors.toMap(PartitionRange::partition, PartitionRange::positions));
        for (Finding finding : skips(history)) {
            PositionRange range = scanned.get(finding.partition());
            if (range != null && range.overlaps(finding.positions())) {
                scan.findings().put(onTheEventsTime(finding));
            }
        }
    }

    /// A rule that fails must not take along what the scan has found.
    private List<Finding> skips(List<GroupCommit> history) {
        try {
            return new GroupSkipRule().find(scan.stream(), history);
        } catch (RuntimeException e) {
            LOG.error("rule {} failed", FindingKind.GROUP_SKIP.id(), e);
            scan.findings()
                    .put(notEvaluated(
                            "The rule failed with " + e.getClass().getSimpleName() + ", which is a bug of the program.",
                            "Report it with the log; judge the groups by their positions until then."));
            return List.of();
        }
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

    private Finding notEvaluated(String why, String suggestion) {
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
                new Explanation(FindingKind.GROUP_SKIP.id() + " was not evaluated", why, suggestion),
                Evidence.of("rule", FindingKind.GROUP_SKIP.id()).build(),
                FindingKind.GROUP_SKIP.id());
    }
}
