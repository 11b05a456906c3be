package dev.lacuna.detect;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Incident;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Groups findings into incidents: those that began within the same minute, in whatever partition, and those that began
/// in a partition where another ended (the burst after a silence). A minute is counted from the first of a group, so
/// that a steady drizzle of findings does not flow together into one.
public final class Incidents {

    /// Clocks of producers and the edges of time buckets differ by less.
    static final long TOGETHER_MILLIS = 60_000;

    /// What tends to bring about the others comes first.
    private static final List<FindingKind> CAUSES_FIRST = List.of(
            FindingKind.TOPIC_RECREATED,
            FindingKind.LOG_TRUNCATED,
            FindingKind.LOG_ELECTION,
            FindingKind.LOG_DAMAGED,
            FindingKind.GAP_OFFSETS,
            FindingKind.GAP_PRODUCER,
            FindingKind.TXN_OPEN,
            FindingKind.GAP_HEAD,
            FindingKind.SILENCE,
            FindingKind.RATE_DROP,
            FindingKind.GAP_SEQUENCE,
            FindingKind.CONTENT_SCHEMA);

    private static final Comparator<Finding> CAUSE_FIRST = Comparator.comparingInt(Incidents::rank)
            .thenComparing(Finding::severity, Comparator.reverseOrder())
            .thenComparingLong(finding -> finding.time().fromMillis())
            .thenComparing(Finding::partition)
            .thenComparing(Finding::id);

    private Incidents() {}

    /// The incidents among findings, in order of time. Of what is explained or dismissed, only changes of
    /// leaders count, as causes.
    public static List<Incident> of(List<Finding> findings) {
        List<Finding> told = new ArrayList<>();
        for (Finding finding : findings) {
            if (isTold(finding)) {
                told.add(finding);
            }
        }
        told.sort(Comparator.comparingLong((Finding finding) -> finding.time().fromMillis())
                .thenComparing(Finding::id));
        int[] group = byBeginning(told);
        joinWhereOneEnds(told, group);
        Map<Integer, List<Finding>> groups = new LinkedHashMap<>();
        for (int i = 0; i < told.size(); i++) {
            groups.computeIfAbsent(root(group, i), key -> new ArrayList<>()).add(told.get(i));
        }
        List<Incident> incidents = new ArrayList<>();
        for (List<Finding> members : groups.values()) {
            if (isIncident(members)) {
                members.sort(CAUSE_FIRST);
                incidents.add(new Incident(members, span(members)));
            }
        }
        return incidents;
    }

    /// A group's skips and rewinds have the times of the events in question, which say nothing of when they happened.
    private static boolean isTold(Finding finding) {
        if (finding.kind() == FindingKind.LOG_ELECTION) {
            return true;
        }
        boolean isOpen = finding.status() == FindingStatus.OPEN
                || finding.status() == FindingStatus.REOPENED
                || finding.status() == FindingStatus.REPAIRED;
        boolean hasATime = finding.kind() != FindingKind.NOT_EVALUATED
                && finding.kind() != FindingKind.GROUP_SKIP
                && finding.kind() != FindingKind.GROUP_REWIND
                && finding.kind() != FindingKind.RETENTION_EXPIRING
                && finding.time().fromMillis() > 0;
        return isOpen && hasATime;
    }

    /// @return for each finding another of its group, or itself
    private static int[] byBeginning(List<Finding> told) {
        int[] group = new int[told.size()];
        int first = 0;
        for (int i = 0; i < told.size(); i++) {
            if (beginning(told.get(i)) - beginning(told.get(first)) > TOGETHER_MILLIS) {
                first = i;
            }
            group[i] = first;
        }
        return group;
    }

    private static long beginning(Finding finding) {
        return finding.time().fromMillis();
    }

    private static void joinWhereOneEnds(List<Finding> told, int[] group) {
        Map<PartitionRef, List<Integer>> byPartition = new HashMap<>();
        for (int i = 0; i < told.size(); i++) {
            byPartition
                    .computeIfAbsent(told.get(i).partition(), key -> new ArrayList<>())
                    .add(i);
        }
        for (List<Integer> lane : byPartition.values()) {
            for (int at = 0; at < lane.size(); at++) {
                long end = told.get(lane.get(at)).time().toMillis();
                for (int next = firstFrom(told, lane, end - TOGETHER_MILLIS); next < lane.size(); next++) {
                    if (beginning(told.get(lane.get(next))) > end + TOGETHER_MILLIS) {
                        break;
                    }
                    group[root(group, lane.get(next))] = root(group, lane.get(at));
                }
            }
        }
    }

    /// The index within the lane of the first finding that begins at or after a time.
    private static int firstFrom(List<Finding> told, List<Integer> lane, long millis) {
        int low = 0;
        int high = lane.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (beginning(told.get(lane.get(middle))) < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int root(int[] group, int index) {
        int at = index;
        while (group[at] != at) {
            group[at] = group[group[at]];
            at = group[at];
        }
        return at;
    }

    private static boolean isIncident(List<Finding> members) {
        long wrong = members.stream()
                .filter(finding -> finding.verdict() != Verdict.BENIGN)
                .count();
        return members.size() > 1 && wrong > 0;
    }

    private static TimeSpan span(List<Finding> members) {
        TimeSpan span = members.get(0).time();
        for (Finding member : members) {
            span = span.union(member.time());
        }
        return span;
    }

    private static int rank(Finding finding) {
        int rank = CAUSES_FIRST.indexOf(finding.kind());
        return rank < 0 ? CAUSES_FIRST.size() : rank;
    }
}
