package dev.lacuna.detect.log;

import static dev.lacuna.detect.Phrases.count;
import static dev.lacuna.detect.Phrases.moment;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Basis;
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
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Turns changes of the leader epoch into findings that people can read.
final class ElectionTexts {

    private static final String HARMLESS = "Nothing to do.";
    private static final String LOOK_FURTHER =
            "Look into the cluster's log for an unclean election of this partition, compare with a copy (a mirror, an "
                    + "archive, a broker that was out of sync), and check an application's own numbers (--sequence).";

    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final Further benign = new Further();
    private final Further suspect = new Further();

    ElectionTexts(PartitionContext context, Consumer<Finding> findings) {
        this.context = context;
        this.findings = findings;
    }

    void report(Border border) {
        int from = border.before().leaderEpoch();
        int to = border.after().leaderEpoch();
        boolean suspicious = border.isSuspect();
        String epochs = "leader epoch " + from + " to " + to;
        emit(
                suspicious,
                rangeOf(border),
                Phrases.span(border.before().maxMillis(), border.after().minMillis()),
                new Explanation(
                        suspicious ? "perhaps an unclean election, " + epochs : "a change of leader, " + epochs,
                        story(border) + (suspicious ? " " + signs(border) : ""),
                        suspicious ? LOOK_FURTHER : HARMLESS),
                evidence(border),
                to + "");
    }

    private String story(Border border) {
        String went = border.continued() == 0
                ? ""
                : " " + count(border.continued(), "producer") + " went on across it without a gap.";
        return "From position " + border.after().first() + " of partition " + context.partition() + " ("
                + moment(border.after().minMillis()) + ") on the log was led in epoch "
                + border.after().leaderEpoch() + ", before that in epoch "
                + border.before().leaderEpoch() + "." + went
                + (border.isSuspect() ? "" : " A change of leader among brokers in sync loses nothing.");
    }

    private static String signs(Border border) {
        StringBuilder text = new StringBuilder();
        if (border.goesBack()) {
            text.append("Epochs only grow along an intact log, and here it went back: parts of two histories stand "
                    + "behind one another. ");
        }
        if (border.restarted() > 0) {
            text.append(count(border.restarted(), "producer"))
                    .append(" without transactions wrote right before it and started over in a new epoch right "
                            + "behind it, as producers do when the new leader doesn't know what they sent last. ");
        }
        if (border.jumped() > 0 && border.isClearlyBack()) {
            text.append("The sequence of ")
                    .append(count(border.jumped(), "producer"))
                    .append(" jumps across it while timestamps step back by ")
                    .append(Phrases.length(border.stepBackMillis()))
                    .append(". ");
        }
        return text
                + "So events that the old leader had confirmed may be gone. They leave no hole, because their positions "
                + "were given to others; an earlier scan to compare with would prove it (--baseline).";
    }

    private static Evidence evidence(Border border) {
        Evidence.Builder facts = Evidence.of("epoch_before", border.before().leaderEpoch())
                .with("epoch_after", border.after().leaderEpoch());
        Phrases.position(facts, "position", border.after().first());
        return facts.with("changed_ms", border.after().minMillis())
                .with("producers_continued", border.continued())
                .with("producers_restarted", border.restarted())
                .with("producers_jumped", border.jumped())
                .with("time_back_ms", border.stepBackMillis())
                .build();
    }

    private static PositionRange rangeOf(Border border) {
        return new PositionRange(border.before().last(), border.after().first().next());
    }

    /// A change that is told only together with others.
    void sumUp(Border border) {
        (border.isSuspect() ? suspect : benign).add(border);
    }

    void reportRest() {
        reportRest(benign, false);
        reportRest(suspect, true);
    }

    private void reportRest(Further rest, boolean suspicious) {
        PositionRange range = rest.range;
        TimeSpan time = rest.time;
        if (range == null || time == null) {
            return;
        }
        emit(
                suspicious,
                range,
                time,
                new Explanation(
                        count(rest.changes, "further change") + " of leader",
                        "The leader of partition " + context.partition() + " changed more often than is listed one by "
                                + "one; " + count(rest.changes, "change") + " are summed up here.",
                        suspicious ? LOOK_FURTHER : HARMLESS),
                Evidence.of("count", rest.changes).build(),
                "further");
    }

    private void emit(
            boolean suspicious,
            PositionRange range,
            TimeSpan time,
            Explanation text,
            Evidence evidence,
            String discriminator) {
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.LOG_ELECTION,
                suspicious ? Severity.MAJOR : Severity.INFO,
                suspicious ? Verdict.SUSPECT : Verdict.BENIGN,
                Cause.LEADER_CHANGE,
                range,
                OptionalLong.empty(),
                Basis.NONE,
                time,
                text,
                evidence,
                discriminator));
    }

    /// Changes beyond those that are told one by one.
    private static final class Further {
        private long changes;
        private @Nullable PositionRange range;
        private @Nullable TimeSpan time;

        void add(Border border) {
            changes++;
            PositionRange one = rangeOf(border);
            TimeSpan span =
                    Phrases.span(border.before().maxMillis(), border.after().minMillis());
            range = range == null
                    ? one
                    : new PositionRange(Position.min(range.from(), one.from()), Position.max(range.to(), one.to()));
            time = time == null ? span : time.union(span);
        }
    }
}
