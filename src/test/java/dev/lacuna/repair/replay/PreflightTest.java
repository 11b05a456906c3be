package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.repair.Hazard;
import dev.lacuna.source.GroupMember;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.StreamGroups;
import dev.lacuna.source.WriteTerms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PreflightTest {

    private final Incident incident = new Incident();

    private List<Hazard> hazards() {
        PlannedReplay planned = incident.plan(Incident.all(incident.upstream, 0));
        return Preflight.check(
                planned.plan(),
                incident.upstream.info(),
                incident.orders.info(),
                planned.facts(),
                TargetTerms.UNKNOWN,
                Incident.NOW);
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
    void blocksWhereNobodyTellsWhetherTheTargetIsCompacted() {
        incident.orders.unread("The settings of topic 'orders' can't be read: the right is missing.");

        assertBlocking("The target's settings are not known", "the right is missing", "10 copies with a key");
    }

    @Test
    void blocksWhereARightIsMissing() {
        var terms = new TargetTerms(
                new StreamGroups(List.of(), true),
                new WriteTerms(Optional.of(true), List.of("Read on topic 'orders'"), OptionalDouble.empty()));

        assertThat(check(terms)).singleElement().satisfies(hazard -> {
            assertThat(hazard.title()).isEqualTo("No right to write");
            assertThat(hazard.isBlocking()).isTrue();
            assertThat(hazard.explanation()).contains("Missing: Read on topic 'orders'");
        });
    }

    @Test
    void warnsOfACompactedTarget() {
        incident.orders.compacted();
        List<Hazard> hazards = hazards();
        assertThat(hazards).allMatch(Hazard::isBlocking);
        assertThat(hazards)
                .extracting(Hazard::title)
                .containsExactly("Old events on a compacted stream", "Events without a key on a compacted stream");
        assertThat(hazards.getFirst().explanation()).contains("10 copies with a key");
        assertThat(hazards.getLast().explanation()).contains("1 of the events has none");
    }

    @Test
    void warnsOfRetentionShorterThanTheEventsAge() {
        incident.orders.retention(Duration.ofMinutes(59));
        assertBlocking("Copies would expire early", "keeps events for 59 minutes", "retention.ms");
        incident.orders.retention(Duration.ofMinutes(61));
        assertThat(hazards()).isEmpty();
    }

    @Test
    void warnsOfCopiesThatDoNotFitIntoWhatTheTargetKeeps() {
        incident.orders.config("retention.bytes", "10");
        assertBlocking("Copies would expire early", "keeps at most 10 bytes of a partition", "in one partition");
        incident.orders.config("cleanup.policy", "compact");
        assertThat(hazards()).isEmpty();
        incident.orders.config("cleanup.policy", "delete").config("retention.bytes", "1000000");
        assertThat(hazards()).isEmpty();
        incident.orders.config("retention.bytes", "-1");
        assertThat(hazards()).isEmpty();
    }

    @Test
    void warnsWhereCopiesMayNotFitIntoOnePartition() {
        incident.orders.addPartitions(1);
        long bytes = incident.plan(Incident.all(incident.upstream, 0)).facts().bytes();
        incident.orders.config("retention.bytes", "" + (bytes - 1));
        assertThat(hazards())
                .extracting(Hazard::title)
                .containsExactlyInAnyOrder("Copies may expire early", "Partition counts differ");
        assertThat(hazards()).noneMatch(Hazard::isBlocking);
    }

    @Test
    void warnsOfTheOneLimitThatOlderBrokersHaveForTimestamps() {
        incident.orders.config("message.timestamp.difference.max.ms", "1800000");
        assertBlocking("Timestamps too old for the target", "message.timestamp.difference.max.ms");
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
    void saysThatEventsWithoutATimestampGetOne() {
        incident.upstream.partition(0).append(new MemoryContent(-1, Bytes.utf8("20"), null, List.of()));
        incident.orders.retention(Duration.ofMinutes(61));
        assertThat(hazards()).singleElement().satisfies(hazard -> {
            assertThat(hazard.level()).isEqualTo(Hazard.Level.NOTE);
            assertThat(hazard.explanation()).startsWith("1 of the events has no timestamp");
        });

        incident.orders.timestamps(TimestampKind.APPEND);
        assertThat(hazards()).extracting(Hazard::title).containsExactly("Timestamps will be new");
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
        assertThat(Preflight.check(plan, info, info, planned.facts(), TargetTerms.UNKNOWN, Incident.NOW))
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
        assertThat(Preflight.check(feeding, info, info, planned.facts(), TargetTerms.UNKNOWN, Incident.NOW))
                .extracting(Hazard::title)
                .containsExactly("The replay would feed itself", "Target is the source");
    }

    private static List<Hazard> check(TargetTerms terms) {
        var incident = new Incident();
        PlannedReplay planned = incident.plan(Incident.all(incident.upstream, 1));
        return Preflight.check(
                planned.plan(), incident.upstream.info(), incident.orders.info(), planned.facts(), terms, Incident.NOW);
    }

    @Test
    void namesTheGroupsThatWillSeeTheCopies() {
        var incident = new Incident();
        var orders = incident.orders.ref();
        incident.cluster.groups().commit("billing", orders.partition(0), 1);
        incident.cluster
                .groups()
                .members(
                        "billing",
                        new GroupMember("m1", Optional.empty(), "biller", "/10.0.0.7", List.of(orders.partition(0))));
        incident.cluster.groups().commit("stock", orders.partition(1), 2);
        TargetTerms terms = TargetTerms.of(incident.cluster.connect(), incident.orders.info(), "lacuna-test");

        Hazard hazard = check(terms).getFirst();

        assertThat(hazard.level()).isEqualTo(Hazard.Level.WARNING);
        assertThat(hazard.title()).isEqualTo("Consumers will see the copies");
        assertThat(hazard.explanation())
                .startsWith(
                        "2 consumer groups read orders: billing (active, 1 member, up to 1 behind); stock (not active,"
                                + " at the end).");
    }

    @Test
    void saysOfAGroupThatOnlyReadsThatItHasCommittedNothing() {
        var incident = new Incident();
        var reader = new GroupMember(
                "m1",
                Optional.empty(),
                "new-reader",
                "/10.0.0.7",
                List.of(incident.orders.ref().partition(0)));
        incident.cluster.groups().members("new", reader);
        TargetTerms terms = TargetTerms.of(incident.cluster.connect(), incident.orders.info(), "lacuna-test");

        assertThat(check(terms).getFirst().explanation())
                .startsWith("One consumer group reads orders: new (active, 1 member, nothing committed).");
    }

    @Test
    void saysThatReadersAreNotAllKnown() {
        var terms = new TargetTerms(new StreamGroups(List.of(), false), WriteTerms.UNKNOWN);

        assertThat(check(terms)).extracting(Hazard::title).containsExactly("Readers are not all known");
    }

    @Test
    void blocksWhereNobodyMayWriteAndTellsHowLongAQuotaMakesItTake() {
        var terms = new TargetTerms(
                new StreamGroups(List.of(), true), new WriteTerms(Optional.of(false), OptionalDouble.of(2)));

        List<Hazard> hazards = check(terms);

        assertThat(hazards)
                .extracting(Hazard::title)
                .containsExactly("No right to write", "A quota holds writers back");
        assertThat(hazards.getFirst().isBlocking()).isTrue();
        assertThat(hazards.getFirst().explanation()).contains("transactional id lacuna-" + Incident.PLAN_ID);
        assertThat(hazards.getLast().explanation()).contains("2 bytes a second");
    }
}
