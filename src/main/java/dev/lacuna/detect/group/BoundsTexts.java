package dev.lacuna.detect.group;

import static dev.lacuna.detect.Phrases.count;
import static dev.lacuna.detect.Phrases.moment;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Turns a position outside of the log into a finding that people can read.
final class BoundsTexts {

    /// Positions that the marker of one transaction takes. A group whose consumers commit what they read
    /// stands in front of it as long as nothing is written behind.
    private static final long MARKER = 1;

    /// Positions that markers and aborted records may have taken all of, where there are transactions.
    private static final long MOST_WITHOUT_EVENTS = 1_000;

    private final CommitTrail trail;
    private final Consumer<Finding> findings;

    BoundsTexts(CommitTrail trail, Consumer<Finding> findings) {
        this.trail = trail;
        this.findings = findings;
    }

    /// @param alive whether the group still counts as alive
    /// @param transactional whether transactions were seen in the partition
    void belowStart(boolean alive, Compaction compaction, boolean transactional) {
        GroupCommit last = trail.last();
        Position start = trail.info().start();
        long span = start.asOffset() - last.next().asOffset();
        boolean loss = alive && compaction == Compaction.OFF && span > (transactional ? MOST_WITHOUT_EVENTS : MARKER);
        String doubt = "";
        if (compaction == Compaction.ON) {
            doubt = " The stream is compacted, so newer events may stand for those.";
        } else if (compaction == Compaction.UNKNOWN) {
            doubt =
                    " The source can't tell whether the stream is compacted: if it is, newer events may stand for those.";
        } else if (!alive) {
            doubt = " It has committed nothing on this stream since " + moment(trail.lastAliveMillis())
                    + ", so nobody may miss them.";
        } else if (!loss && span > MARKER) {
            doubt = " Transactions are written to the partition: their markers, and the records of those that were "
                    + "aborted, take positions and are no events, so the group may have read all there was.";
        } else if (!loss) {
            doubt = " A transaction ends with a marker, which takes one position and is no event: the group may have "
                    + "read all there was.";
        }
        findings.accept(Finding.of(
                trail.info().partition(),
                FindingKind.GAP_HEAD,
                loss ? Severity.MAJOR : Severity.MINOR,
                loss ? Verdict.LOSS : Verdict.SUSPECT,
                Cause.RETENTION,
                new PositionRange(last.next(), start),
                OptionalLong.of(span),
                Basis.ESTIMATED,
                Phrases.span(last.millis(), last.millis()),
                new Explanation(
                        count(span, "position") + " expired before group " + trail.group() + " read them",
                        "Group " + trail.group() + " would go on at position " + last.next() + " of partition "
                                + trail.info().partition() + " (committed " + moment(last.millis())
                                + "), and the log begins at position " + start
                                + " now: retention or DeleteRecords took positions " + last.next() + " to "
                                + (start.asOffset() - 1) + ", and the group will never see them." + doubt
                                + " Positions are an upper bound of events: markers and removed records take "
                                + "positions too.",
                        "Look for the events in a copy of the stream (a mirror, an archive) and give them to the group "
                                + "from there. Let the group go on by hand: where it goes on by itself depends on its "
                                + "auto.offset.reset, and `latest` would skip the rest as well."),
                facts(last).with("log_start", start.asOffset()).build(),
                trail.group()));
    }

    void beyondEnd() {
        GroupCommit last = trail.last();
        Position end = trail.info().end();
        long span = last.next().asOffset() - end.asOffset();
        findings.accept(Finding.of(
                trail.info().partition(),
                FindingKind.LOG_TRUNCATED,
                Severity.MAJOR,
                Verdict.UNDECIDED,
                Cause.UNKNOWN,
                new PositionRange(end, last.next()),
                OptionalLong.empty(),
                Basis.NONE,
                Phrases.span(last.millis(), last.millis()),
                new Explanation(
                        "group " + trail.group() + " stands " + count(span, "position") + " beyond the log's end",
                        "Group " + trail.group() + " committed position " + last.next() + " of partition "
                                + trail.info().partition() + " (" + moment(last.millis())
                                + "), and the log ends at position " + end
                                + ". Either the log was cut off (an unclean election), or the stream was deleted and "
                                + "made anew, or someone set the position there. In the first two cases events that the "
                                + "group has processed are not in the log any more, and it will miss those that get "
                                + "their positions next.",
                        "Find out which: look at the history of the partition's leaders and of the stream's id, and "
                                + "compare with an earlier scan (--baseline). Then set the group's position by hand."),
                facts(last).with("log_end", end.asOffset()).with("count", span).build(),
                trail.group()));
    }

    private Evidence.Builder facts(GroupCommit last) {
        return Evidence.of("group", trail.group())
                .with("committed", last.next().asOffset())
                .with("committed_ms", last.millis())
                .with("group_last_commit_ms", trail.lastAliveMillis());
    }
}
