package dev.lacuna.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanFixture;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScanWordsTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final ScanFixture fixture = new ScanFixture(runner, "orders", 6);

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void saysThatNothingIsWrongOnlyWhenAllWasSeen() throws Exception {
        Scan scan = fixture.ended(List.of(), PartitionOutcome.End.COMPLETE, Optional.empty());

        assertThat(plain(ScanWords.whyEmpty(ScanGlance.of(scan), 0)))
                .isEqualTo("Nothing wrong found in 41 232 records of 6 partitions.");
    }

    @Test
    void saysWhereAndWhyAScanStopped() throws Exception {
        Scan scan = fixture.ended(List.of(), PartitionOutcome.End.FAILED, Optional.of("the broker does not answer."));

        assertThat(plain(ScanWords.whyEmpty(ScanGlance.of(scan), 0)))
                .isEqualTo("Nothing wrong found in 41 232 records, but the scan is not complete: orders/0 at position"
                        + " 4120 stopped, because the broker does not answer.");
    }

    @Test
    void saysHowFarARunningScanIs() throws Exception {
        CountDownLatch reported = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        Scan scan = fixture.start(List.of(), context -> {
            context.report(ProgressSnapshot.of("Scanning", 12_400, 60_000, "positions"));
            reported.countDown();
            hold.await();
            return true;
        });
        reported.await();

        assertThat(plain(ScanWords.whyEmpty(ScanGlance.of(scan), 0)))
                .isEqualTo("Scanning: nothing wrong found yet in 12 400 of 60 000 positions.");
        hold.countDown();
    }

    @Test
    void saysThatAScanGoesOnWithWhatComes() {
        var glance = new ScanGlance(
                ScanGlance.Phase.FOLLOWING, ProgressSnapshot.of("Following", 9, 9, "positions"), 9, 6, "", "");

        assertThat(ScanWords.coverage(glance)).isEqualTo("Following, 9 records of 6 partitions seen");
        assertThat(ScanWords.whyEmpty(glance, 0))
                .isEqualTo("Following: nothing wrong found yet in 9 records of 6 partitions.");
    }

    @Test
    void saysNothingOfWhatAFailedScanDidNotSee() throws Exception {
        Scan scan = fixture.start(List.of(), context -> {
            throw new IllegalStateException("The topic is gone.");
        });
        CountDownLatch ended = new CountDownLatch(1);
        scan.task().onEnd(task -> ended.countDown());
        ended.await();

        assertThat(ScanWords.whyEmpty(ScanGlance.of(scan), 0))
                .isEqualTo("The scan failed, so nothing can be said: The topic is gone.");
    }

    @Test
    void namesWhatIsHidden() throws Exception {
        Scan scan = fixture.ended(List.of(), PartitionOutcome.End.COMPLETE, Optional.empty());

        assertThat(ScanWords.whyEmpty(ScanGlance.of(scan), 3))
                .endsWith("3 findings are explained or dismissed and not shown.");
        assertThat(ScanWords.whyEmpty(ScanGlance.NO_SCAN, 0)).startsWith("Nothing is scanned yet.");
    }

    private static String plain(String text) {
        return text.replace('\u202f', ' ');
    }

    @Test
    void aFilterThatTakesOnlyWhatIsNotShownSaysSo() {
        assertThat(ScanWords.whyEmpty(13, 0)).isEqualTo("The filter leaves out all 13 findings.");
        assertThat(ScanWords.whyEmpty(10, 3))
                .isEqualTo("Left out by the filter: 10.\n3 findings are explained or dismissed and not shown.");
    }
}
