package dev.lacuna.investigation;

import dev.lacuna.sandbox.IncidentTruth;
import dev.lacuna.sandbox.SampleIncident;
import dev.lacuna.sandbox.SandboxException;
import dev.lacuna.sandbox.SandboxProcess;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The sample incident on a broker of its own, in a process of its own, open for investigation. Closing it ends the
/// broker and removes its data.
public final class SampleSession implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final SandboxProcess broker;
    private final IncidentTruth truth;
    private final Investigation investigation;

    private SampleSession(SandboxProcess broker, IncidentTruth truth, Investigation investigation) {
        this.broker = broker;
        this.truth = truth;
        this.investigation = investigation;
    }

    /// Starts the broker, writes the incident, connects; takes some seconds.
    ///
    /// @param mainClass the program's main class: its `sandbox` command is the broker's process
    /// @param progress told in words what is being done
    public static SampleSession start(
            String mainClass,
            Sources sources,
            TaskRunner runner,
            WriteGate gate,
            String toolVersion,
            Consumer<String> progress)
            throws SandboxException, SourceException, InterruptedException {
        progress.accept("Starting a Kafka broker on this machine");
        SandboxProcess broker =
                SandboxProcess.start(mainClass, List.of("sandbox", "--until-stdin-closes"), READY_WITHIN);
        try {
            IncidentTruth truth = SampleIncident.write(broker.bootstrap(), progress);
            var spec = SourceSpec.of("kafka://" + broker.bootstrap());
            return new SampleSession(broker, truth, Investigation.open(spec, sources, runner, gate, toolVersion));
        } catch (SandboxException | SourceException | InterruptedException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    public String bootstrap() {
        return broker.bootstrap();
    }

    /// What was planted, to compare findings with.
    public IncidentTruth truth() {
        return truth;
    }

    public Investigation investigation() {
        return investigation;
    }

    @Override
    public void close() {
        investigation.close();
        broker.close();
    }
}
