package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.RichFiles;
import dev.lacuna.detect.RichHistory;
import dev.lacuna.detect.RichTruth;
import dev.lacuna.detect.Seeds;
import dev.lacuna.model.Depth;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Histories with known truth, as files of a broker and read as an investigation reads them: mixed codecs,
/// transactions across files, numbers as strings.
class WrittenHistoriesTest {

    private static final int SEEDS = 60;

    @TempDir
    private Path home;

    @Test
    void whatIsCalledALossInFilesWasLost() throws Exception {
        RichTruth truth = new RichTruth();
        var sources = new Sources(ServiceLoader.load(SourceProvider.class));
        try (var runner = new TaskRunner(Clock.systemUTC())) {
            for (int seed : Seeds.of(SEEDS)) {
                RichHistory history = new RichHistory(seed);
                Path folder = Files.createDirectory(home.resolve("" + seed));
                RichFiles.write(history, seed, folder);
                var spec = new SourceSpec("segments:" + folder, RichFiles.settings(history), true);
                try (var investigation = Investigation.open(spec, sources, runner, "test")) {
                    Scan scan = investigation.scan(
                            new ScanRequest("orders", Set.of(), Bounds.ALL, Depth.RECORDS, RichFiles.fields(history)));
                    scan.task().await();
                    truth.judge(seed, history, scan.findings().all());
                }
            }
        }
        assertThat(truth.faults()).as("%s", truth).isEqualTo(List.of());
        assertThat(truth.losses()).as("%s", truth).isGreaterThan(Seeds.count(SEEDS));
    }
}
