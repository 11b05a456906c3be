package dev.lacuna.detect.log;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Losses whose neighbours the stream itself will soon forget: the events right beside a gap are what a source
/// of the missing ones is recognised by, and after them nobody can tell where they belonged. A pure function
/// over findings; one finding per partition, for the loss whose neighbours go first.
public final class ExpiringRule {

    private ExpiringRule() {}

    /// @param findings of any kind, on any partitions of the stream
    public static List<Finding> find(StreamInfo stream, List<Finding> findings, long nowMillis) {
        Map<PartitionRef, Nearest> nearest = new TreeMap<>();
        for (Finding finding : findings) {
            if (isLossInside(finding)) {
                Expiry.of(stream, finding.time().fromMillis())
                        .ifPresent(expiry ->
                                nearest.merge(finding.partition(), new Nearest(finding, expiry, 1), Nearest::earlier));
            }
        }
        List<Finding> expiring = new ArrayList<>();
        for (Nearest one : nearest.values()) {
            one.expiry().severity(nowMillis).ifPresent(severity -> expiring.add(tell(one, severity, nowMillis)));
        }
        return expiring;
    }

    /// Of what a group never read or an election cut off, nothing beside it is left to expire.
    private static boolean isLossInside(Finding finding) {
        return finding.verdict() == Verdict.LOSS
                && finding.status() == FindingStatus.OPEN
                && finding.kind() != FindingKind.GAP_HEAD
                && finding.kind() != FindingKind.LOG_TRUNCATED
                && finding.time().fromMillis() > 0;
    }

    private static Finding tell(Nearest nearest, Severity severity, long nowMillis) {
        Finding loss = nearest.loss();
        Expiry expiry = nearest.expiry();
        long left = expiry.leftMillis(nowMillis);
        String when = left == 0
                ? "may expire any moment"
                : "expire in " + Phrases.length(left) + ", at " + Phrases.moment(expiry.notBeforeMillis());
        return Finding.of(
                loss.partition(),
                FindingKind.RETENTION_EXPIRING,
                severity,
                Verdict.UNDECIDED,
                Cause.RETENTION,
                loss.positions(),
                OptionalLong.empty(),
                Basis.NONE,
                loss.time(),
                new Explanation(
                        "the events beside a loss " + when,
                        "The events in front of " + loss.explanation().summary() + " (finding " + loss.id()
                                + ") are of " + Phrases.moment(loss.time().fromMillis()) + ", and the stream keeps its "
                                + "events for a limited time. Brokers remove whole segments by their latest timestamp, "
                                + "so they go not before that moment and perhaps later."
                                + (expiry.bySize()
                                        ? " The log is bounded by size as well (retention.bytes), so they may go "
                                                + "earlier."
                                        : "")
                                + " Without them a source of the missing events can't be recognised any more.",
                        "Repair now, or keep the events longer: raise retention.ms of " + loss.partition().stream()
                                + " until the repair is done."),
                Evidence.of("finding", loss.id())
                        .with("expires_ms", expiry.notBeforeMillis())
                        .with("left_ms", left)
                        .with("bounded_by_size", expiry.bySize())
                        .with("losses", nearest.losses())
                        .build(),
                "");
    }

    /// The loss of a partition whose neighbours go first.
    ///
    /// @param losses how many losses of the partition have a time to expire
    private record Nearest(Finding loss, Expiry expiry, int losses) {

        static Nearest earlier(Nearest a, Nearest b) {
            Nearest first = b.expiry.notBeforeMillis() < a.expiry.notBeforeMillis() ? b : a;
            return new Nearest(first.loss, first.expiry, a.losses + b.losses);
        }
    }
}
