package dev.lacuna.investigation;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.AbsentPartition;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import dev.lacuna.scan.PartitionOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Turns what a scan was asked to see and could not into findings: positions that retention took while it was on its
/// way, a log that was cut under it, a reader that saw less than usual.
final class Shortfalls {

    private static final int PARTITIONS_NAMED = 10;

    private final Scan scan;
    private final Consumer<Finding> findings;

    Shortfalls(Scan scan, Consumer<Finding> findings) {
        this.scan = scan;
        this.findings = findings;
    }

    void report(List<PartitionOutcome> outcomes) {
        if (!scan.stream().unread().isEmpty()) {
            unset();
        }
        if (scan.request().partitions().isEmpty()) {
            absent(true);
            absent(false);
        }
        Map<String, List<PartitionOutcome>> noted = new LinkedHashMap<>();
        for (PartitionOutcome outcome : outcomes) {
            outcome.gone().forEach(positions -> gone(outcome, positions));
            if (outcome.end() == PartitionOutcome.End.LOG_ENDED) {
                truncated(outcome);
            }
            outcome.note()
                    .ifPresent(note -> noted.computeIfAbsent(note, text -> new ArrayList<>())
                            .add(outcome));
        }
        noted.forEach(this::noted);
    }

    /// What is not known of a stream must turn no verdict: it is told once that it isn't.
    private void unset() {
        PartitionRange first = scan.ranges().getFirst();
        report(
                first.partition(),
                FindingKind.NOT_EVALUATED,
                Severity.INFO,
                Verdict.UNDECIDED,
                Cause.NOT_EVALUATED,
                first.positions(),
                new Explanation(
                        "the settings of the stream are not known",
                        scan.stream().unread()
                                + " So whether it is compacted and how long it keeps events is not known: "
                                + FindingKind.RETENTION_EXPIRING.id()
                                + " was not evaluated, and what the log cleaner may have removed is suspect where it might"
                                + " have been proven lost.",
                        "Grant the right, or scan as another user, and scan again."),
                Evidence.of("rule", FindingKind.RETENTION_EXPIRING.id()).build(),
                "unread settings");
    }

    /// Partitions of which nothing could be looked at.
    ///
    /// @param due those that should be where the source looks, or those that are elsewhere
    private void absent(boolean due) {
        List<AbsentPartition> absent = scan.stream().absent().stream()
                .filter(partition -> partition.due() == due)
                .toList();
        if (absent.isEmpty()) {
            return;
        }
        PartitionRange first = scan.ranges().getFirst();
        String partitions = absent.stream()
                .limit(PARTITIONS_NAMED)
                .map(partition -> "partition " + partition.number() + " (" + partition.where() + ")")
                .collect(Collectors.joining(", "));
        int more = absent.size() - Math.min(PARTITIONS_NAMED, absent.size());
        Position from = first.positions().from();
        report(
                first.partition(),
                due ? FindingKind.LOG_DAMAGED : FindingKind.NOT_EVALUATED,
                due ? Severity.MAJOR : Severity.INFO,
                due ? Verdict.SUSPECT : Verdict.UNDECIDED,
                due ? Cause.LOG_DAMAGE : Cause.NOT_EVALUATED,
                new PositionRange(from, from),
                new Explanation(
                        Phrases.count(absent.size(), "partition") + (due ? " missing" : " not in this folder"),
                        "Besides what was scanned, the stream has " + partitions
                                + (more == 0 ? "" : " and " + more + " more") + ": nothing of "
                                + (absent.size() == 1 ? "it" : "them") + " was looked at."
                                + (due
                                        ? " The cluster keeps "
                                                + (absent.size() == 1 ? "it" : "them")
                                                + " here; unless made just before the broker stopped, or left out"
                                                + " of this copy, the folder is lost."
                                        : ""),
                        due
                                ? "Look for the folder in another copy of the disk, or scan another broker's; have this"
                                        + " disk, or the way it was copied, checked."
                                : "Scan the other brokers' folders, too: open a folder that holds all of them one level"
                                        + " down."),
                Evidence.of(due ? "damage" : "note", due ? "missing-partition" : "partitions elsewhere")
                        .with(
                                "partitions",
                                absent.stream()
                                        .map(partition -> String.valueOf(partition.number()))
                                        .collect(Collectors.joining(", ")))
                        .build(),
                "absent partitions");
    }

