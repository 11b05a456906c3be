package dev.lacuna.repair.replay;

import java.time.Duration;

/// Time that passes only while someone sleeps.
final class FakeTicks implements Ticks {

    long nanos = 1_000;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) {
        nanos += duration.toNanos();
    }
}
