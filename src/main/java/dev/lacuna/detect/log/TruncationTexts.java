package dev.lacuna.detect.log;

import static dev.lacuna.detect.Phrases.count;
import static dev.lacuna.detect.Phrases.moment;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Turns what is not as an earlier scan saw it into findings that people can read.
final class TruncationTexts {

    private final PartitionContext context;
    private final Baseline earlier;
    private final Consumer<Finding> findings;

    TruncationTexts(PartitionContext context, Baseline earlier, Consumer<Finding> findings) {
        this.context = context;
        this.earlier = earlier;
        this.findings = findings;
    }

    void recreated() {
        String stream = context.partition().stream().name();
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.TOPIC_RECREATED,
                Severity.MAJOR,
                Verdict.ANOMALY,
                Cause.RECREATED,
                context.scanned(),
                OptionalLong.empty(),
                Basis.NONE,
                Phrases.span(earlier.atMillis(), context.atMillis()),
                new Explanation(
                        stream + " was deleted and made anew",
                        "The scan of " + moment(earlier.atMillis()) + " saw " + stream + " with the id "
                                + earlier.streamId() + " and came to position " + earlier.to() + " of partition "
                                + context.partition() + "; now it has the id "
                                + context.stream().id()
                                + ". What stood in it then is gone, and positions that were kept elsewhere (committed by "
                                + "groups, in checkpoints, in plans) mean other events now.",
                        "Find out who deleted it. Reset what still holds positions of the old one, and keep a new "
                                + "baseline."),
                Evidence.of("earlier_id", earlier.streamId())
                        .with("id", context.stream().id())
                        .with("earlier_from", earlier.from().toString())
                        .with("earlier_to", earlier.to().toString())
                        .with("earlier_scan_ms", earlier.atMillis())
                        .build(),
                earlier.streamId()));
    }

    /// @param newer the first batch of a leader epoch that did not exist then
    /// @param before the batch in front of it, or null where the scan begins with it
    void cutByElection(Batch newer, @Nullable Batch before, int newestEpoch) {
        boolean exact = before != null || newer.first().asOffset() == 0;
        lost(
                newer.first(),
                exact,
                before == null ? -1 : before.maxMillis(),
                "Leader epoch " + newer.leaderEpoch() + ", which did not exist then, begins at position "
                        + newer.first()
                        + " (" + moment(newer.minMillis()) + "), below that. A leader that had everything would have "
                        + "begun behind it, so one without these events was elected, and the log goes on with others in "
                        + "their place.",
                Evidence.of("epoch_before", newestEpoch).with("epoch_after", newer.leaderEpoch()));
    }

    /// @param other the first kept batch at whose place another one stands
    /// @param lastSame the last position of the last kept one that is still there, or null
    void differs(Position other, @Nullable Position lastSame) {
        Evidence.Builder facts = Evidence.of("differs_at", other.asOffset());
        if (lastSame != null) {
            facts.with("same_up_to", lastSame.asOffset());
        }
        lost(
                other,
                false,
                -1,
                "At position " + other + " another batch stands now than then"
                        + (lastSame == null
                                ? ""
                                : ", while up to position " + lastSame + " all that was kept of is the " + "same")
                        + ", so the log was cut off there or somewhat before and written on.",
                facts);
    }

    /// Nothing that was kept of is there any more, and nothing tells this log from another one of that name.
    ///
    /// @param from the first position that is known to be another one's now, or none's
    /// @param another whether another batch stands there
    void anotherLog(Position from, boolean another) {
        if (!another && isElsewhere()) {
            endsBefore(from);
            return;
        }
        String stream = context.partition().stream().name();
        suspect(
                from,
                "that an earlier scan saw are not in this log",
                "read partition " + context.partition() + " up to position " + earlier.to() + ". "
                        + (another
                                ? "At position " + from + " another batch stands now than then"
                                : "The log ends at position " + from + " now")
                        + ", and nothing that was kept of that scan is still there. So the log was cut off, or "
                        + stream
                        + " was deleted and made anew: topics have no ids here, as on brokers older than 2.8, that would "
                        + "tell the one from the other.",
                "Ask whether somebody deleted " + stream
                        + ". If nobody did, look for the events in a copy of the log or "
                        + "upstream, and find out why a replica that was not in sync could lead.",
                another ? "differs_at" : "end");
    }

    /// @param end where the log ends now
    void ended(Position end) {
        if (isElsewhere()) {
            endsBefore(end);
            return;
        }
        lost(
                end,
                true,
                -1,
                "The log ends at position " + end + " now, so it was cut off there.",
                Evidence.of("end", end.asOffset()));
    }

    /// Whether the earlier scan read another kind of place: a cluster, where this is a folder, which may be a copy from
    /// before.
    private boolean isElsewhere() {
        return !kindOf(earlier.partition().stream().source())
                .equals(kindOf(context.partition().stream().source()));
    }

    private static String kindOf(String source) {
        return source.substring(0, Math.max(0, source.indexOf(':')));
    }

    private void endsBefore(Position end) {
        suspect(
                end,
                "that an earlier scan saw elsewhere are not in this log",
                "read partition " + context.partition() + " at "
                        + earlier.partition().stream().source() + " up to position " + earlier.to()
                        + ". This log ends at position " + end
                        + ": it was cut off there, or is a copy from before that scan, or of a replica that was behind.",
                "Find out when this copy was made. If it is newer than that scan, look for the events in the place that "
                        + "was read then.",
                "end");
    }

    /// Positions from there on that may never have been in this log.
    ///
    /// @param what is said of them in a few words
    /// @param why what the earlier scan did, and what follows
    /// @param fact the name of the evidence that tells the position
    private void suspect(Position from, String what, String why, String suggestion, String fact) {
        PositionRange range = new PositionRange(from, earlier.to());
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.LOG_TRUNCATED,
                Severity.MAJOR,
                Verdict.SUSPECT,
                Cause.UNKNOWN,
                range,
                OptionalLong.empty(),
                Basis.NONE,
                timeOf(from, -1),
                new Explanation(
                        count(range.span(), "position") + " " + what,
                        "The scan of " + moment(earlier.atMillis()) + " " + why,
                        suggestion),
                Evidence.of(fact, from.asOffset())
                        .with("earlier_scan_ms", earlier.atMillis())
                        .with("earlier_to", earlier.to().asOffset())
                        .build(),
                ""));
    }

    /// @param exact whether exactly these are gone, and not more in front of them
    /// @param fromMillis the time of the last event that is still there; -1 where unknown
    private void lost(Position from, boolean exact, long fromMillis, String how, Evidence.Builder facts) {
        PositionRange range = new PositionRange(from, earlier.to());
        long missing = range.span();
        Basis basis = !earlier.dense() ? Basis.ESTIMATED : exact ? Basis.EXACT : Basis.AT_LEAST;
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.LOG_TRUNCATED,
                Severity.CRITICAL,
                Verdict.LOSS,
                Cause.TRUNCATED,
                range,
                OptionalLong.of(missing),
                basis,
                timeOf(from, fromMillis),
                new Explanation(
                        count(missing, "position") + " cut off from the log",
                        "The scan of " + moment(earlier.atMillis()) + " read partition " + context.partition()
                                + " up to position " + earlier.to() + ". " + how + " What stood at positions " + from
                                + " to " + (earlier.to().asOffset() - 1) + " then is gone from the log"
                                + (earlier.dense()
                                        ? "."
                                        : "; some of these positions held markers or no event, so the number of events "
                                                + "is an upper bound.")
                                + " Whether their senders sent them again can't be told from the log.",
                        "Look for the events in a copy of the log (a mirror, an archive, the folder of the broker that "
                                + "led before) or upstream, and replay them from there; find out why a replica that was "
                                + "not in sync could lead (unclean.leader.election.enable, min.insync.replicas)."),
                facts.with("earlier_scan_ms", earlier.atMillis())
                        .with("earlier_to", earlier.to().asOffset())
                        .build(),
                ""));
    }

    /// From the last event that is still there to the last one that was kept of.
    private TimeSpan timeOf(Position from, long fromMillis) {
        List<Baseline.Mark> marks = earlier.marks();
        long before = fromMillis;
        long latest = -1;
        for (Baseline.Mark mark : marks) {
            if (mark.first().isBefore(from) && fromMillis < 0) {
                before = mark.maxMillis();
            }
            latest = mark.maxMillis();
        }
        return Phrases.span(before, latest);
    }
}
