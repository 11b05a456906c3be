package dev.lacuna.investigation;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.Verdict;
import dev.lacuna.sandbox.PlantedFault;
import java.util.ArrayList;
import java.util.List;

/// Findings held against what was truly planted.
///
/// @param lines one per planted fault, in their order
/// @param unplanned findings that claim something is wrong where nothing was planted: false alarms
public record TruthCheck(List<Line> lines, List<Finding> unplanned) {

    public TruthCheck {
        lines = List.copyOf(lines);
        unplanned = List.copyOf(unplanned);
    }

    /// A planted fault and the findings that name it.
    public record Line(PlantedFault fault, List<Finding> findings) {
        public Line {
            findings = List.copyOf(findings);
        }

        /// Whether it was found with the right verdict, and where numbers tell it, with exactly these.
        public boolean isFound() {
            return !findings.isEmpty() && findings.stream().allMatch(finding -> finding.verdict() == fault.verdict());
        }
    }

    public boolean isTrue() {
        return unplanned.isEmpty() && lines.stream().allMatch(Line::isFound);
    }

    public static TruthCheck of(List<PlantedFault> faults, List<Finding> findings) {
        List<Finding> left = new ArrayList<>(findings.stream()
                .filter(finding -> finding.status() != FindingStatus.EXPLAINED)
                .toList());
        List<Line> lines = new ArrayList<>();
        for (PlantedFault fault : faults) {
            List<Finding> matching =
                    left.stream().filter(finding -> names(finding, fault)).toList();
            left.removeAll(matching);
            lines.add(new Line(fault, matching));
        }
        return new TruthCheck(lines, left);
    }

    private static boolean names(Finding finding, PlantedFault fault) {
        if (finding.kind() != fault.kind()
                || finding.partition().number() != fault.partition()
                || !finding.partition().stream().name().equals(fault.stream())) {
            return false;
        }
        Long first = finding.evidence().number("sequence_from");
        Long last = finding.evidence().number("sequence_to");
        if (fault.verdict() == Verdict.LOSS && fault.sequences().isPresent()) {
            return first != null && last != null && fault.sequences().get().equals(new SequenceRange(first, last));
        }
        return finding.time().fromMillis() <= fault.span().toMillis()
                && fault.span().fromMillis() <= finding.time().toMillis();
    }
}
