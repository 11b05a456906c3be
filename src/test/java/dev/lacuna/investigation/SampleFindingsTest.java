package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Verdict;
import dev.lacuna.sandbox.IncidentTruth;
import dev.lacuna.sandbox.SampleIncident;
import dev.lacuna.sandbox.SandboxBroker;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The sample incident on a real broker: what a scan finds is what was planted, and nothing else.
@Timeout(240)
class SampleFindingsTest {

    private static SandboxBroker broker;
    private static TaskRunner runner;
    private static IncidentTruth truth;
    private static Investigation investigation;

    @BeforeAll
    static void writeTheIncident() throws Exception {
        broker = SandboxBroker.start();
        truth = SampleIncident.write(broker.bootstrap(), line -> {});
        runner = new TaskRunner(Clock.systemUTC());
        investigation = Investigation.open(
                SourceSpec.of("kafka://" + broker.bootstrap()),
                new Sources(ServiceLoader.load(SourceProvider.class)),
                runner,
                "test");
    }

    @AfterAll
    static void stop() throws Exception {
        runner.close();
        investigation.close();
        broker.close();
    }

    @Test
    void everyPlantedFaultIsFoundAndNothingElse() throws Exception {
        Scan scan = scan(IncidentTruth.ORDERS, Depth.RECORDS, truth.fields(IncidentTruth.ORDERS));
        assertThat(scan.events()).isEqualTo(truth.topic(IncidentTruth.ORDERS).visible());
        TruthCheck check = TruthCheck.of(truth.faults(), scan.findings().all());
        assertThat(check.lines())
                .allSatisfy(line -> assertThat(line.isFound())
                        .as(line.fault().title() + ": " + line.findings())
                        .isTrue());
        assertThat(check.unplanned()).isEmpty();
    }

    @Test
    void upstreamShowsOnlyWhatWasTheShopsOwnDoing() throws Exception {
        Scan scan = scan(IncidentTruth.UPSTREAM, Depth.RECORDS, truth.fields(IncidentTruth.UPSTREAM));
        assertThat(TruthCheck.of(truth.echoes(), scan.findings().all()).isTrue())
                .as("" + scan.findings().all())
                .isTrue();
    }

    @Test
    void healthyStreamsHaveHolesAndNoGapAtEitherDepth() throws Exception {
        for (String stream : truth.healthyStreams()) {
            for (Depth depth : List.of(Depth.BATCHES, Depth.RECORDS)) {
                FieldSpec fields = depth == Depth.RECORDS ? truth.fields(stream) : FieldSpec.NONE;
                Scan scan = scan(stream, depth, fields);
                assertThat(scan.events()).isEqualTo(truth.topic(stream).visible());
                List<Finding> findings = scan.findings().all();
                assertThat(findings)
                        .as(stream + " at " + depth)
                        .isNotEmpty()
                        .allMatch(finding -> finding.verdict() == Verdict.BENIGN)
                        .allMatch(finding -> finding.status() == FindingStatus.EXPLAINED);
                long holes = scan.outcomes().stream()
                                .mapToLong(
                                        outcome -> outcome.asked().positions().span())
                                .sum()
                        - scan.events();
                assertThat(findings.stream()
                                .mapToLong(finding -> finding.missing().orElse(0))
                                .sum())
                        .as("every position of " + stream + " without an event is explained")
                        .isEqualTo(holes);
            }
        }
    }

    @Test
    void theFieldsOfTheOrdersAreGuessed() throws Exception {
        FieldSpec guess = investigation.guessFields(IncidentTruth.ORDERS).await();
        FieldSpec known = truth.fields(IncidentTruth.ORDERS);
        assertThat(guess.withFormat(PayloadFormat.JSON)).isEqualTo(known);
    }

    private static Scan scan(String stream, Depth depth, FieldSpec fields) throws Exception {
        return investigation
                .scan(new ScanRequest(stream, Set.of(), Bounds.ALL, depth, fields))
                .task()
                .await();
    }
}
