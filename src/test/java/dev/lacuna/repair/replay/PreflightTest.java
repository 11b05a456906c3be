package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.repair.Hazard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightTest {

    private final Incident incident = new Incident();

    private List<Hazard> hazards() {
        PlannedReplay planned = incident.plan(Incident.all(incident.upstream, 0));
        return Preflight.check(
                planned.plan(), incident.upstream.info(), incident.orders.info(), planned.facts(), Incident.NOW);
    }

    private void assertBlocking(String title, String... words) {
        assertThat(hazards()).singleElement().satisfies(hazard -> {
            assertThat(hazard.title()).isEqualTo(title);
            assertThat(hazard.isBlocking()).isTrue();
            assertThat(hazard.explanation()).contains(words);
        });
    }

    @Test
    void findsNothingWhereNothingIs() {
        incident.orders
                .retention(Duration.ofDays(7))
                .config("max.message.bytes", "1048588")
                .config("message.timestamp.before.max.ms", "9223372036854775807")
                .config("message.timestamp.after.max.ms", "3600000");
        assertThat(hazards()).isEmpty();
    }

    @Test
    void warnsOfACompactedTarget() {
        incident.orders.compacted();
        assertBlocking("Old events on a compacted stream", "10 copies with a key");
    }

    @Test
    void warnsOfRetentionShorterThanTheEventsAge() {
        incident.orders.retention(Duration.ofMinutes(59));
        assertBlocking("Copies would expire early", "keeps events for 3540000 ms", "retention.ms");
        incident.orders.retention(Duration.ofMinutes(61));
        assertThat(hazards()).isEmpty();
    }

    @Test
    void warnsOfTimestampsThatTheTargetWouldRefuse() {
        incident.orders.config("message.timestamp.before.max.ms", "1800000");
        assertBlocking("Timestamps too old for the target", "message.timestamp.before.max.ms");
        incident.orders
                .config("message.timestamp.before.max.ms", "9223372036854775807")
                .config("message.timestamp.after.max.ms", "0");
        assertThat(hazards()).isEmpty();
        incident.upstream
                .partition(0)
                .append(dev.lacuna.source.MemoryContent.of(Incident.NOW.toEpochMilli() + 1, "13", "x"));
        assertBlocking("Timestamps in the future", "message.timestamp.after.max.ms");
    }

    @Test
    void warnsOfEventsTooLarge() {
        incident.orders.config("max.message.bytes", "520");
        assertBlocking("Event too large for the target", "at most 520");
    }

    @Test
    void saysThatTheTargetSetsTimestamps() {
        incident.orders.timestamps(TimestampKind.APPEND).retention(Duration.ofMillis(1));
        assertThat(hazards())
                .singleElement()
                .satisfies(hazard -> assertThat(hazard.level()).isEqualTo(Hazard.Level.NOTE));
    }

    @Test
    void warnsOfOtherPartitionCounts() {
        incident.orders.addPartitions(1);
        assertThat(hazards()).singleElement().satisfies(hazard -> {
            assertThat(hazard.title()).isEqualTo("Partition counts differ");
            assertThat(hazard.level()).isEqualTo(Hazard.Level.WARNING);
        });
    }

    @Test
    void warnsWhenTheTargetIsTheSourceAndBlocksALoop() {
        ReplayRequest request = incident.request(List.of(ReplayRequest.Range.all(0, PositionRange.offsets(0, 5))));
        PlannedReplay planned = Incident.plan(new ReplayRequest(
                request.source(),
                "upstream",
                request.ranges(),
                request.target(),
                "upstream",
                request.mapping(),
                request.fields(),
                request.reading().fields(),
                List.of()));
        var plan = planned.plan();
        var info = incident.upstream.info();
        assertThat(Preflight.check(plan, info, info, planned.facts(), Incident.NOW))
                .extracting(Hazard::title)
                .containsExactly("Target is the source");

        var part = plan.parts().getFirst();
        var feeding = new dev.lacuna.model.ReplayPlan(
                plan.id(),
                plan.created(),
                plan.toolVersion(),
                plan.from(),
                plan.to(),
                List.of(new dev.lacuna.model.ReplayPlan.Part(
                        0, PositionRange.offsets(0, 99), part.logStart(), 0, List.of(), 5)),
                plan.fields(),
                plan.targetEnds(),
                plan.repairs(),
                plan.events(),
                plan.bytes());
        assertThat(Preflight.check(feeding, info, info, planned.facts(), Incident.NOW))
                .extracting(Hazard::title)
                .containsExactly("The replay would feed itself", "Target is the source");
    }
}
