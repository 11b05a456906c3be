package dev.lacuna.investigation;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/// Whether the fields that a scan was asked to follow are there at all. A mistyped extractor finds nothing in any
/// event, and a rule that saw nothing must not pass for a rule that found nothing wrong.
public final class FieldPresence {

    /// The fact of a finding that names the extractor of a field that no event has.
    private static final String ABSENT = "absent_field";

    private final FieldSpec asked;
    private final List<Tally> tallies = new ArrayList<>();

    FieldPresence(FieldSpec asked) {
        this.asked = asked;
    }

    /// The extractor of a field that no event has, where a finding tells of one.
    public static Optional<String> absentField(Finding finding) {
        return finding.kind() == FindingKind.NOT_EVALUATED
                ? Optional.ofNullable(finding.evidence().text(ABSENT))
                : Optional.empty();
    }

    /// What one partition's events had; told by the one thread that reads it, and taken when it has ended.
    static final class Tally {
        private long events;
        private long sequences;
        private long ids;
        private long times;

        void saw(Fields fields) {
            events++;
            if (fields.hasSequence()) {
                sequences++;
            }
            if (fields.id() != null) {
                ids++;
            }
            if (fields.eventMillis() != Fields.ABSENT) {
                times++;
            }
        }
    }

    Tally tally() {
        var tally = new Tally();
        tallies.add(tally);
        return tally;
    }

    /// @param undecoded events that were not read for want of a schema: where all were, that is told, and not that they
    ///     lack a field
    void report(Scan scan, long undecoded, Consumer<Finding> findings) {
        if (undecoded > 0 && undecoded >= sum(tally -> tally.events)) {
            return;
        }
        report(asked.sequence(), tally -> tally.sequences, "a sequence", FindingKind.GAP_SEQUENCE, scan, findings);
        report(asked.id(), tally -> tally.ids, "an id", FindingKind.DUPLICATE, scan, findings);
        report(asked.eventTime(), tally -> tally.times, "an event time", FindingKind.ORDER_TIME, scan, findings);
    }

    private long sum(ToLongFunction<Tally> part) {
        return tallies.stream().mapToLong(part).sum();
    }

    /// @param what the field, with its article
    private void report(
            Optional<String> extractor,
            ToLongFunction<Tally> part,
            String what,
            FindingKind rule,
            Scan scan,
            Consumer<Finding> findings) {
        long events = sum(tally -> tally.events);
        if (extractor.isEmpty() || sum(part) > 0 || events == 0) {
            return;
        }
        PartitionRange first = scan.ranges().getFirst();
        findings.accept(Finding.of(
                first.partition(),
                FindingKind.NOT_EVALUATED,
                Severity.MAJOR,
                Verdict.UNDECIDED,
                Cause.NOT_EVALUATED,
                first.positions(),
                OptionalLong.empty(),
                Basis.NONE,
                TimeSpan.between(scan.at(), scan.at()),
                new Explanation(
                        "no event has " + what + " at " + extractor.get(),
                        "Of " + Phrases.count(events, "event") + " that were read, none has " + what + " at '"
                                + extractor.get() + "', so " + rule.id()
                                + " and whatever else needs it was not evaluated.",
                        "Look at an event (lacuna records) for the field's true place, then scan again."),
                Evidence.of("rule", rule.id())
                        .with("events", events)
                        .with(ABSENT, extractor.get())
                        .build(),
                "absent " + rule.id()));
    }
}
