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
import org.jspecify.annotations.Nullable;

/// Looks each id of one partition up among those seen before, and gathers duplicates of one cause into runs. A few are
/// looked up at a time: the index is larger than what a processor keeps close, and so it waits for memory once instead
/// of each time.
final class DuplicateDetector implements Detector {

    private static final int NO_WRITER = 0;
    private static final int AT_A_TIME = 1024;
    private static final Share WAITING = new Share(1 << 16, 64);

    /// Events are kept until they are looked up: so large ones are sooner.
    private static final int MOST_BYTES = 1 << 20;

    private final DuplicateRule rule;
    private final IdIndex index;
    private final IdTexts texts;
    private final PartitionContext context;
    private final int partition;
    private final Hash128 hash = new Hash128();
    private final Map<DuplicateGroup, DuplicateRuns> runs = new LinkedHashMap<>();
    private final SightingBlock waiting;
    private final SightingBlock.Repeat telling = this::repeats;
    private Map<DuplicateGroup, DuplicateRuns> all = runs;
    private long waitingBytes;
    private long ordinal;
    private long sightings;

    DuplicateDetector(DuplicateRule rule, IdIndex index, IdTexts texts, PartitionContext context) {
        this.rule = rule;
        this.index = index;
        this.texts = texts;
        this.context = context;
        this.partition = context.partition().number();
        this.waiting = new SightingBlock(Math.min(AT_A_TIME, WAITING.of(context)));
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
        long[] words = waiting.words();
        int from = waiting.from(waiting.size());
        SightingWords.writeHash((int) hash.high(), hash.low(), words, from);
        Position position = event.position();
        SightingWords.writeSighting(
                partition,
                position.isDense() ? position.asOffset() : ordinal,
                event.millis(),
                payloadOf(event),
                writerOf(batch, event),
                event.isReplayed(),
                words,
                from);
        waiting.add(id, batch, event);
        waitingBytes += event.size();
        if (waiting.isFull() || waitingBytes > MOST_BYTES) {
            lookUp();
        }
    }

    private void lookUp() {
        // detectors of neighbouring partitions are often at work at once
        index.observe(waiting, partition * 29);
        waiting.tell(telling);
        waitingBytes = 0;
    }

    private void repeats(int from, Bytes id, Batch batch, Event event, @Nullable Sighting original) {
        long[] words = waiting.words();
        if (original == null) {
            texts.note(SightingWords.high(words, from), SightingWords.low(words, from), id);
            return;
        }
        Sighting seen = SightingWords.sighting(words, from, event.position().isDense() ? null : event.position());
        Bytes plan = event.header(Event.PLAN_HEADER);
        add(
                runs,
                new Duplicate(
                        Duplicate.causeOf(seen, original),
                        seen,
                        original,
                        IdTexts.shortened(id),
                        plan == null ? null : plan.text(),
                        batch.producer()));
    }

    /// The comparison reports when all partitions have ended.
    @Override
    public void end(Position reached, boolean complete) {
        lookUp();
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
        DuplicateTexts words = new DuplicateTexts(context, sightings, refused, findings);
        all.forEach((group, line) -> line.all().forEach(run -> words.report(group, run)));
        if (refused > 0) {
            words.reportRefused(rule.mostIds());
        }
    }

    private static int payloadOf(Event event) {
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
