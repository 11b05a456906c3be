package dev.lacuna.ui.shell;

import dev.lacuna.investigation.FindingLog;
import dev.lacuna.investigation.SkipRepairs;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import java.util.Optional;
import java.util.Set;

/// Carries what people and re-scans have decided about findings from one scan's log to the next one's.
final class StatusCarry {

    private static final String REASON = "dismissed_because";

    private StatusCarry() {}

    /// What was dismissed stays dismissed. What was repaired stays in the log as repaired, and is reopened
    /// where the newer scan sees it again.
    static void carry(FindingLog from, FindingLog to) {
        for (Finding old : from.all()) {
            Optional<Finding> seen = to.get(old.id());
            if (old.status() == FindingStatus.DISMISSED) {
                seen.ifPresent(finding -> to.put(old));
            } else if (old.status() == FindingStatus.REPAIRED) {
                to.put(
                        seen.isPresent() && seen.get().status() != FindingStatus.REPAIRED
                                ? seen.get().withStatus(FindingStatus.REOPENED)
                                : old);
            }
        }
    }

    /// Marks findings as repaired, as a re-scan has shown.
    static void repaired(FindingLog log, Set<String> ids) {
        ids.forEach(id -> log.get(id).ifPresent(finding -> log.put(finding.withStatus(FindingStatus.REPAIRED))));
    }

    /// Takes over what a group's commits say of its skips.
    static void skips(FindingLog log, SkipRepairs seen) {
        repaired(log, seen.closed());
        seen.reopened()
                .forEach(id -> log.get(id).ifPresent(finding -> log.put(finding.withStatus(FindingStatus.REOPENED))));
    }

    /// The finding, dismissed, with the reason among its evidence, so that reports say it.
    static Finding dismissed(Finding finding, String reason) {
        var facts = factsBut(REASON, finding);
        if (!reason.isBlank()) {
            facts.with(REASON, reason.strip());
        }
        return with(finding, FindingStatus.DISMISSED, facts.build());
    }

    /// The finding as it was before somebody dismissed it.
    static Finding reopened(Finding finding) {
        return with(finding, FindingStatus.OPEN, factsBut(REASON, finding).build());
    }

    private static Evidence.Builder factsBut(String left, Finding finding) {
        var facts = new Evidence.Builder();
        finding.evidence().facts().forEach((name, value) -> {
            if (!name.equals(left)) {
                facts.withFact(name, value);
            }
        });
        return facts;
    }

    private static Finding with(Finding finding, FindingStatus status, Evidence evidence) {
        return new Finding(
                finding.id(),
                finding.partition(),
                finding.kind(),
                finding.severity(),
                finding.verdict(),
                finding.cause(),
                finding.positions(),
                finding.missing(),
                finding.basis(),
                finding.time(),
                finding.explanation(),
                status,
                evidence);
    }
}
