package dev.lacuna.detect.content;

import static dev.lacuna.detect.Phrases.count;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.NearbyRun;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.Runs;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Defect;
import dev.lacuna.model.Event;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Gathers unreadable events of one partition into runs.
final class MalformedDetector implements Detector {

    private static final int MOST_BYTES_SHOWN = 32;

    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final Runs<MalformedRun> runs;
    private long ordinal;

    MalformedDetector(MalformedRule rule, PartitionContext context, Consumer<Finding> findings) {
        this.context = context;
        this.findings = findings;
        this.runs = new Runs<>(rule.nearbyEvents(), rule.mostFindings().of(context), this::report);
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        ordinal++;
        Defect defect = fields.defect();
        if (defect == null) {
            return;
        }
        MalformedRun run = runs.at(ordinal);
        if (run == null) {
            runs.begin(new MalformedRun(event, defect, ordinal));
        } else {
            run.add(event.position(), event.millis(), ordinal);
        }
    }

    @Override
    public void end(Position reached, boolean complete) {
        runs.end();
    }

    private void report(MalformedRun done) {
        Defect defect = done.defect;
        Evidence.Builder facts = Evidence.of("malformed_events", done.count()).with("decoder", defect.decoder());
        Phrases.position(facts, "first_offset", done.first());
        facts.with("reason", defect.reason());
        if (defect.byteOffset() >= 0) {
            facts.with("byte_offset", defect.byteOffset());
        }
        facts.with("payload_bytes", done.length).with("first_bytes_hex", done.firstBytes);
        String at = defect.byteOffset() < 0 ? "" : " at byte " + defect.byteOffset() + " of " + done.length;
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.CONTENT_MALFORMED,
                Severity.MAJOR,
                Verdict.ANOMALY,
                Cause.UNREADABLE_PAYLOAD,
                done.positions(),
                OptionalLong.empty(),
                Basis.NONE,
                done.time(),
                new Explanation(
                        count(done.count(), "event") + " with an unreadable payload",
                        "Between position " + done.first() + " and " + done.last() + " of partition "
                                + context.partition() + ", " + count(done.count(), "event") + " of "
                                + count(done.spanned(), "event") + " can't be read as " + defect.decoder()
                                + ". The first, at position " + done.first() + ", " + defect.reason() + at
                                + ". Consumers that can't read an event either stop there or skip it.",
                        "Look at the payload of position " + done.first() + " and at what its producer changed at "
                                + Phrases.moment(done.time().fromMillis())
                                + "; find out whether consumers skipped these events, and replay corrected ones."),
                facts.build(),
                ""));
    }

    /// Unreadable events near each other; the first one is the example.
    private static final class MalformedRun extends NearbyRun {
        private final Defect defect;
        private final int length;
        private final String firstBytes;

        MalformedRun(Event event, Defect defect, long ordinal) {
            super(event.position(), event.millis(), ordinal);
            this.defect = defect;
            Bytes value = event.value() == null ? Bytes.EMPTY : event.value();
            this.length = value.length();
            Bytes start = value.slice(0, Math.min(MOST_BYTES_SHOWN, value.length()));
            this.firstBytes = HexFormat.of().formatHex(start.toArray());
        }
    }
}
