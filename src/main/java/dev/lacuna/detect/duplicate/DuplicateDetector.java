package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Hash128;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Share;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.model.Producer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Compares each id of one partition with the few thousand before it, and hands it on to be compared with all others in
/// the end. So few stay close to the processor, and nobody else looks at them: neither memory nor another thread is
/// waited for at each event.
final class DuplicateDetector implements Detector {

    private static final int NO_WRITER = 0;
    private static final Share RECENT = new Share(1 << 18, 64);
    private static final int MOST_RECENT = 1 << 13;

    private final DuplicateRule rule;
    private final SightingStore store;
    private final RunExamples examples;
    private final PartitionContext context;
    private final int partition;
    private final Hash128 hash = new Hash128();
    private final long[] words = new long[SightingWords.COUNT];
    private final Map<DuplicateGroup, DuplicateRuns> runs = new LinkedHashMap<>();
    private final int mostRecent;
    private SightingTable recent;
    private Map<DuplicateGroup, DuplicateRuns> all = runs;
    private long ordinal;
    private long sightings;

    DuplicateDetector(DuplicateRule rule, SightingStore store, RunExamples examples, PartitionContext context) {
        this.rule = rule;
        this.store = store;
        this.examples = examples;
        this.context = context;
        this.partition = context.partition().number();
        this.mostRecent = Math.min(MOST_RECENT, RECENT.of(context));
        this.recent = new SightingTable(mostRecent);
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        ordinal++;
        Bytes id = fields.id();
        if (id == null) {
            return;
        }
        sightings++;
        hash.compute(id);
        int high = (int) hash.high();
        long low = hash.low();
        Position position = event.position();
        SightingWords.writeHash(high, low, words, 0);
        SightingWords.writeSighting(
                partition,
                position.isDense() ? position.asOffset() : ordinal,
                event.millis(),
                payloadOf(event),
                writerOf(batch, event),
                event.isReplayed(),
                words,
                0);
        int place = recent.place(high, low);
        int original = recent.latest(place);
        if (original != SightingTable.NONE) {
            repeats(id, batch, event, recent.get(original));
            return;
        }
        recent.add(place, words, 0, position.isDense() ? null : position);
        if (recent.all().size() == mostRecent) {
            handOn();
            recent.clear();
        }
    }

    private void repeats(Bytes id, Batch batch, Event event, Sighting original) {
        Sighting seen = SightingWords.sighting(words, 0, event.position().isDense() ? null : event.position());
        Duplicate.Example example = Duplicate.Example.of(id, batch, event);
        add(runs, new Duplicate(Duplicate.causeOf(seen, original), seen, original, example));
    }

    private void handOn() {
        // detectors of neighbouring partitions are often at work at once
        store.add(recent.all(), partition * 29);
    }

    /// The comparison reports when all partitions have ended.
    @Override
    public void end(Position reached, boolean complete) {
        handOn();
        recent = new SightingTable(mostRecent);
    }

    /// What all partitions together show comes next, and counts until it comes anew.
    void beginComparison() {
        all = new LinkedHashMap<>();
        runs.forEach((group, line) -> all.put(group, line.copy()));
    }

    /// One that only the comparison of all partitions shows.
    void add(Duplicate duplicate) {
        add(all, duplicate);
    }

    private void add(Map<DuplicateGroup, DuplicateRuns> to, Duplicate duplicate) {
        to.computeIfAbsent(
                        DuplicateGroup.of(duplicate),
                        group -> new DuplicateRuns(
                                rule.nearbyEvents(), rule.mostFindings().of(context)))
                .add(duplicate);
    }

    /// @param refused ids of all partitions that were not compared
    void report(long refused, Consumer<Finding> findings) {
        DuplicateTexts texts = new DuplicateTexts(context, sightings, refused, findings);
        all.forEach((group, line) ->
                line.all().forEach(run -> texts.report(group, run, examples.of(context.partition(), run.first()))));
        if (refused > 0) {
            texts.reportRefused(rule.mostIds());
        }
    }

    static int payloadOf(Event event) {
        return Long.hashCode(PayloadHash.of(event.key(), event.value()));
    }

    /// Producer, epoch and the event's own sequence number as one hash, never [#NO_WRITER] where they are
    /// known.
    private static int writerOf(Batch batch, Event event) {
        Producer producer = batch.producer();
        if (producer == null || producer.baseSequence() < 0 || !event.position().isDense()) {
            return NO_WRITER;
        }
        long within = event.position().asOffset() - batch.first().asOffset();
        long sequence = (producer.baseSequence() + within) & Integer.MAX_VALUE;
        long writer = Hash128.finish(producer.id() * 65_537 + producer.epoch()) ^ Hash128.finish(sequence + 1);
        // the lowest bit is left out where sightings are kept
        return (int) writer & ~1 | Integer.MIN_VALUE;
    }
}