    private void gone(PartitionOutcome outcome, PositionRange positions) {
        String range = positions.from() + " to " + positions.to() + " (exclusive)";
        var evidence = new Evidence.Builder();
        Phrases.position(evidence, "asked_from", outcome.asked().positions().from());
        Phrases.position(evidence, "head_at", positions.to());
        report(
                outcome.asked().partition(),
                FindingKind.GAP_HEAD,
                Severity.INFO,
                Verdict.BENIGN,
                Cause.RETENTION,
                positions,
                new Explanation(
                        "positions that retention took before they were read",
                        "The log's start moved to " + positions.to() + " while the scan was on its way: the positions "
                                + range + " were there when it began and gone before it came to them. That is what "
                                + "retention, or a deletion of records, is for; whether events were missing among them "
                                + "can't be told any more, and where other findings end at these positions, they "
                                + "may be wrong by them.",
                        "Scan again from the log's present start. If these positions matter, lengthen the topic's "
                                + "retention before the next ones go."),
                evidence.build(),
                "");
    }

    private void truncated(PartitionOutcome outcome) {
        Position end = outcome.asked().positions().to();
        var evidence = new Evidence.Builder();
        Phrases.position(evidence, "end_at_start", end);
        Phrases.position(evidence, "reached", outcome.reached());
        report(
                outcome.asked().partition(),
                FindingKind.LOG_TRUNCATED,
                Severity.MAJOR,
                Verdict.SUSPECT,
                Cause.TRUNCATED,
                new PositionRange(Position.min(outcome.reached(), end), end),
                new Explanation(
                        "log truncated while it was scanned",
                        "When the scan began, committed events reached up to position " + end
                                + ". At position " + outcome.reached() + " the log then ended, or no longer went on "
                                + "as it had been read: it was cut under the scan. Replicas keep what is committed, "
                                + "so a replica that lacked some of it became leader (an unclean election), or a "
                                + "broker came back without what it had acknowledged. New events may be given the "
                                + "same positions; producers and consumers don't notice.",
                        "Look in the controller's log for an unclean leader election of this partition and keep the "
                                + "old leader's log folder: it may be the only copy. Scan again, and compare with a "
                                + "mirror or with what consumers read."),
                evidence.build(),
                "");
    }

    private void noted(String note, List<PartitionOutcome> outcomes) {
        PartitionRange first = scan.ranges().get(0);
        List<Integer> numbers = outcomes.stream()
                .map(outcome -> outcome.asked().partition().number())
                .distinct()
                .sorted()
                .toList();
        String partitions =
                numbers.stream().limit(PARTITIONS_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        if (numbers.size() > PARTITIONS_NAMED) {
            partitions += " and " + (numbers.size() - PARTITIONS_NAMED) + " more";
        }
        report(
                first.partition(),
                FindingKind.NOT_EVALUATED,
                Severity.INFO,
                Verdict.UNDECIDED,
                Cause.NOT_EVALUATED,
                first.positions(),
                new Explanation(
                        "less was seen than usual",
                        note + " So it was in "
                                + (numbers.size() == 1 ? "partition " : numbers.size() + " partitions: ")
                                + partitions + ". What rests on those is not evaluated there, and a missing position "
                                + "is suspect where it might have been proven.",
                        "Take the verdicts of these partitions with that in mind; report it as a bug of the program "
                                + "if the broker is a plain Apache Kafka."),
                Evidence.of("note", note).with("partitions", partitions).build(),
                note);
    }

    private void report(
            PartitionRef partition,
            FindingKind kind,
            Severity severity,
            Verdict verdict,
            Cause cause,
            PositionRange positions,
            Explanation explanation,
            Evidence evidence,
            String discriminator) {
        findings.accept(Finding.of(
                partition,
                kind,
                severity,
                verdict,
                cause,
                positions,
                OptionalLong.empty(),
                Basis.NONE,
                time(partition, positions),
                explanation,
                evidence,
                discriminator));
    }

    /// Roughly when; the scan's own time where nothing was seen nearby.
    private TimeSpan time(PartitionRef partition, PositionRange positions) {
        if (positions.from().isDense()) {
            long from = scan.timeAt(partition, positions.from().asOffset());
            long to = scan.timeAt(partition, positions.to().asOffset());
            if (from >= 0 || to >= 0) {
                return Phrases.span(from, to);
            }
        }
        return Phrases.span(scan.at().toEpochMilli(), scan.at().toEpochMilli());
    }
}
