package dev.lacuna.task;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The thread that has made this, which may be interrupted until it says that it waits no longer: afterwards it may
/// work for somebody else. Safe from any thread.
public final class WaitingThread {

    private final Thread thread = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);

    public synchronized void interrupt() {
        if (over.getCount() > 0) {
            thread.interrupt();
        }
    }

    /// Interrupts it unless it waits no longer by then. Blocks until that is decided.
    void interruptAfter(Duration grace) {
        try {
            if (!over.await(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                interrupt();
            }
        } catch (InterruptedException e) {
            interrupt(); // all is to end
        }
    }

    public synchronized void waitsNoLonger() {
        over.countDown();
    }
}
