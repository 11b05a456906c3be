package dev.lacuna.investigation;

import dev.lacuna.model.StreamInfo;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.WaitingThread;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Asks time and again how a stream that is followed is described now, on a thread of its own: a source that does not
/// answer must hold up neither the reading nor its end. Reads only.
final class StreamWatch {

    /// How it is described, or why it is not; never both.
    record Answer(@Nullable StreamInfo stream, @Nullable SourceException failure) {}

    private final StreamSource source;
    private final String stream;
    private final long restNanos;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Answer> news = new AtomicReference<>();
    private final AtomicReference<@Nullable WaitingThread> asking = new AtomicReference<>();

    /// @param rest how long it rests before each question
    StreamWatch(StreamSource source, String stream, Duration rest) {
        this.source = source;
        this.stream = stream;
        this.restNanos = rest.toNanos();
    }

    /// What was answered since it was asked last.
    Optional<Answer> news() {
        return Optional.ofNullable(news.getAndSet(null));
    }

    /// Watches until somebody ends it.
    void run(TaskContext context) throws InterruptedException {
        try (var _ = context.onCancel(this::end)) {
            while (!ended.await(restNanos, TimeUnit.NANOSECONDS)) {
                ask();
            }
        }
    }

    private void ask() {
        var thread = new WaitingThread();
        asking.set(thread);
        try {
            if (ended.getCount() > 0) {
                news.set(new Answer(source.describe(stream), null));
            }
        } catch (SourceException e) {
            news.set(new Answer(null, e));
        } finally {
            asking.set(null);
            thread.waitsNoLonger();
            if (ended.getCount() == 0) {
                Thread.interrupted(); // was meant for the question
            }
        }
    }

    /// Ends it soon, from any thread.
    void end() {
        ended.countDown();
        WaitingThread thread = asking.get();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
