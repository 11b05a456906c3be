package dev.lacuna.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");

    private final Worker here = Worker.here();

    @Test
    void aProcessOfThisMachineIsAskedWhateverTheClockSays() {
        assertThat(here.isAlive(here, NOW.minus(Duration.ofDays(9)), NOW)).isTrue();
        assertThat(here.isAlive(here, NOW.plus(Duration.ofDays(9)), NOW)).isTrue();
    }

    @Test
    void aNumberThatAnotherProcessGotIsNotTakenForTheOldOne() {
        var earlier = new Worker(here.user(), here.host(), here.pid(), here.place(), "ticks 1");
        assertThat(earlier.isAlive(here, NOW, NOW)).isFalse();
        var never = new Worker(here.user(), here.host(), 999_999_999, here.place(), "ticks 1");
        assertThat(never.isAlive(here, NOW, NOW)).isFalse();
    }

    @Test
    void aProcessElsewhereIsAliveAsLongAsItIsHeardOf() {
        var elsewhere = new Worker("ann", "other", here.pid(), "other boot space", here.mark());
        assertThat(elsewhere.isAlive(here, NOW.minusSeconds(20), NOW)).isTrue();
        assertThat(elsewhere.isAlive(here, NOW.plusSeconds(20), NOW))
                .as("its clock is ahead")
                .isTrue();
        assertThat(elsewhere.isAlive(here, NOW.minusSeconds(200), NOW)).isFalse();
    }
}
