package dev.lacuna.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanFixture;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Tone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptClockTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final Finding loss = Samples.lostRun();
    private final Instant begins = Instant.ofEpochMilli(loss.time().fromMillis());

    @AfterEach
    void close() {
        runner.close();
    }

    /// It is now so long after the loss, in a stream that keeps its events for a week.
    private KeptClock after(Duration since) throws Exception {
        var clock = new KeptClock(Clock.fixed(begins.plus(since), ZoneOffset.UTC), new Formats(ZoneId.of("UTC")));
        Scan scan = new ScanFixture(runner, "orders", 6)
                .ended(Samples.findings(), PartitionOutcome.End.COMPLETE, Optional.empty());
        clock.look(List.of(scan));
        return clock;
    }

    private static ReplaySource source(Optional<Duration> kept) {
        return new ReplaySource(ScanFixture.stream("upstream", 6, kept), List.of(), 173, 2);
    }

    @Test
    void countsDownHowLongTheEventsBesideAGapAreKept() throws Exception {
        assertThat(after(Duration.ofDays(4).plusHours(20)).words(loss)).isEqualTo("2 d 4 h");
        assertThat(after(Duration.ofDays(7).minusSeconds(90)).words(loss)).isEqualTo("2 min");
        assertThat(after(Duration.ofDays(8)).words(loss)).isEqualTo("expired");
    }

    @Test
    void aSourceThatForgetsSoonerCountsOnceItWasFound() throws Exception {
        KeptClock clock = after(Duration.ofHours(20));
        clock.setSources(finding -> List.of(source(Optional.of(Duration.ofDays(1)))));

        assertThat(clock.words(loss)).isEqualTo("4 h");
        assertThat(clock.tip(loss)).contains("The missing events in upstream are kept until");
    }

    @Test
    void aBetterSourceThatKeepsThemForEverDoesNotKeepTheirNeighbours() throws Exception {
        KeptClock clock = after(Duration.ofDays(6));
        clock.setSources(finding -> List.of(source(Optional.empty())));

        assertThat(clock.words(loss)).isEqualTo("1 d");
    }

    @Test
    void saysNothingWhereThereIsNothingToRepair() throws Exception {
        KeptClock clock = after(Duration.ofDays(1));

        assertThat(clock.words(loss.withStatus(FindingStatus.REPAIRED))).isEmpty();
        assertThat(clock.words(Samples.markers())).isEmpty();
        assertThat(clock.tip(Samples.markers())).isEmpty();
    }

    @Test
    void marksWhatIsUrgent() throws Exception {
        assertThat(after(Duration.ofDays(1)).tone(List.of(loss))).isEqualTo(Tone.PLAIN);
        assertThat(after(Duration.ofDays(6).plusHours(12)).tone(List.of(loss))).isEqualTo(Tone.SUSPECT);
        assertThat(after(Duration.ofDays(7).minusHours(1)).tone(List.of(loss))).isEqualTo(Tone.LOSS);
    }

    @Test
    void sortsByWhatGoesFirst() throws Exception {
        KeptClock clock = after(Duration.ofDays(1));
        List<Finding> sorted = Samples.findings().stream().sorted(clock.order()).toList();

        assertThat(sorted.getFirst()).isEqualTo(loss);
        assertThat(clock.words(sorted.getLast())).isEmpty();
    }
}
