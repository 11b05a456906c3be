package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Event;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.MemoryStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A stream that is copied to another, by plans that choose among its events and edit the copies.
final class ChoiceScene {

    static final long T = Incident.MILLIS;

    final MemoryCluster cluster = MemoryCluster.of("east");
    final MemoryStream from = cluster.create("from", 1);
    final MemoryStream to = cluster.create("to", 1);

    static final EventReading READING = new KeyedReading();

    static MemoryContent order(String id, long amount) {
        return MemoryContent.of(T + amount, id, "{\"id\":\"" + id + "\",\"amount\":" + amount + ",\"price\":1.50}");
    }

    PlannedReplay plan(Choice choice, CopyForm form, Predicate<Event> picking) throws Exception {
        MemorySource source = cluster.connect();
        return Incident.planner()
                .plan(
                        new ReplayRequest(
                                source,
                                "from",
                                List.of(Incident.all(from, 0)),
                                source,
                                "to",
                                new PartitionMapping.Automatic(),
                                Incident.FIELDS,
                                READING,
                                choice,
                                Optional.ofNullable(picking),
                                List::of,
                                form,
                                List.of()),
                        new FakeContext());
    }

    ReplayPlan plan(Choice choice) throws Exception {
        return plan(choice, CopyForm.EXACT, event -> true).plan();
    }

    ReplayReport run(ReplayPlan plan, ReplayMode mode) throws Exception {
        MemorySource client = cluster.connect();
        var progress = new ReplayProgress(plan, mode);
        return new ReplayRun(Clock.fixed(Incident.NOW, ZoneOffset.UTC), new FakeTicks())
                .run(
                        new ReplayJob(plan, client, client, READING),
                        ReplayOptions.DEFAULT.acceptingHazards(),
                        progress,
                        new FakeContext());
    }

    void runsAsPlanned(ReplayPlan plan) throws Exception {
        assertThat(run(plan, ReplayMode.DRY_RUN).written()).isEqualTo(plan.events());
        assertThat(run(plan, ReplayMode.EXECUTE).written()).isEqualTo(plan.events());
        assertThat(run(plan, ReplayMode.EXECUTE).isNoOp()).isTrue();
        MemorySource client = cluster.connect();
        ReplayCheckResult check = ReplayCheck.check(new ReplayJob(plan, client, client, READING), new FakeContext());
        assertThat(check.isOk()).as(check.summary()).isTrue();
    }

    List<String> copied() {
        return to.partition(0).committed().stream()
                .filter(Event::isReplayed)
                .map(event -> event.key() == null ? "" : event.key().text())
                .toList();
    }

    Event copy(int number) {
        return to.partition(0).committed().stream()
                .filter(Event::isReplayed)
                .toList()
                .get(number);
    }
}
