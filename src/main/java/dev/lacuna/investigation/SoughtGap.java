package dev.lacuna.investigation;

import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.TimeSpan;
import java.util.Optional;
import java.util.TreeMap;

/// One gap that is to be filled: the numbers it misses, and the events that stand beside it.
final class SoughtGap {

    private final Finding finding;
    private final SequenceRange missing;
    private final TreeMap<Long, Event> neighbours = new TreeMap<>();

    private SoughtGap(Finding finding, SequenceRange missing) {
        this.finding = finding;
        this.missing = missing;
    }

    /// The gap that a finding names; empty where it names no numbers of a partition that could be looked for.
    static Optional<SoughtGap> of(Finding finding) {
        Long first = finding.evidence().number("sequence_from");
        Long last = finding.evidence().number("sequence_to");
        boolean scoped = finding.evidence().text("scope") != null;
        return finding.kind() != FindingKind.GAP_SEQUENCE || first == null || last == null || scoped
                ? Optional.empty()
                : Optional.of(new SoughtGap(finding, new SequenceRange(first, last)));
    }

    PartitionRef partition() {
        return finding.partition();
    }

    /// From the one neighbour to the other, both included.
    PositionRange positions() {
        return finding.positions();
    }

    TimeSpan time() {
        return finding.time();
    }

    SequenceRange missing() {
        return missing;
    }

    void neighbour(Event event, Fields fields) {
        if (fields.hasSequence() && !missing.contains(fields.sequence())) {
            neighbours.put(fields.sequence(), event.compact());
        }
    }

    /// The events beside it, by number.
    TreeMap<Long, Event> neighbours() {
        return neighbours;
    }
}
