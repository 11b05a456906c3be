package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.sandbox.SandboxCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.Test;

/// A target that takes events more slowly than they come, by a quota or a busy disk.
class HeldBackTest {

    private static final int LARGE = 100_000;

    /// So many large events of one transaction the target takes before the client gives up waiting.
    private static final int TAKEN = 8;

    @Test
    void writesLessAtOnceWhereATransactionTakesTooLong() throws Exception {
        var incident = new Incident();
        for (int i = 0; i < 100; i++) {
            incident.upstream
                    .partition(0)
                    .append(new MemoryContent(
                            Incident.MILLIS, Bytes.utf8("large " + i), Bytes.of(new byte[LARGE]), List.of()));
        }
        ReplayPlan plan = incident.planAll();
        int[] open = new int[1]; // large events of the open transaction
        List<Integer> committed = new ArrayList<>();
        int[] failures = new int[1];
        MemorySource client = incident.cluster.connect().withFault(step -> {
            switch (step) {
                case COMMIT -> {
                    int events = open[0];
                    open[0] = 0;
                    incident.ticks.sleep(Duration.ofMillis(500L * events));
                    if (events > TAKEN) {
                        failures[0]++;
                        throw new SourceException(SourceException.Kind.INTERRUPTED, "no answer", true, null);
                    }
                    committed.add(events);
                }
                default -> {}
            }
        });
        client.reject(event -> {
            open[0] += event.value() != null && event.value().length() == LARGE ? 1 : 0;
            return false;
        });

        ReplayReport report = incident.execute(plan, client, ReplayOptions.DEFAULT);

        assertThat(report.isComplete()).as(report.summary()).isTrue();
        incident.assertAllCopiedOnce();
        assertThat(failures[0]).isBetween(1, 5);
        assertThat(committed).as("no transaction is smaller than it must be").anyMatch(events -> events >= 2);
    }

    @Test
    void growsAgainWhereTheTargetIsQuick() {
        var allowance = new Allowance();
        long most = allowance.bytes();
        allowance.failed(most);
        long least = allowance.bytes();
        assertThat(least).isLessThan(most);
        for (int i = 0; i < 10; i++) {
            allowance.took(allowance.bytes(), 1);
        }
        assertThat(allowance.bytes()).isEqualTo(most);
        allowance.took(1, Duration.ofHours(1).toNanos());
        assertThat(allowance.bytes()).as("one event is always allowed").isPositive();
    }

    /// With a quota so small that a usual transaction would outlast what the client waits for an answer.
    @Test
    void goesOnUnderAQuotaOfARealBrokerAndSaysThatItIsThrottled() throws Exception {
        try (SandboxCluster cluster =
                        SandboxCluster.start(1, Map.of("quota.window.num", "2", "quota.window.size.seconds", "1"));
                var scene = new KillScene(cluster.bootstrap(), 1)) {
            var entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "held-back"));
            var limit = new ClientQuotaAlteration.Op("producer_byte_rate", 60_000.0);
            scene.admin
                    .alterClientQuotas(List.of(new ClientQuotaAlteration(entity, List.of(limit))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            ReplayPlan plan = scene.plan(scene.target(Map.of()));
            var context = new FakeContext();
            ReplayReport report;
            Map<String, String> properties = Map.of(
                    "client.id", "held-back",
                    "request.timeout.ms", "1000",
                    "delivery.timeout.ms", "2500",
                    "compression.type", "none");
            try (StreamSource source = new Sources(ServiceLoader.load(SourceProvider.class))
                    .open(SourceSpec.of("kafka://" + cluster.bootstrap()).withProperties(properties))) {
                report = new ReplayRun(Clock.systemUTC(), Ticks.system())
                        .run(
                                new ReplayJob(plan, source, source, new KeyedReading()),
                                ReplayOptions.DEFAULT.acceptingHazards(),
                                new ReplayProgress(plan, ReplayMode.EXECUTE),
                                context);
            }

            assertThat(report.isComplete()).as(report.summary()).isTrue();
            assertThat(context.reports).anyMatch(progress -> progress.note().contains("throttled"));
            assertThat(scene.verdict(plan, scene.originals())).isEqualTo(KillVerdict.CLEAN);
        }
    }
}
