package dev.lacuna.detect.duplicate;

import static java.util.Objects.requireNonNull;

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
import java.util.Arrays;
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

    /// Events are kept until they are looked up: so large ones are sooner.
    private static final int MOST_BYTES = 1 << 20;

    private final DuplicateRule rule;
    private final IdIndex index;
    private final IdTexts texts;
    private final PartitionContext context;
    private final int partition;
    private final Hash128 hash = new Hash128();
    private final Map<DuplicateGroup, DuplicateRuns> runs = new LinkedHashMap<>();
    private final Runnable elsewhere = this::noteElsewhere;
    private final long[] words = new long[AT_A_TIME * SightingWords.COUNT];
    private final @Nullable Bytes[] ids = new Bytes[AT_A_TIME];
    private final @Nullable Event[] events = new Event[AT_A_TIME];
    private final @Nullable Batch[] batches = new Batch[AT_A_TIME];
    private Map<DuplicateGroup, DuplicateRuns> all = runs;
    /// How many are yet to be looked up, in the first places of the arrays.
    private int waiting;
    private long waitingBytes;
    private boolean seenElsewhere;
    private long approached;
    private long ordinal;
    private long sightings;

    DuplicateDetector(DuplicateRule rule, IdIndex index, IdTexts texts, PartitionContext context) {
        this.rule = rule;
        this.index = index;
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
        hash.compute(id);
        int from = waiting * SightingWords.COUNT;
        SightingWords.writeHash(hash.high(), hash.low(), words, from);
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
        ids[waiting] = id;
        events[waiting] = event;
        batches[waiting] = batch;
        waiting++;
        waitingBytes += event.size();
        if (waiting == AT_A_TIME || waitingBytes > MOST_BYTES) {
            lookUp();
        }
    }

    private void lookUp() {
        for (int i = 0; i < waiting; i++) {
            approached ^= index.approach(SightingWords.high(words, i * SightingWords.COUNT));
        }
        for (int i = 0; i < waiting; i++) {
            lookUp(i);
        }
        Arrays.fill(ids, 0, waiting, null);
        Arrays.fill(events, 0, waiting, null);
        Arrays.fill(batches, 0, waiting, null);
        waiting = 0;
        waitingBytes = 0;
    }

    private void lookUp(int next) {
        int from = next * SightingWords.COUNT;
        Event event = requireNonNull(events[next]);
        Position position = event.position().isDense() ? null : event.position();
        seenElsewhere = false;
        Sighting original = index.observe(words, from, position, elsewhere);
        if (original != null) {
            Sighting seen = SightingWords.sighting(words, from, position);
            Bytes plan = event.header(Event.PLAN_HEADER);
            add(
                    runs,
                    new Duplicate(
                            Duplicate.causeOf(seen, original),
                            seen,
                            original,
                            IdTexts.shortened(requireNonNull(ids[next])),
                            plan == null ? null : plan.text(),
                            requireNonNull(batches[next]).producer()));
        } else if (seenElsewhere) {
            texts.note(SightingWords.high(words, from), SightingWords.low(words, from), requireNonNull(ids[next]));
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
