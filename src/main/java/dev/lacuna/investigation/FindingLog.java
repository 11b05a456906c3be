package dev.lacuna.investigation;

import dev.lacuna.model.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The findings of a scan, by id: rules add while others look. Safe from any thread.
public final class FindingLog {

    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::partition)
            .thenComparing(finding -> finding.positions().from())
            .thenComparing(finding -> finding.positions().to())
            .thenComparing(Finding::kind)
            .thenComparing(Finding::id);

    // Guarded by this.
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private long version;
    private List<Finding> sorted = List.of();
    private long sortedVersion;

    /// Adds a finding, or puts it in place of the one with the same id.
    public synchronized void put(Finding finding) {
        findings.put(finding.id(), finding);
        version++;
    }

    /// Grows with every change, so that a view that polls knows whether to look.
    public synchronized long version() {
        return version;
    }

    public synchronized Optional<Finding> get(String id) {
        return Optional.ofNullable(findings.get(id));
    }

    /// All of them, ordered by partition and position: the same data gives the same order, however threads ran.
    public synchronized List<Finding> all() {
        if (sortedVersion != version) {
            List<Finding> all = new ArrayList<>(findings.values());
            all.sort(BY_PLACE);
            sorted = List.copyOf(all);
            sortedVersion = version;
        }
        return sorted;
    }
}
