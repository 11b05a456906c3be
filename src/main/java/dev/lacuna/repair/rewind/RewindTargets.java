package dev.lacuna.repair.rewind;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.Verdict;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.SourceException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds the position that an aim means in each partition. Where a position is derived it is kept within the log, and
/// said; one that somebody typed stays as it is, so that its hazard can be told.
final class RewindTargets {

    /// Findings whose first position is one to read again from.
    private static final Set<FindingKind> BEGINNINGS = EnumSet.of(
            FindingKind.GROUP_SKIP,
            FindingKind.GAP_SEQUENCE,
            FindingKind.GAP_OFFSETS,
            FindingKind.GAP_PRODUCER,
            FindingKind.CONTENT_MALFORMED,
            FindingKind.CONTENT_SCHEMA,
            FindingKind.CONTENT_OUTLIER);

    private final RewindRequest request;
    private final Map<PartitionRef, GroupPosition> standing;
    private final List<String> notes;
    private final Map<PartitionRef, Position> targets = new TreeMap<>();

    RewindTargets(RewindRequest request, Map<PartitionRef, GroupPosition> standing, List<String> notes) {
        this.request = request;
        this.standing = standing;
        this.notes = notes;
    }

    /// @param logs the partitions that are asked about
    Map<PartitionRef, Position> of(Collection<PartitionInfo> logs) throws PlanException, SourceException {
        switch (request.aim()) {
            case RewindAim.AtTime time -> targets.putAll(request.source().positionsAt(partitions(logs), time.millis()));
            case RewindAim.AtStart start -> logs.forEach(log -> targets.put(log.partition(), log.start()));
            case RewindAim.AtEnd end -> logs.forEach(log -> targets.put(log.partition(), log.end()));
            case RewindAim.At at -> logs.forEach(log -> targets.put(log.partition(), Position.offset(at.position())));
            case RewindAim.InEach each -> inEach(each, logs);
            case RewindAim.By by -> logs.forEach(log -> shift(log, by.positions()));
            case RewindAim.LikeGroup like -> likeGroup(like, logs);
            case RewindAim.BeforeFindings found -> beforeFindings(found, logs);
        }
        return targets;
    }

    private static List<PartitionRef> partitions(Collection<PartitionInfo> logs) {
        return logs.stream().map(PartitionInfo::partition).toList();
    }

    private void inEach(RewindAim.InEach each, Collection<PartitionInfo> logs) throws PlanException {
        for (var entry : each.positions().entrySet()) {
            PartitionInfo log = logs.stream()
                    .filter(info -> info.partition().number() == entry.getKey())
                    .findFirst()
                    .orElseThrow(() -> new PlanException(
                            PlanException.Kind.REQUEST,
                            "There is no partition " + entry.getKey() + " among those that are to be set."));
            targets.put(log.partition(), Position.offset(entry.getValue()));
        }
    }

    private void shift(PartitionInfo log, long by) {
        GroupPosition stands = standing.get(log.partition());
        if (stands == null) {
            notes.add(log.partition() + " is left alone: the group has no position there to count from.");
            return;
        }
        long at = stands.next().asOffset();
        long wanted = by > Long.MAX_VALUE - at ? Long.MAX_VALUE : Math.max(0, at + by);
        putWithin(log, Position.offset(wanted), "the shift");
    }

    private void likeGroup(RewindAim.LikeGroup like, Collection<PartitionInfo> logs)
            throws PlanException, SourceException {
        request.source().groups().describe(like.group());
        Map<PartitionRef, GroupPosition> other = request.source().groups().positions(like.group());
        for (PartitionInfo log : logs) {
            GroupPosition there = other.get(log.partition());
            if (there == null) {
                notes.add(log.partition() + " is left alone: '" + like.group() + "' has no position there.");
            } else {
                putWithin(log, there.next(), "where '" + like.group() + "' stands");
            }
        }
        if (targets.isEmpty()) {
            throw new PlanException(
                    PlanException.Kind.REQUEST,
                    "Group '" + like.group()
                            + "' has no position in any of the partitions: there is nothing to follow.");
        }
    }

    private void beforeFindings(RewindAim.BeforeFindings found, Collection<PartitionInfo> logs) throws PlanException {
        Map<PartitionRef, Position> earliest = new TreeMap<>();
        for (Finding finding : found.findings()) {
            if (isBeginning(finding)) {
                PartitionRef partition = finding.partition();
                logs.stream()
                        .map(PartitionInfo::partition)
                        .filter(log -> log.number() == partition.number()
                                && log.stream().name().equals(partition.stream().name()))
                        .forEach(log -> earliest.merge(log, finding.positions().from(), Position::min));
            }
        }
        if (earliest.isEmpty()) {
            throw new PlanException(
                    PlanException.Kind.REQUEST,
                    "None of the findings is open, in these partitions, and of a kind that reading again repairs: a skip of"
                            + " this group, a gap, or events with wrong content.");
        }
        for (PartitionInfo log : logs) {
            Position from = earliest.get(log.partition());
            GroupPosition stands = standing.get(log.partition());
            if (from == null) {
                continue;
            }
            if (stands != null && stands.next().isBefore(from)) {
                notes.add(log.partition() + " is left alone: the group stands at " + stands.next()
                        + ", before the finding at " + from + ", and will come to it.");
            } else {
                putWithin(log, from, "the finding's beginning");
            }
        }
    }

    private boolean isBeginning(Finding finding) {
        boolean its = finding.kind() != FindingKind.GROUP_SKIP
                || request.group().equals(finding.evidence().text("group"));
        return its
                && BEGINNINGS.contains(finding.kind())
                && finding.positions().from().isDense()
                && finding.status() == FindingStatus.OPEN
                && finding.verdict() != Verdict.BENIGN;
    }

    private void putWithin(PartitionInfo log, Position wanted, String what) {
        Position kept = Position.max(log.start(), Position.min(wanted, log.end()));
        if (!kept.equals(wanted)) {
            String why = wanted.isBefore(kept)
                    ? ", where the log now starts: what stood before is gone."
                    : ", where the log ends.";
            notes.add(log.partition() + " goes to " + kept + " in place of " + wanted + " (" + what + ")" + why);
        }
        targets.put(log.partition(), kept);
    }
}
