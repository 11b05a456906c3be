package dev.lacuna.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingThreadTest {

    @Test
    void isInterruptedWhileItWaitsAndNeverAfterwards() {
        var waiting = new WaitingThread();
        waiting.interrupt();
        assertThat(Thread.interrupted()).isTrue();

        waiting.waitsNoLonger();
        waiting.interrupt();

        assertThat(Thread.interrupted()).isFalse();
    }
}
