package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FrameFeedTest {

    private final MadeUpSource source = new MadeUpSource(6).withIncident();
    private final TimelineModel model = new TimelineModel(() -> Instant.EPOCH);

    /// Holds the work back until it is let go.
    private static final class SlowWorker implements FrameWorker {
        final List<Runnable> held = new ArrayList<>();

        @Override
        public <T> void submit(Supplier<T> work, Consumer<T> onFx) {
            held.add(() -> onFx.accept(work.get()));
        }

        void letGo() {
            List<Runnable> now = List.copyOf(held);
            held.clear();
            now.forEach(Runnable::run);
        }
    }

    @Test
    void dropsAnswersThatBelongToAnotherSource() {
        var worker = new SlowWorker();
        var feed = new FrameFeed(worker, model, () -> {});
        feed.source(source);
        List<Runnable> late = List.copyOf(worker.held);
        worker.held.clear();
        feed.source(null);
        late.forEach(Runnable::run);

        assertThat(model.lanes().shown()).isEmpty();
    }

    @Test
    void keepsOldPixelsUntilTheNewComeAndDropsThoseThatComeTooLate() {
        var worker = new SlowWorker();
        List<String> shownFrames = new ArrayList<>();
        var feed = new FrameFeed(worker, model, () -> shownFrames.add("drawn"));
        model.viewport().resize(1_000, 400);
        feed.source(source);
        worker.letGo();
        feed.follow();
        worker.letGo();
        TimelineFrame first = feed.frame();
        assertThat(first.lanes()).hasSize(6);

        model.viewport().zoomAround(0.5, 12);
        feed.follow();
        Runnable slow = worker.held.removeLast();
        model.viewport().zoomAround(0.5, 12);
        feed.follow();
        assertThat(feed.frame()).isSameAs(first);
        worker.letGo();
        TimelineFrame newest = feed.frame();
        assertThat(newest).isNotSameAs(first);
        slow.run();
        assertThat(feed.frame()).isSameAs(newest);
    }

    @Test
    void asksAnotherSourceAlthoughTheFirstNeverAnswers() {
        var worker = new SlowWorker();
        var feed = new FrameFeed(worker, model, () -> {});
        feed.source(new MadeUpSource(2));
        worker.held.clear();
        feed.source(source);
        worker.letGo();

        assertThat(model.lanes().shown()).hasSize(6);
    }

    @Test
    void asksASlowSourceOnlyOnceMore() {
        var worker = new SlowWorker();
        var feed = new FrameFeed(worker, model, () -> {});
        feed.source(source);
        for (int i = 0; i < 10; i++) {
            feed.refresh();
        }
        assertThat(worker.held).hasSize(1);
        worker.letGo();
        assertThat(worker.held).hasSize(1);
        worker.letGo();
        assertThat(worker.held).isEmpty();
    }
}
