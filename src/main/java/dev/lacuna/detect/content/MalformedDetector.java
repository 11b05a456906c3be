package dev.lacuna.detect.content;

import static dev.lacuna.detect.Phrases.count;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Evenness;
import dev.lacuna.detect.NearbyRun;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.Runs;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Defect;
import dev.lacuna.model.Event;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Gathers unreadable events of one partition into runs. Those of another format are told at the end: when they
/// are in all of the scan, the stream holds two formats by design.
final class MalformedDetector implements Detector {

    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final Runs<MalformedRun> broken;
    private final List<MalformedRun> foreign = new ArrayList<>();
    private final Runs<MalformedRun> foreignRuns;
    private final Evenness spread = new Evenness();
    private long ordinal;

    MalformedDetector(MalformedRule rule, PartitionContext context, Consumer<Finding> findings) {
        this.context = context;
        this.findings = findings;
        int most = rule.mostFindings().of(context);
        this.broken = new Runs<>(rule.nearbyEvents(), most, this::report);
        this.foreignRuns = new Runs<>(rule.nearbyEvents(), most, foreign::add);
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        ordinal++;
        Defect defect = fields.defect();
        spread.add(defect != null && defect.foreign());
        if (defect == null) {
            return;
        }
        Runs<MalformedRun> runs = defect.foreign() ? foreignRuns : broken;
        MalformedRun run = runs.at(ordinal);
        if (run == null) {
            runs.begin(new MalformedRun(event, defect, ordinal));
        } else {
            run.add(event.position(), event.millis(), ordinal);
        }
    }

    @Override
    public void end(Position reached, boolean complete) {
        MalformedRun open = broken.open();
        if (open != null) {
            report(open);
        }
        List<MalformedRun> all = foreignRuns.with(foreign);
        if (spread.isEverywhere()) {
            reportSecondFormat(all);
        } else {
            all.forEach(this::report);
        }
    }

    private void report(MalformedRun done) {
        Defect defect = done.defect;
        String at = defect.byteOffset() < 0 ? "" : " at byte " + defect.byteOffset() + " of " + done.length;
        emit(
                Severity.MAJOR,
                Verdict.ANOMALY,
                done.positions(),
                done.time(),
                new Explanation(
                        count(done.count(), "event") + " with an unreadable payload",
                        which(done) + " can't be read as " + defect.decoder() + ". " + first(done) + defect.reason()
                                + at + ". Consumers that can't read an event either stop there or skip it.",
                        "Look at the payload of position " + done.first() + " and at what its producer changed at "
                                + Phrases.moment(done.time().fromMillis())
                                + "; find out whether consumers skipped these events, and replay corrected ones."),
                facts(done, done.count()),
                defect.foreign() ? "foreign" : "");
    }

    private String which(MalformedRun done) {
        return done.spanned() == 1
                ? "The event at position " + done.first() + " of partition " + context.partition()
                : "Between position " + done.first() + " and " + done.last() + " of partition " + context.partition()
                        + ", " + count(done.count(), "event") + " of " + count(done.spanned(), "event");
    }

    private static String first(MalformedRun done) {
        return done.count() == 1 ? "It " : "The first, at position " + done.first() + ", ";
    }

    private void reportSecondFormat(List<MalformedRun> all) {
        MalformedRun first = all.get(0);
        MalformedRun last = all.get(all.size() - 1);
        long count = all.stream().mapToLong(MalformedRun::count).sum();
        TimeSpan time = all.stream().map(MalformedRun::time).reduce(first.time(), TimeSpan::union);
        emit(
                Severity.INFO,
                Verdict.BENIGN,
                new PositionRange(first.first(), last.last().next()),
                time,
                new Explanation(
                        count(count, "event") + " of another format",
                        "Among " + count(ordinal, "event") + " of partition " + context.partition() + ", "
                                + count(count, "event") + " in all of what was scanned are not "
                                + first.defect.decoder() + " at all. They do not begin as such, and there is no moment "
                                + "from which on they appear: the stream seems to hold two formats by design.",
                        "Nothing to do, unless the stream should hold " + first.defect.decoder() + " only."),
                facts(first, count),
                "second format");
    }

    private static Evidence facts(MalformedRun run, long count) {
        Evidence.Builder facts = Evidence.of("malformed_events", count).with("decoder", run.defect.decoder());
        Phrases.position(facts, "first_offset", run.first());
        facts.with("reason", run.defect.reason());
        if (run.defect.byteOffset() >= 0) {
            facts.with("byte_offset", run.defect.byteOffset());
        }
        return facts.with("payload_bytes", run.length).build();
    }

    private void emit(
            Severity severity,
            Verdict verdict,
            PositionRange positions,
            TimeSpan time,
            Explanation text,
            Evidence evidence,
            String discriminator) {
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.CONTENT_MALFORMED,
                severity,
                verdict,
                Cause.UNREADABLE_PAYLOAD,
                positions,
                OptionalLong.empty(),
                Basis.NONE,
                time,
                text,
                evidence,
                discriminator));
    }

    /// Unreadable events near each other; the first one is the example. Of its payload only what is wrong with
    /// it is kept, for evidence goes into reports and payloads don't.
    private static final class MalformedRun extends NearbyRun {
        private final Defect defect;
        private final int length;

        MalformedRun(Event event, Defect defect, long ordinal) {
            super(event.position(), event.millis(), ordinal);
            this.defect = defect;
            this.length = event.value() == null ? 0 : event.value().length();
        }
    }
}
