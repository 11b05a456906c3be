package dev.lacuna.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// How many events several findings say are missing, added up.
///
/// @param count of those that know it; empty where none does
/// @param basis exact only where each count is
public record MissingSum(OptionalLong count, Basis basis) {

    public static MissingSum of(Collection<Finding> findings) {
        List<Finding> counted = findings.stream()
                .filter(finding -> finding.missing().isPresent())
                .toList();
        if (counted.isEmpty()) {
            return new MissingSum(OptionalLong.empty(), Basis.NONE);
        }
        long sum = counted.stream()
                .mapToLong(finding -> finding.missing().getAsLong())
                .sum();
        return new MissingSum(OptionalLong.of(sum), basis(counted));
    }

    private static Basis basis(List<Finding> counted) {
        if (overlaps(counted) || counted.stream().anyMatch(finding -> finding.basis() == Basis.ESTIMATED)) {
            return Basis.ESTIMATED;
        }
        return counted.stream().allMatch(finding -> finding.basis() == Basis.EXACT) ? Basis.EXACT : Basis.AT_LEAST;
    }

    /// Findings of several kinds may tell of the same events.
    private static boolean overlaps(List<Finding> counted) {
        Map<PartitionRef, FindingKind> kinds = new HashMap<>();
        for (Finding finding : counted) {
            FindingKind other = kinds.putIfAbsent(finding.partition(), finding.kind());
            if (other != null && other != finding.kind()) {
                return true;
            }
        }
        return false;
    }
}
