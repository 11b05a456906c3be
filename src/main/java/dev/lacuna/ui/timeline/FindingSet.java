package dev.lacuna.ui.timeline;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.ui.kit.FindingClass;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The findings of a timeline in order of time, and which classes of them are left out. Harmless ones are, unless they
/// are asked for.
final class FindingSet {

    static final Comparator<Finding> BY_TIME = Comparator.comparingLong(
                    (Finding finding) -> finding.time().fromMillis())
            .thenComparing(Finding::partition)
            .thenComparing(Finding::id);

    private Map<String, Finding> byId = Map.of();
    private final Set<FindingClass> hidden = EnumSet.of(FindingClass.HARMLESS);

    // asked for with every frame, so they are not looked up anew
    private List<Finding> shown = List.of();
    private Map<FindingClass, Integer> counts = Map.of();

    void hold(List<Finding> findings) {
        Map<String, Finding> sorted = new LinkedHashMap<>();
        findings.stream().sorted(BY_TIME).forEach(finding -> sorted.put(finding.id(), finding));
        byId = sorted;
        counts = new EnumMap<>(FindingClass.class);
        byId.values().forEach(finding -> counts.merge(FindingClass.of(finding), 1, Integer::sum));
        choose();
    }

    private void choose() {
        shown = byId.values().stream()
                .filter(finding -> !hidden.contains(FindingClass.of(finding)))
                .toList();
    }

    Optional<Finding> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Map<String, Finding> byId() {
        return byId;
    }

    Set<FindingClass> hidden() {
        return Set.copyOf(hidden);
    }

    boolean isHidden(FindingClass each) {
        return hidden.contains(each);
    }

    void hide(FindingClass each, boolean on) {
        if (on) {
            hidden.add(each);
        } else {
            hidden.remove(each);
        }
        choose();
    }

    /// Those that are drawn, in order of time.
    List<Finding> shown() {
        return shown;
    }

    /// How many there are of each class, left out or not.
    Map<FindingClass, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /// The one behind another in time, or before it, among those shown in these lanes; around the ends.
    ///
    /// @param from the id of the other one; empty: from outside
    Optional<Finding> step(Optional<String> from, boolean forward, Set<PartitionRef> lanes) {
        List<Finding> seen = shown.stream()
                .filter(finding -> lanes.contains(finding.partition()))
                .toList();
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        int current = -1;
        for (int i = 0; i < seen.size() && from.isPresent(); i++) {
            if (seen.get(i).id().equals(from.get())) {
                current = i;
            }
        }
        int start = current >= 0 || forward ? current : 0;
        return Optional.of(seen.get(Math.floorMod(start + (forward ? 1 : -1), seen.size())));
    }
}
