package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import dev.lacuna.model.Incident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts lines together. A group stands where the first of its lines would stand alone.
final class FindingGroups {

    private FindingGroups() {}

    /// @param rows in the order that they have alone
    /// @param closed the keys of groups whose lines are not to be seen
    static List<FindingLine> of(List<FindingRow> rows, Grouping by, List<Incident> incidents, Set<String> closed) {
        Map<String, Incident> incidentOf = new HashMap<>();
        incidents.forEach(
                incident -> incident.findings().forEach(finding -> incidentOf.putIfAbsent(finding.id(), incident)));
        Map<String, List<FindingRow>> groups = new LinkedHashMap<>();
        for (FindingRow row : rows) {
            groups.computeIfAbsent(key(row.finding(), by, incidentOf), key -> new ArrayList<>())
                    .add(row);
        }
        List<FindingLine> lines = new ArrayList<>();
        groups.forEach((key, together) -> {
            // what is alone in its incident stands alone
            if (by == Grouping.NONE || by == Grouping.INCIDENT && together.size() == 1) {
                lines.addAll(together);
                return;
            }
            boolean open = !closed.contains(key);
            lines.add(new FindingGroup(by, key, leadFirst(together, incidentOf, by), open));
            if (open) {
                lines.addAll(together);
            }
        });
        return lines;
    }

    private static String key(Finding finding, Grouping by, Map<String, Incident> incidentOf) {
        return switch (by) {
            case NONE -> finding.id();
            case INCIDENT -> {
                Incident incident = incidentOf.get(finding.id());
                yield incident == null ? finding.id() : incident.id();
            }
            case KIND -> finding.kind().id();
            case PARTITION -> finding.partition().toString();
        };
    }

    /// Of an incident the likely cause leads, of other groups the worst.
    private static List<Finding> leadFirst(List<FindingRow> rows, Map<String, Incident> incidentOf, Grouping by) {
        List<FindingRow> sorted = new ArrayList<>(rows);
        sorted.sort(FindingsViewModel.WORST_FIRST);
        if (by == Grouping.INCIDENT) {
            Incident incident = incidentOf.get(rows.getFirst().id());
            String cause = incident == null ? "" : incident.cause().id();
            sorted.sort(Comparator.comparing(row -> !row.id().equals(cause)));
        }
        return sorted.stream().map(FindingRow::finding).toList();
    }
}
