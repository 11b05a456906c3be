package dev.lacuna.ui.timeline;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keeps the newest snapshot and frame of a source, asking a worker for what is missing. Answers that come late are
/// dropped: what is shown never goes back. Confined to the FX thread.
final class FrameFeed {

    private final FrameWorker worker;
    private final TimelineModel model;
    private final Runnable changed;

    private @Nullable TimelineSource source;
    private @Nullable Snapshot snapshot;
    private TimelineFrame frame = TimelineFrame.EMPTY;
    private @Nullable FrameRequest asked;
    private long version;
    private AtomicInteger underWay = new AtomicInteger();
    private boolean askAgain;
    private long askedFrames;
    private long shownFrame;

    /// @param changed called when there is something new to draw
    FrameFeed(FrameWorker worker, TimelineModel model, Runnable changed) {
        this.worker = worker;
        this.model = model;
        this.changed = changed;
    }

    void source(@Nullable TimelineSource newSource) {
        source = newSource;
        snapshot = null;
        frame = TimelineFrame.EMPTY;
        asked = null;
        underWay = new AtomicInteger();
        askAgain = false;
        shownFrame = ++askedFrames;
        model.reset();
        refresh();
        changed.run();
    }

    /// Asks the source anew. While a question is under way only one more is kept waiting: a slow source is not
    /// flooded.
    void refresh() {
        TimelineSource from = source;
        if (from == null) {
            return;
        }
        if (underWay.get() > 0) {
            askAgain = true;
            return;
        }
        askAgain = false;
        long next = ++version;
        AtomicInteger counter = underWay;
        counter.incrementAndGet();
        Axis axis = model.viewport().axis();
        Optional<StreamRef> lead = model.streams().lead();
        Predicate<Finding> filter = model.filter();
        worker.submit(() -> build(from, axis, lead, filter, next, counter), answer -> take(from, answer));
    }

    /// Counts down also when the source fails: then the next refresh asks again.
    private static Snapshot build(
            TimelineSource from,
            Axis axis,
            Optional<StreamRef> lead,
            Predicate<Finding> filter,
            long number,
            AtomicInteger counter) {
        try {
            return SnapshotBuilder.build(from, axis, lead, filter, number);
        } finally {
            counter.decrementAndGet();
        }
    }

    private void take(TimelineSource from, Snapshot answer) {
        if (from != source) {
            return;
        }
        if (askAgain) {
            refresh();
        }
        Snapshot shown = snapshot;
        if (shown != null && shown.version() > answer.version()) {
            return;
        }
        snapshot = answer;
        model.show(answer.map(), answer.heads().keySet().stream().toList(), answer.inOrder());
        changed.run();
    }

    /// Asks for the frame that the model's view needs, unless it is there or under way.
    void follow() {
        Snapshot from = snapshot;
        if (from == null) {
            return;
        }
        FrameRequest needed = FrameRequest.of(model, from.version());
        if (needed.equals(asked)) {
            return;
        }
        asked = needed;
        long number = ++askedFrames;
        worker.submit(() -> FrameBuilder.build(from, needed), answer -> take(number, answer));
    }

    private void take(long number, TimelineFrame answer) {
        if (number > shownFrame) {
            shownFrame = number;
            frame = answer;
            changed.run();
        }
    }

    /// Whether nothing is under way: what is shown is the answer to the last questions.
    boolean isAnswered() {
        return source == null
                || (snapshot != null && snapshot.version() == version && !askAgain && shownFrame == askedFrames);
    }

    /// Where the source's scan is in a partition.
    Optional<TimelineSource.Standing> standing(PartitionRef partition) {
        TimelineSource from = source;
        return from == null ? Optional.empty() : from.standing(partition);
    }

    @Nullable
    Snapshot snapshot() {
        return snapshot;
    }

    TimelineFrame frame() {
        return frame;
    }
}
