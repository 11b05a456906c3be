package dev.lacuna.investigation;

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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// Whether the fields that a scan was asked to follow are there at all. A mistyped extractor finds nothing in any
/// event,
/// and a rule that saw nothing must not pass for a rule that found nothing wrong.
final class FieldPresence {

    private final FieldSpec asked;
    private final LongAdder events = new LongAdder();
    private final LongAdder sequences = new LongAdder();
    private final LongAdder ids = new LongAdder();
    private final LongAdder times = new LongAdder();

    FieldPresence(FieldSpec asked) {
        this.asked = asked;
    }

    /// Told by the readers of all partitions.
    void saw(Fields fields) {
        events.increment();
        if (fields.hasSequence()) {
            sequences.increment();
        }
        if (fields.id() != null) {
            ids.increment();
        }
        if (fields.eventMillis() != Fields.ABSENT) {
            times.increment();
        }
    }

    void report(Scan scan, Consumer<Finding> findings) {
        report(asked.sequence(), sequences, "sequence", FindingKind.GAP_SEQUENCE, scan, findings);
        report(asked.id(), ids, "id", FindingKind.DUPLICATE, scan, findings);
        report(asked.eventTime(), times, "event time", FindingKind.ORDER_TIME, scan, findings);
    }

    private void report(
            Optional<String> extractor,
            LongAdder present,
            String what,
            FindingKind rule,
            Scan scan,
            Consumer<Finding> findings) {
        if (extractor.isEmpty() || present.sum() > 0 || events.sum() == 0) {
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
                        "no event has a " + what + " at " + extractor.get(),
                        "Of " + events.sum() + " events that were read, none has a " + what + " at '" + extractor.get()
                                + "', so " + rule.id() + " and whatever else needs it was not evaluated.",
                        "Look at an event (lacuna records) for the field's true place, then scan again."),
                Evidence.of("rule", rule.id()).with("events", events.sum()).build(),
                "absent " + what));
    }
}
