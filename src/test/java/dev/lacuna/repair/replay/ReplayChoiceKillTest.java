package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Edit;
import dev.lacuna.model.HeaderRules;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.sandbox.SharedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// Plans that copy some of the events or change them, or whose target refuses some, killed in the middle.
class ReplayChoiceKillTest {

    private static final Pattern AMOUNT = Pattern.compile("\"amount\":(\\d+)");

    private static KillScene scene;

    @TempDir
    Path folder;

    @BeforeAll
    static void fill() throws Exception {
        scene = new KillScene(SharedBroker.bootstrap(), 1);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    /// Returns whether it was killed while it was copying.
    private boolean runAndKill(ReplayPlan plan, Random random, int withinMillis) throws Exception {
        try (var child = scene.start(plan, folder, 1_500, random)) {
            return child.go().awaitCopying().killAfter(random.nextInt(withinMillis));
        }
    }

    /// Returns whether it was half done.
    private boolean finishes(ReplayPlan plan, int seed) throws Exception {
        ReplayReport last = scene.finish(plan);
        assertThat(last.isComplete()).as("seed %s: %s", seed, last.summary()).isTrue();
        assertThat(scene.finish(plan).isNoOp()).as("seed %s", seed).isTrue();
        return last.alreadyThere() > 0 && last.written() > 0;
    }

    private static int amountOf(PlainEvent order) {
        byte[] value = order.kafka().value();
        Matcher amount = AMOUNT.matcher(value == null ? "" : new String(value, StandardCharsets.UTF_8));
        return amount.find() ? Integer.parseInt(amount.group(1)) : -1;
    }

    /// A plan, and what its copies should be.
    private record Case(ReplayPlan plan, Predicate<PlainEvent> taken, Function<PlainEvent, String> content) {}

    private interface Cases {
        Case make(String to, Random random) throws Exception;
    }

    /// Runs some plans in one process that is killed, and finishes each.
    private void copiesOnce(Cases cases, int withinMillis, TestReporter reporter) throws Exception {
        var tally = new KillTally();
        for (int seed : KillSeeds.orElse(1)) {
            var random = new Random(seed);
            List<Case> made = new ArrayList<>();
            for (int i = 0; i < KillSeeds.plans(1); i++) {
                made.add(cases.make(scene.target(Map.of()), random));
            }
            List<ReplayPlan> plans = made.stream().map(Case::plan).toList();
            try (var child = scene.start(plans, folder, 1_500 / plans.size(), random)) {
                // of many plans the last begins long after the first
                child.go().awaitCopying().killAfter(random.nextInt(plans.size() > 1 ? 3_500 : withinMillis));
            }
            List<Boolean> halfDone = KillScene.each(made, one -> {
                boolean half = finishes(one.plan(), seed);
                assertThat(scene.verdict(one.plan(), scene.originals(one.taken()), one.content()))
                        .as("seed %s", seed)
                        .isEqualTo(KillVerdict.CLEAN);
                return half;
            });
            tally.add(plans.size(), (int) halfDone.stream().filter(half -> half).count());
        }
        tally.tell(reporter);
    }

    @Test
    void copiesOnceWhatTheFilterTakesAndNothingElse(TestReporter reporter) throws Exception {
        copiesOnce(
                (to, random) -> {
                    int limit = random.nextInt(50);
                    ReplayPlan plan = scene.plan(
                            to, Choice.ALL.where("value.amount >= " + limit), Optional.empty(), CopyForm.EXACT);
                    return new Case(plan, order -> amountOf(order) >= limit, PlainEvent::content);
                },
                500,
                reporter);
    }

    @Test
    void copiesOnceWhatWasPickedAndNothingElse(TestReporter reporter) throws Exception {
        copiesOnce(
                (to, random) -> {
                    Set<String> picked = scene.originals().stream()
                            .filter(order -> random.nextInt(3) > 0)
                            .map(order -> order.partition() + "@" + order.offset())
                            .collect(Collectors.toSet());
                    ReplayPlan plan = scene.plan(
                            to,
                            Choice.ALL,
                            Optional.of(event -> picked.contains(event.partition()
                                            .number() + "@" + event.position().asOffset())),
                            CopyForm.EXACT);
                    return new Case(
                            plan,
                            order -> picked.contains(order.partition() + "@" + order.offset()),
                            PlainEvent::content);
                },
                500,
                reporter);
    }

    @Test
    void editsEachCopyOnce(TestReporter reporter) throws Exception {
        var form = new CopyForm(
                HeaderRules.ALL,
                List.of(
                        new Edit.SetHeader("fixed", "yes"),
                        new Edit.PatchJson("[{\"op\":\"replace\",\"path\":\"/amount\",\"value\":100}]"),
                        new Edit.ShiftTime(Duration.ofHours(1))));
        copiesOnce(
                (to, random) -> new Case(
                        scene.plan(to, Choice.ALL, Optional.empty(), form),
                        order -> true,
                        ReplayChoiceKillTest::edited),
                600,
                reporter);
    }

    private static String edited(PlainEvent order) {
        byte[] value = order.kafka().value();
        byte[] patched = value == null
                ? null
                : AMOUNT.matcher(new String(value, StandardCharsets.UTF_8))
                        .replaceFirst("\"amount\":100")
                        .getBytes(StandardCharsets.UTF_8);
        var content =
                new StringBuilder(PlainEvent.content(order.kafka().timestamp() + 3_600_000, order.key(), patched));
        order.kafka().headers().forEach(header -> content.append(PlainEvent.header(header.key(), header.value())));
        content.append(PlainEvent.header("fixed", KillScene.bytes("yes")));
        String mark = value == null ? "header:fixed,timestamp" : "header:fixed,value,timestamp";
        return content.append(PlainEvent.header("lacuna.edited", KillScene.bytes(mark)))
                .toString();
    }

    /// An id that comes from elsewhere after the last look may stand there twice; all that came before may not.
    @Test
    void leavesOutWhatTheTargetHoldsWhileOthersWriteThere() throws Exception {
        for (int seed : KillSeeds.orElse(1)) {
            var random = new Random(seed);
            Map<Integer, List<PlainEvent>> moments =
                    scene.originals().stream().collect(Collectors.groupingBy(order -> Math.min(3, random.nextInt(12))));
            String to = scene.target(Map.of());
            scene.writeElsewhere(to, moments.getOrDefault(0, List.of()));
            ReplayPlan plan = scene.plan(to, Choice.ALL.unlessHeldBy("key"), Optional.empty(), CopyForm.EXACT);
            scene.writeElsewhere(to, moments.getOrDefault(1, List.of()));
            // what a writer gave up is not there
            Set<String> before = keys(scene.look(to));
            List<PlainEvent> meanwhile = moments.getOrDefault(2, List.of());
            try (var child = scene.start(plan, folder, 1_500, random)) {
                child.go().awaitCopying();
                var foreign = Thread.ofPlatform().start(() -> scene.writeElsewhere(to, meanwhile));
                child.killAfter(random.nextInt(500));
                foreign.join();
            }
            finishes(plan, seed);

            Map<String, Long> times =
                    scene.look(to).stream().collect(Collectors.groupingBy(KillScene::keyOf, Collectors.counting()));
            Set<String> mayRace = keys(meanwhile);
            assertThat(times.keySet()).as("seed %s: missing 0", seed).isEqualTo(keys(scene.originals()));
            assertThat(times)
                    .as("seed %s: doubled 0, but for those that came meanwhile", seed)
                    .allSatisfy((key, count) ->
                            assertThat(count).as(key).isLessThanOrEqualTo(mayRace.contains(key) ? 2 : 1));
            Set<String> copied = keys(scene.look(to).stream()
                    .filter(event -> event.plan().equals(plan.id()))
                    .toList());
            assertThat(copied).doesNotContainAnyElementsOf(before);
            List<PlainEvent> copiedOnes = scene.originals(order -> copied.contains(KillScene.keyOf(order)));
            assertThat(scene.verdict(plan, copiedOnes)).as("seed %s", seed).isEqualTo(KillVerdict.CLEAN);
        }
    }

    private static Set<String> keys(List<PlainEvent> events) {
        return events.stream().map(KillScene::keyOf).collect(Collectors.toSet());
    }

    @Test
    void copiesWhatTheTargetRefusedOnceItsLimitIsRaised() throws Exception {
        Function<PlainEvent, Integer> size =
                order -> order.kafka().value() == null ? 0 : order.kafka().value().length;
        List<PlainEvent> taken = scene.originals(order -> size.apply(order) < KillScene.LARGE);
        int refused = KillScene.EVENTS - taken.size();
        assertThat(refused).isPositive();
        for (int seed : KillSeeds.orElse(1)) {
            var random = new Random(seed);
            String to = scene.target(Map.of("max.message.bytes", "" + KillScene.LARGE));
            ReplayPlan plan = scene.plan(to);
            runAndKill(plan, random, 1_500);
            ReplayReport partial = scene.finish(plan);
            assertThat(partial.isComplete()).isFalse();
            assertThat(partial.setAside()).as(partial.summary()).isEqualTo(refused);
            assertThat(scene.verdict(plan, taken)).as("seed %s", seed).isEqualTo(KillVerdict.CLEAN);

            raiseLimit(to);
            runAndKill(plan, random, 100);
            finishes(plan, seed);

            assertThat(scene.verdict(plan, scene.originals()).inAnyOrder())
                    .as("seed %s", seed)
                    .isEqualTo(KillVerdict.CLEAN);
        }
    }

    private static void raiseLimit(String topic) throws Exception {
        var raised = new AlterConfigOp(new ConfigEntry("max.message.bytes", "1000000"), AlterConfigOp.OpType.SET);
        scene.admin
                .incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(raised)))
                .all()
                .get();
    }
}
