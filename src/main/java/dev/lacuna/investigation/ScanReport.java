package dev.lacuna.investigation;

import dev.lacuna.model.Evidence;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Incident;
import dev.lacuna.report.ReportRow;
import dev.lacuna.scan.PartitionOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The findings of a scan as a report shows them, each with the bounds of the reading that saw it.
final class ScanReport {

    private ScanReport() {}

    static List<ReportRow> of(Scan scan) {
        List<PartitionOutcome> ends = scan.outcomes();
        Map<String, String> incidentOf = new HashMap<>();
        for (Incident incident : scan.incidents()) {
            incident.findings().forEach(finding -> incidentOf.put(finding.id(), incident.id()));
        }
        return scan.findings().all().stream()
                .map(finding -> row(scan, inIncident(finding, incidentOf.get(finding.id())), ends))
                .toList();
    }

    private static Finding inIncident(Finding finding, @Nullable String incident) {
        if (incident == null) {
            return finding;
        }
        var evidence = new Evidence.Builder();
        finding.evidence().facts().forEach(evidence::withFact);
        return finding.withEvidence(evidence.with("incident", incident).build());
    }

    private static ReportRow row(Scan scan, Finding finding, List<PartitionOutcome> ends) {
        PartitionOutcome seenBy = null;
        for (PartitionOutcome end : ends) {
            if (end.asked().partition().equals(finding.partition())
                    && (seenBy == null || end.asked().positions().overlaps(finding.positions()))) {
                seenBy = end;
            }
        }
        String from = seenBy == null ? "" : seenBy.asked().positions().from().toString();
        String reached = seenBy == null ? "" : seenBy.reached().toString();
        return new ReportRow(finding, from, reached, scan.at(), scan.toolVersion());
    }
}
