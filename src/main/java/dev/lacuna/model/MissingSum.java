package dev.lacuna.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// How many events several findings say are missing, added up. Where findings of several kinds lie over one another
/// they may tell of the same events, and only the kind that tells of most is counted.
///
/// @param count of those that know it; empty where none does
/// @param basis exact only where each count is
public record MissingSum(OptionalLong count, Basis basis) {

    private static final Comparator<Finding> IN_LOG_ORDER = Comparator.comparing(Finding::partition)
            .thenComparing(finding -> finding.positions().from());

    public static MissingSum of(Collection<Finding> findings) {
        List<Finding> counted = findings.stream()
                .filter(finding -> finding.missing().isPresent())
                .sorted(IN_LOG_ORDER)
                .collect(Collectors.toList());
        long sum = 0;
        Basis basis = counted.isEmpty() ? Basis.NONE : Basis.EXACT;
        for (Place place : Place.of(counted)) {
            List<Finding> told = place.told();
            sum += count(told);
            basis = worse(basis, place.basis(told));
        }
        return new MissingSum(counted.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum), basis);
    }

    private static long count(List<Finding> findings) {
        return findings.stream()
                .mapToLong(finding -> finding.missing().orElse(0))
                .sum();
    }

    private static Basis worse(Basis one, Basis other) {
        if (one == Basis.ESTIMATED || other == Basis.ESTIMATED) {
            return Basis.ESTIMATED;
        }
        return one == Basis.EXACT && other == Basis.EXACT ? Basis.EXACT : Basis.AT_LEAST;
    }

    /// Findings of one partition that lie over one another, by their kinds.
    private static final class Place {

        private final PartitionRef partition;
        private final Map<FindingKind, List<Finding>> kinds = new EnumMap<>(FindingKind.class);
        private Position end;

        private Place(Finding first) {
            partition = first.partition();
            end = first.positions().to();
            add(first);
        }

        /// @param findings in the order of the log
        static List<Place> of(List<Finding> findings) {
            List<Place> places = new ArrayList<>();
            for (Finding finding : findings) {
                Place last = places.isEmpty() ? null : places.get(places.size() - 1);
                if (last != null
                        && finding.partition().equals(last.partition)
                        && finding.positions().from().isBefore(last.end)) {
                    last.add(finding);
                } else {
                    places.add(new Place(finding));
                }
            }
            return places;
        }

        private void add(Finding finding) {
            kinds.computeIfAbsent(finding.kind(), kind -> new ArrayList<>()).add(finding);
            end = Position.max(end, finding.positions().to());
        }

        /// Those of the kind that tells of most; an estimate tells nothing where somebody has counted.
        List<Finding> told() {
            Comparator<List<Finding>> countedFirst =
                    Comparator.comparing(findings -> findings.stream().noneMatch(Place::isEstimate));
            return kinds.values().stream()
                    .max(countedFirst.thenComparingLong(MissingSum::count))
                    .orElse(List.of());
        }

        private static boolean isEstimate(Finding finding) {
            return finding.basis() == Basis.ESTIMATED;
        }

        /// What another kind tells of may have been others.
        Basis basis(List<Finding> told) {
            Basis basis = kinds.size() == 1 ? Basis.EXACT : Basis.AT_LEAST;
            for (Finding finding : told) {
                basis = worse(basis, finding.basis());
            }
            return basis;
        }
    }
}
