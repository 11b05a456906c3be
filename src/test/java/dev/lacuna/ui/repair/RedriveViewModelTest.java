package dev.lacuna.ui.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.DeadLetterScope;
import dev.lacuna.investigation.DeadLetterSurvey;
import dev.lacuna.investigation.Redrives;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedriveViewModelTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final List<String> calls = new ArrayList<>();

    @AfterEach
    void close() {
        runner.close();
    }

    private class Acts implements RedriveDialog.Actions {
        @Override
        public TaskHandle<DeadLetterSurvey> survey(DeadLetterScope scope, long redrives) {
            calls.add("survey " + redrives + words(scope));
            return runner.start(
                    "survey", context -> new DeadLetterSurvey(new TreeMap<>(Map.of("orders", 12 + redrives)), 2, 1));
        }

        @Override
        public void plan(String home, DeadLetterScope scope, long redrives) {
            calls.add("plan " + home + " " + redrives + words(scope));
        }

        @Override
        public void setAside(String quarantine, DeadLetterScope scope, long redrives) {
            calls.add("set aside " + quarantine + " " + redrives + words(scope));
        }
    }

    private static String words(DeadLetterScope scope) {
        return (scope.partitions().isEmpty() ? "" : " of " + scope.partitions())
                + scope.filter().map(filter -> " where " + filter).orElse("");
    }

    private RedriveViewModel read() {
        return read(Optional.empty());
    }

    private RedriveViewModel read(Optional<RedriveSelection> selection) {
        var model = new RedriveViewModel("orders.DLT", List.of("orders.DLT", "kept"), selection, new Acts());
        settle(model);
        return model;
    }

    private static void settle(RedriveViewModel model) {
        long end = System.nanoTime() + 120_000_000_000L;
        while (model.isReading() && System.nanoTime() < end) {
            model.refresh();
            Thread.onSpinWait();
        }
    }

    @Test
    void tellsWhereEventsFailedAndLeadsToAPlan() {
        RedriveViewModel model = read();

        assertThat(model.survey().orElseThrow().homes()).containsEntry("orders", 15L);
        model.plan("orders");
        assertThat(calls).containsExactly("survey 3", "plan orders 3");
    }

    @Test
    void meansWhatIsSelectedUntilSomebodyMeansAll() {
        var scope = new DeadLetterScope(Set.of(2), Bounds.ALL, Optional.empty());
        RedriveViewModel model = read(Optional.of(new RedriveSelection("this morning", scope)));
        model.plan("orders");
        model.onlySelected(false);
        settle(model);
        model.plan("orders");

        assertThat(calls).containsExactly("survey 3 of [2]", "plan orders 3 of [2]", "survey 3", "plan orders 3");
    }

    @Test
    void plansOnlyWhatAFilterTakes() {
        RedriveViewModel model = read();
        model.filter(" size > 1 ");
        settle(model);
        model.filter("size > 1");
        model.plan("orders");
        model.quarantine("kept");
        model.setAside();

        assertThat(calls)
                .containsExactly(
                        "survey 3",
                        "survey 3 where size > 1",
                        "plan orders 3 where size > 1",
                        "set aside kept 3 where size > 1");
    }

    @Test
    void countsAnewByAnotherLimit() {
        RedriveViewModel model = read();
        model.limit(5);
        assertThat(model.survey()).as("what was counted by the old limit").isEmpty();
        settle(model);

        assertThat(model.survey().orElseThrow().homes()).containsEntry("orders", 17L);
        model.limit(5);
        assertThat(calls).containsExactly("survey 3", "survey 5");
    }

    @Test
    void setsAsideOnlyIntoATopicThatIsThereAndIsAnother() {
        RedriveViewModel model = read();
        model.quarantine("orders.DLT");
        assertThat(model.canSetAside()).isFalse();
        model.quarantine("kept");
        model.setAside();

        assertThat(calls).containsExactly("survey 3", "set aside kept 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders.DLT", "orders-dlq", "dead-letter-orders", "orders.dead.letters", "DLQ", "a_dlq_b"})
    void knowsDeadLettersByTheirUsualNames(String stream) {
        assertThat(Redrives.isUsualName(stream)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "deadline", "adlt", "dltx", "letters"})
    void takesNoOtherNameForOne(String stream) {
        assertThat(Redrives.isUsualName(stream)).isFalse();
    }

    @Test
    void saysThatReadingWasCancelled() {
        var model = new RedriveViewModel("orders.DLT", List.of(), Optional.empty(), new Acts() {
            @Override
            public TaskHandle<DeadLetterSurvey> survey(DeadLetterScope scope, long redrives) {
                TaskHandle<DeadLetterSurvey> task = runner.start("survey", context -> {
                    while (!context.isCancelled()) {
                        Thread.onSpinWait();
                    }
                    context.checkpoint();
                    throw new IllegalStateException("it was cancelled before");
                });
                task.cancel();
                return task;
            }
        });
        settle(model);

        assertThat(model.survey()).isEmpty();
        assertThat(model.problem()).isEqualTo("It was cancelled before all was read.");
    }
}
