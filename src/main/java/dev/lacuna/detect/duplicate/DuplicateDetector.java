package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Hash128;
import dev.lacuna.detect.PartitionContext;
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

    private static final long NO_WRITER = 0;
    private static final int AT_A_TIME = 64;

    /// An id that is yet to be looked up.
    private record Pending(long high, long low, Bytes id, Sighting seen, Batch batch, Event event) {}

    private final DuplicateRule rule;
    private final IdIndex ids;
    private final IdTexts texts;
    private final PartitionContext context;
    private final int partition;
    private final Hash128 hash = new Hash128();
    private final Map<DuplicateGroup, DuplicateRuns> runs = new LinkedHashMap<>();
    private final Runnable elsewhere = this::noteElsewhere;
    private final Pending[] pending = new Pending[AT_A_TIME];
    private Map<DuplicateGroup, DuplicateRuns> all = runs;
    private int waiting;
    private boolean seenElsewhere;
    private long approached;
    private long ordinal;
    private long sightings;

    DuplicateDetector(DuplicateRule rule, IdIndex ids, IdTexts texts, PartitionContext context) {
        this.rule = rule;
        this.ids = ids;
        this.texts = texts;
        this.context = context;
        this.partition = context.partition().number();
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        ordinal++;
        Bytes id = fields.id();
        if (id == null) {
            return;
        }
        sightings++;
        Position position = event.position();
        Sighting seen = new Sighting(
                partition,
                position.isDense() ? position.asOffset() : ordinal,
                position.isDense() ? null : position,
                event.millis(),
                payloadOf(event),
                writerOf(batch, event),
                event.isReplayed());
        hash.compute(id);
        pending[waiting++] = new Pending(hash.high(), hash.low(), id, seen, batch, event);
        if (waiting == AT_A_TIME) {
            lookUp();
        }
    }

    private void lookUp() {
        for (int i = 0; i < waiting; i++) {
            approached ^= ids.approach(pending[i].high());
        }
        for (int i = 0; i < waiting; i++) {
            lookUp(pending[i]);
        }
        waiting = 0;
    }

    private void lookUp(Pending next) {
        seenElsewhere = false;
        Sighting original = ids.observe(next.high(), next.low(), next.seen(), elsewhere);
        if (original != null) {
            Bytes plan = next.event().header(Event.PLAN_HEADER);
            add(
                    runs,
                    new Duplicate(
                            Duplicate.causeOf(next.seen(), original),
                            next.seen(),
                            original,
                            IdTexts.shortened(next.id()),
                            plan == null ? null : plan.text(),
                            next.batch().producer()));
        } else if (seenElsewhere) {
            texts.note(next.high(), next.low(), next.id());
        }
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

    private void noteElsewhere() {
        seenElsewhere = true;
    }

    private long payloadOf(Event event) {
        return Hash128.finish(hashOf(event.key()) * 31) ^ hashOf(event.value());
    }

    private long hashOf(@Nullable Bytes bytes) {
        if (bytes == null) {
            return 1;
        }
        hash.compute(bytes);
        return hash.low();
    }

    /// Producer, epoch and the event's own sequence number as one hash, never [#NO_WRITER] where they are
    /// known.
    private static long writerOf(Batch batch, Event event) {
        Producer producer = batch.producer();
        if (producer == null || producer.baseSequence() < 0 || !event.position().isDense()) {
            return NO_WRITER;
        }
        long within = event.position().asOffset() - batch.first().asOffset();
        long sequence = (producer.baseSequence() + within) & Integer.MAX_VALUE;
        // the lowest bit is left out where sightings are kept
        return (Hash128.finish(producer.id() * 65_537 + producer.epoch()) ^ Hash128.finish(sequence + 1)) & ~1L
                | Long.MIN_VALUE;
    }
}
