package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.journal.KeptState;
import dev.lacuna.task.TaskState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The journal knows the states of tasks, though neither room knows the other.
class TaskStatesTest {

    private static final Map<TaskState, KeptState> SAME = Map.of(
            TaskState.RUNNING, KeptState.RUNNING,
            TaskState.PAUSED, KeptState.PAUSED,
            TaskState.CANCELLING, KeptState.CANCELLING,
            TaskState.CANCELLED, KeptState.CANCELLED,
            TaskState.DONE, KeptState.DONE,
            TaskState.FAILED, KeptState.FAILED);

    @Test
    void everyWayThatATaskCanGoCanBeKept() {
        assertThat(SAME).as("all but the state before it begins").hasSize(TaskState.values().length - 1);
        SAME.forEach((state, kept) -> {
            assertThat(kept.isTerminal()).isEqualTo(state.isTerminal());
            SAME.forEach((next, keptNext) -> {
                if (state.mayBecome(next)) {
                    assertThat(kept.mayBecome(keptNext))
                            .as(state + " to " + next)
                            .isTrue();
                }
                if (state.isTerminal()) {
                    assertThat(kept.mayBecome(keptNext))
                            .as(kept + " to " + keptNext)
                            .isFalse();
                }
            });
        });
    }
}
