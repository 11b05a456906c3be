package dev.lacuna.investigation;

import dev.lacuna.model.Finding;
import dev.lacuna.source.GroupTail;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.WaitingThread;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads on how consumer groups move while their stream is followed, on a thread of its own, for a source may take long
/// to answer: every few seconds, and so seldom that it takes little of the time. Reads only.
///
/// A source that doesn't answer is asked again, and what was seen stays meanwhile. That rights are missing is told at
/// once, and asked seldom: they may be granted.
final class GroupWatch {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWatch.class);

    /// How much of the time reading may take.
    private static final int SHARE = 10;

    /// Rests between two looks that are denied, of those between others.
    private static final int RESTS_OF_DENIED = 12;

    private final GroupLook look;
    private final GroupTail tail;
    private final FindingLog findings;
    private final Clock clock;
    private final long restNanos;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable List<Finding>> news = new AtomicReference<>();
    private final AtomicReference<@Nullable WaitingThread> reading = new AtomicReference<>();
    private volatile boolean givenUp;
    private boolean hasRead;

    /// @param rest how long it rests between two looks, at least
    GroupWatch(StreamSource source, Scan scan, Clock clock, Duration rest) {
        this.look = new GroupLook(source, scan);
        this.tail = source.groupTail(scan.stream().stream());
        this.findings = scan.findings();
        this.clock = clock;
        this.restNanos = rest.toNanos();
    }

    /// What rules say of the groups, if they were looked at since it was asked last.
    Optional<List<Finding>> news() {
        return Optional.ofNullable(news.getAndSet(null));
    }

    /// Watches until somebody ends it; then once more, and so once at least, so that it is as new as what was read of
    /// the stream.
    void run(TaskContext context) throws InterruptedException {
        try (var _ = context.onCancel(() -> end(false))) {
            Optional<SourceException> failure = Optional.empty();
            long rest = 0;
            while (!ended.await(rest, TimeUnit.NANOSECONDS)) {
                boolean first = !hasRead;
                long began = System.nanoTime();
                failure = read();
                long took = System.nanoTime() - began;
                if (failure.filter(GroupWatch::isDenied).isPresent()) {
                    rest = RESTS_OF_DENIED * restNanos;
                } else {
                    // at first all that is kept is read, later only what came
                    rest = first && hasRead ? restNanos : Math.max(restNanos, SHARE * took);
                }
            }
            if (failure.isEmpty()) { // also where it was ended before it had begun
                failure = read();
            }
            if (!hasRead && !context.isCancelled()) {
                failure.ifPresent(why -> findings.tell(look.unread(why)));
            }
        }
    }

    private Optional<SourceException> read() {
        var thread = new WaitingThread();
        reading.set(thread);
        try {
            if (givenUp) {
                return Optional.empty();
            }
            news.set(look.see(tail.readOn(), clock.millis()));
            hasRead = true;
            return Optional.empty();
        } catch (SourceException e) {
            LOG.debug("groups could not be looked at", e);
            if (isDenied(e)) {
                findings.tell(look.unread(e));
            }
            return Optional.of(e);
        } finally {
            reading.set(null);
            thread.waitsNoLonger();
            if (givenUp) {
                Thread.interrupted(); // was meant for the reading
            }
        }
    }

    private static boolean isDenied(SourceException failure) {
        return failure.kind() == SourceException.Kind.DENIED;
    }

    /// Ends it, from any thread.
    ///
    /// @param heard whether the source answers: else nobody waits for it
    void end(boolean heard) {
        if (!heard) {
            givenUp = true;
        }
        ended.countDown();
        WaitingThread thread = reading.get();
        if (!heard && thread != null) {
            thread.interrupt();
        }
    }
}
