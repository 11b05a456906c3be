package dev.lacuna.repair.replay;

import java.time.Duration;

/// Elapsed time and waiting, so that tests need neither.
public interface Ticks {

    /// Like [System#nanoTime()].
    long nanos();

    void sleep(Duration duration) throws InterruptedException;

    static Ticks system() {
        return new Ticks() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration);
            }
        };
    }
}
