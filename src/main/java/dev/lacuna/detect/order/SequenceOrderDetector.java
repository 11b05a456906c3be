package dev.lacuna.detect.order;

import static dev.lacuna.detect.Phrases.count;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.NearbyRun;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.Runs;
import dev.lacuna.detect.sequence.Arrival;
import dev.lacuna.detect.sequence.LogState;
import dev.lacuna.detect.sequence.Mark;
import dev.lacuna.detect.sequence.SequenceFeed;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Event;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Notices late events of one partition and gathers them into runs.
final class SequenceOrderDetector implements Detector {

    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final SequenceFeed feed;
    private final Runs<LateRun> runs;
    private long ordinal;

    SequenceOrderDetector(
            SequenceOrderRule rule, SequenceFeed feed, PartitionContext context, Consumer<Finding> findings) {
        this.context = context;
        this.findings = findings;
        this.feed = feed;
        this.runs = new Runs<>(rule.nearbyEvents(), rule.mostFindings().of(context), this::report);
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        ordinal++;
        Mark mark = feed.observe(event, fields, LogState.START);
        if (mark == null || feed.arrival() != Arrival.LATE || mark.replayed()) {
            return;
        }
        Mark successor = feed.scopes().successor();
        if (successor != null) {
            late(fields.sequence(), mark, successor);
        }
    }

    @Override
    public void end(Position reached, boolean complete) {
        LateRun open = runs.open();
        if (open != null) {
            report(open);
        }
    }

    private void late(long number, Mark mark, Mark successor) {
        LateRun run = runs.at(ordinal);
        if (run == null) {
            run = new LateRun(number, mark, ordinal);
            runs.begin(run);
        } else {
            run.add(mark.position(), mark.millis(), ordinal);
        }
        run.note(number, mark, successor);
    }

    private void report(LateRun done) {
        String farthest = done.mostPositions < 0 ? "" : " at most " + count(done.mostPositions, "position");
        String older = done.mostMillis > 0
                ? (farthest.isEmpty() ? " at most " : " and ") + Phrases.length(done.mostMillis)
                : "";
        Evidence.Builder facts = Evidence.of("late_events", done.count())
                .with("sequence_from", done.lowest)
                .with("sequence_to", done.highest);
        if (done.mostPositions >= 0) {
            facts.with("greatest_lateness_positions", done.mostPositions);
        }
        facts.with("greatest_lateness_ms", done.mostMillis);
        Phrases.position(facts, "first_offset", done.first());
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.ORDER_SEQUENCE,
                Severity.MINOR,
                Verdict.ANOMALY,
                Cause.LATE_ARRIVAL,
                done.positions(),
                OptionalLong.empty(),
                Basis.NONE,
                done.time(),
                new Explanation(
                        count(done.count(), "event") + " behind " + (done.count() == 1 ? "its" : "their")
                                + " successors",
                        "Between position " + done.first() + " and " + done.last() + " of partition "
                                + context.partition() + ", " + count(done.count(), "event") + " of "
                                + count(done.spanned(), "event")
                                + " came after events with higher sequence numbers" + farthest + older
                                + (farthest.isEmpty() && older.isEmpty() ? "" : " late")
                                + ". The first is number " + done.number
                                + ". None of them is missing, and repeated numbers are not counted here.",
                        "Check whether consumers of this partition rely on order (last write wins, state "
                                + "machines); look "
                                + "for retries with several requests in flight, or several writers, at the "
                                + "producer."),
                facts.build(),
                ""));
    }

    /// Late events near each other.
    private static final class LateRun extends NearbyRun {
        private final long number;
        private long lowest;
        private long highest;
        private long mostPositions = -1;
        private long mostMillis;

        LateRun(long number, Mark mark, long ordinal) {
            super(mark.position(), mark.millis(), ordinal);
            this.number = number;
            this.lowest = number;
            this.highest = number;
        }

        /// @param successor the first event with a higher number
        void note(long lateNumber, Mark late, Mark successor) {
            lowest = Math.min(lowest, lateNumber);
            highest = Math.max(highest, lateNumber);
            if (late.position().isDense()) {
                long behind = late.position().asOffset() - successor.position().asOffset();
                mostPositions = Math.max(mostPositions, behind);
            }
            // by the log's clock it came later, by the client's it is older: either way that far apart
            if (late.millis() >= 0 && successor.millis() >= 0) {
                mostMillis = Math.max(mostMillis, Math.abs(late.millis() - successor.millis()));
            }
        }
    }
}
