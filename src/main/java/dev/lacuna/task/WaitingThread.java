package dev.lacuna.task;

import org.jspecify.annotations.Nullable;

/// The thread that has made this, which may be interrupted until it says that it waits no longer: afterwards it may
/// work for somebody else. Safe from any thread.
public final class WaitingThread {

    private @Nullable Thread thread = Thread.currentThread();

    public synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    public synchronized void waitsNoLonger() {
        thread = null;
    }
}
