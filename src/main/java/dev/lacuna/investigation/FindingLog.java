package dev.lacuna.investigation;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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

    /// Adds what a rule tells, or puts it in place of what it told before. What somebody has said of that finding stays
    /// said.
    synchronized void tell(Finding finding) {
        Finding known = findings.get(finding.id());
        if (known == null || !isSaid(known.status()) && !known.equals(finding)) {
            put(finding);
        }
    }

    /// Puts what is told now in the place of what was told before, all at once. What somebody has said of a
    /// finding, that it is dismissed or repaired, stays said.
    ///
    /// @param withdrawn ids of what isn't so any more
    /// @param then joins what belongs together, before anybody sees it
    synchronized void replace(Collection<String> withdrawn, List<Finding> told, Consumer<FindingLog> then) {
        var next = new FindingLog();
        next.findings.putAll(findings);
        next.findings.keySet().removeAll(withdrawn);
        for (Finding finding : told) {
            Finding known = findings.get(finding.id());
            next.put(known == null || !isSaid(known.status()) ? finding : known);
        }
        next.version++;
        then.accept(next);
        if (!next.findings.equals(findings)) {
            findings.clear();
            findings.putAll(next.findings);
            version++;
        }
    }

    /// Takes out those of a kind about which nobody has said anything.
    synchronized void remove(FindingKind kind) {
        if (findings.values().removeIf(finding -> finding.kind() == kind && !isSaid(finding.status()))) {
            version++;
        }
    }

    private static boolean isSaid(FindingStatus status) {
        return status == FindingStatus.DISMISSED
                || status == FindingStatus.REPAIRED
                || status == FindingStatus.REOPENED;
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
