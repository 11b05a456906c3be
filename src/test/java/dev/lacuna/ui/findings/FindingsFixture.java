package dev.lacuna.ui.findings;

import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanFixture;
import dev.lacuna.model.Finding;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/// A scan that has ended with findings, and what their views need to show it.
abstract class FindingsFixture {

    final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    final ScanFixture fixture = new ScanFixture(runner, "orders", 6);
    final Formats formats = new Formats();
    final FxPulse pulse = new FxPulse();

    @AfterEach
    void close() {
        runner.close();
    }

    Scan scan(List<Finding> findings) throws Exception {
        return fixture.ended(findings, PartitionOutcome.End.COMPLETE, Optional.empty());
    }
}
