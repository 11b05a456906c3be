package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.ui.timeline.TimelineModel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The finding that alone is selected, in whichever of the scans it is.
final class SelectedFinding {

    private final TimelineModel model;
    private @Nullable Finding seen;

    SelectedFinding(TimelineModel model) {
        this.model = model;
    }

    Optional<Scan> scan(List<Scan> scans) {
        return model.selectedFinding().flatMap(id -> with(id, scans));
    }

    Optional<Finding> finding(List<Scan> scans) {
        return model.selectedFinding()
                .flatMap(id -> with(id, scans).flatMap(scan -> scan.findings().get(id)));
    }

    private static Optional<Scan> with(String findingId, List<Scan> scans) {
        return scans.stream()
                .filter(scan -> scan.findings().get(findingId).isPresent())
                .findFirst();
    }

    /// While a stream is followed a finding grows, and is another one then: what is selected goes along.
    void keep(List<Scan> scans) {
        Finding before = seen;
        String id = model.selectedFinding().orElse("");
        seen = finding(scans).orElse(null);
        if (seen == null && before != null && before.id().equals(id)) {
            scans.stream()
                    .flatMap(scan -> scan.findings().all().stream())
                    .filter(finding -> finding.kind() == before.kind()
                            && finding.partition().equals(before.partition())
                            && finding.positions().overlaps(before.positions()))
                    .findFirst()
                    .ifPresent(finding -> {
                        seen = finding;
                        model.selectFinding(finding.id());
                    });
        }
    }
}
