package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.model.Bytes;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.task.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterQuestionTest {

    private final Shop shop = new Shop();
    private final FxQueue fx = new FxQueue();
    private final WorkspaceModel workspace =
            new WorkspaceModel(shop.start(new Opening.Sample()), WindowState.FIRST, fx);
    /// What waits for the FX thread.
    private final List<Runnable> answers = new CopyOnWriteArrayList<>();

    private final DeadLetterQuestion question = new DeadLetterQuestion(workspace.connections(), answers::add);
    private final List<String> found = new ArrayList<>();

    @AfterEach
    void close() {
        workspace.close();
    }

    private Investigation open() throws InterruptedException {
        Connection before = workspace.connections().connection();
        workspace.open(new Opening.Sample());
        fx.runUntil(() -> workspace.connections().connection() != null
                && workspace.connections().connection() != before);
        return Objects.requireNonNull(workspace.connections().connection()).investigation();
    }

    private void askOfDeadLetters() throws InterruptedException {
        shop.cluster
                .create("failed", 1)
                .partition(0)
                .append(MemoryContent.of(1_000, "k", "v").with("kafka_dlt-original-topic", Bytes.utf8("orders")));
        open();
        question.ask("failed", found::add);
        Await.until("it was looked for them", () -> !answers.isEmpty());
    }

    @Test
    void tellsAStreamThatHoldsDeadLetters() throws Exception {
        askOfDeadLetters();
        answers.forEach(Runnable::run);

        assertThat(found).containsExactly("failed");
    }

    @Test
    void tellsNothingOfANamesakeInAnotherSource() throws Exception {
        askOfDeadLetters();
        open();
        answers.forEach(Runnable::run);

        assertThat(found).isEmpty();
    }

    @Test
    void tellsNothingOfAStreamWithoutAny() throws Exception {
        Investigation investigation = open();

        assertThat(investigation.holdsDeadLetters("orders").await()).isFalse();
    }
}
