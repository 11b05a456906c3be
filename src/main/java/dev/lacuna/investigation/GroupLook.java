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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at how consumer groups moved over a scanned stream.
final class GroupLook {

    private static final Logger LOG = LoggerFactory.getLogger(GroupLook.class);
    private static final int POINTS_OF_PROGRESS = 500;
    private static final Set<String> GROUP_RULES = Stream.of(
                    FindingKind.GROUP_SKIP, FindingKind.GROUP_REWIND, FindingKind.GROUP_STALL, FindingKind.GAP_HEAD)
            .map(FindingKind::id)
            .collect(Collectors.toUnmodifiableSet());

    private final StreamSource source;
    private final Scan scan;

    GroupLook(StreamSource source, Scan scan) {
        this.source = source;
        this.scan = scan;
    }

    /// Tells what a scan that has ended is to tell. The history can be long, and a source reads it in one go: a cancel
    /// interrupts that.
    ///
    /// @param nowMillis the time, epoch ms
    void look(TaskContext context, long nowMillis) {
        try (var _ = context.interruptOnCancel()) {
            findings(source.groupHistory(scan.stream().stream()), nowMillis).forEach(scan.findings()::put);
        } catch (SourceException e) {
            if (!context.isCancelled()) {
                scan.findings().put(unread(e));
            }
        }
    }

    /// Lets what is looked at while it is followed show how groups have moved by now.
    ///
    /// @param history of their commits
    /// @return what rules say of it
    List<Finding> see(List<GroupCommit> history, long nowMillis) throws SourceException {
        List<Finding> found = findings(history, nowMillis);
        scan.committed(history);
        return found;
    }

    private List<Finding> findings(List<GroupCommit> history, long nowMillis) throws SourceException {
        // behind the history: where a group stands can only be held against a log that is at least as new
        StreamInfo stream = history.isEmpty() ? scan.stream() : source.describe(scan.request().stream());
        scan.moved(GroupProgress.of(history, POINTS_OF_PROGRESS));
        List<Finding> found = new ArrayList<>();
        find(FindingKind.GROUP_SKIP, () -> new GroupSkipRule().find(stream, history), found);
        find(FindingKind.GROUP_REWIND, () -> new GroupRewindRule().find(stream, history), found);
        find(
                FindingKind.GROUP_STALL,
                () -> new GroupStallRule().find(stream, history, scan::arrivalAt, nowMillis),
                found);
        find(
                FindingKind.GAP_HEAD,
                () -> new GroupBoundsRule().find(stream, history, nowMillis, transactional()),
                found);
        return found;
    }

    /// That the groups could not be looked at.
    Finding unread(SourceException failure) {
        return notEvaluated(
                FindingKind.GROUP_SKIP,
                "The history of consumer groups could not be read: " + failure.getMessage(),
                "Grant read access to the internal topic that keeps group positions, then scan again.");
    }

    /// Whether a finding of groups tells how it stands now, and so is withdrawn when a later look tells it no more. A
    /// skip or a step back has happened, whatever the history has forgotten since.
    static boolean isOfNow(Finding finding) {
        return switch (finding.kind()) {
            case GROUP_STALL -> true;
            case GAP_HEAD -> finding.evidence().text("group") != null;
            case NOT_EVALUATED -> GROUP_RULES.contains(finding.evidence().text("rule"));
            default -> false;
        };
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
    private void find(FindingKind rule, Supplier<List<Finding>> findings, List<Finding> found) {
        Map<PartitionRef, PositionRange> scanned =
                scan.ranges().stream().collect(Collectors.toMap(PartitionRange::partition, PartitionRange::positions));
        try {
            for (Finding finding : findings.get()) {
                if (isWithin(scanned, finding)) {
                    found.add(onTheEventsTime(finding));
                }
            }
        } catch (RuntimeException e) {
            LOG.error("rule {} failed", rule.id(), e);
            found.add(notEvaluated(
                    rule,
                    "The rule failed with " + e.getClass().getSimpleName() + ", which is a bug of the program.",
                    "Report it with the log; judge the groups by their positions until then."));
        }
    }

    /// Positions outside of the log can't have been scanned: of them the partition must have been.
    private static boolean isWithin(Map<PartitionRef, PositionRange> scanned, Finding finding) {
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

    private Finding notEvaluated(FindingKind rule, String why, String suggestion) {
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
                new Explanation(rule.id() + " was not evaluated", why, suggestion),
                Evidence.of("rule", rule.id()).build(),
                rule.id());
    }
}
