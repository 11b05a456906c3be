package dev.lacuna.investigation;

import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.group.GroupBoundsRule;
import dev.lacuna.detect.group.GroupProgress;
import dev.lacuna.detect.group.GroupRewindRule;
import dev.lacuna.detect.group.GroupSkipRule;
import dev.lacuna.detect.group.GroupStallRule;
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
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskContext;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at how consumer groups moved over a scanned stream.
final class GroupLook {

    private static final Logger LOG = LoggerFactory.getLogger(GroupLook.class);
    private static final int POINTS_OF_PROGRESS = 500;

    private final StreamSource source;
    private final Scan scan;
    private final Map<PartitionRef, PositionRange> scanned;

    GroupLook(StreamSource source, Scan scan) {
        this.source = source;
        this.scan = scan;
        this.scanned =
                scan.ranges().stream().collect(Collectors.toMap(PartitionRange::partition, PartitionRange::positions));
    }

    /// The history can be long, and a source reads it in one go: a cancel interrupts that.
    ///
    /// @param nowMillis the time, epoch ms
    void look(TaskContext context, long nowMillis) {
        List<GroupCommit> history;
        StreamInfo stream;
        try (var _ = context.interruptOnCancel()) {
            history = source.groupHistory(scan.stream().stream());
            // behind the history: where a group stands can only be held against a log that is at least as new
            stream = history.isEmpty() ? scan.stream() : source.describe(scan.request().stream());
        } catch (SourceException e) {
            if (!context.isCancelled()) {
                notEvaluated(
                        FindingKind.GROUP_SKIP,
                        "The history of consumer groups could not be read: " + e.getMessage(),
                        "Grant read access to the internal topic that keeps group positions, then scan again.");
            }
            return;
        }
        scan.moved(GroupProgress.of(history, POINTS_OF_PROGRESS));
        find(FindingKind.GROUP_SKIP, () -> new GroupSkipRule().find(stream, history));
        find(FindingKind.GROUP_REWIND, () -> new GroupRewindRule().find(stream, history));
        find(FindingKind.GROUP_STALL, () -> new GroupStallRule().find(stream, history, scan::arrivalAt, nowMillis));
        find(FindingKind.GAP_HEAD, () -> new GroupBoundsRule().find(stream, history, nowMillis, transactional()));
    }

    /// The partitions in which the scan has seen markers or aborted records.
    private Set<PartitionRef> transactional() {
        return scan.findings().all().stream()
                .filter(finding ->
                        finding.cause() == Cause.TRANSACTION_MARKER || finding.cause() == Cause.ABORTED_TRANSACTION)
                .map(Finding::partition)
                .collect(Collectors.toSet());
    }

    /// A rule that fails must not take along what the scan has found.
    private void find(FindingKind rule, Supplier<List<Finding>> findings) {
        try {
            for (Finding finding : findings.get()) {
                if (isWithinWhatWasScanned(finding)) {
                    scan.findings().put(onTheEventsTime(finding));
                }
            }
        } catch (RuntimeException e) {
            LOG.error("rule {} failed", rule.id(), e);
            notEvaluated(
                    rule,
                    "The rule failed with " + e.getClass().getSimpleName() + ", which is a bug of the program.",
                    "Report it with the log; judge the groups by their positions until then.");
        }
    }

    /// Positions outside of the log can't have been scanned: of them the partition must have been.
    private boolean isWithinWhatWasScanned(Finding finding) {
        PositionRange range = scanned.get(finding.partition());
        return range != null && (isOutsideOfTheLog(finding) || range.overlaps(finding.positions()));
    }

    private static boolean isOutsideOfTheLog(Finding finding) {
        return finding.kind() == FindingKind.GAP_HEAD || finding.kind() == FindingKind.LOG_TRUNCATED;
    }

    /// A group's commits have a time of their own; the timeline shows the finding where the events in question
    /// lie, or beside where they would. A standstill is a time by itself.
    private Finding onTheEventsTime(Finding finding) {
        PositionRange range = finding.positions();
        if (!range.from().isDense() || finding.kind() == FindingKind.GROUP_STALL) {
            return finding;
        }
        long from = scan.timeAt(finding.partition(), range.from().asOffset());
        long to = scan.timeAt(finding.partition(), range.to().asOffset());
        if (from < 0 || to < from) {
            return finding;
        }
        return finding.withTime(Phrases.span(from, to));
    }

    private void notEvaluated(FindingKind rule, String why, String suggestion) {
        PartitionRef partition = scan.ranges().get(0).partition();
        scan.findings()
                .put(Finding.of(
                        partition,
                        FindingKind.NOT_EVALUATED,
                        Severity.INFO,
                        Verdict.UNDECIDED,
                        Cause.NOT_EVALUATED,
                        scan.ranges().get(0).positions(),
                        OptionalLong.empty(),
                        Basis.NONE,
                        new TimeSpan(scan.at().toEpochMilli(), scan.at().toEpochMilli()),
                        new Explanation(rule.id() + " was not evaluated", why, suggestion),
                        Evidence.of("rule", rule.id()).build(),
                        rule.id()));
    }
}
