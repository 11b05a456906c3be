package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.ui.gallery.Samples;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FilterModelTest {

    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final FilterModel model = new FilterModel(workers::add, Runnable::run, Samples::findings);

    private void work() {
        while (!workers.isEmpty()) {
            workers.removeFirst().run();
        }
    }

    private long taken() {
        return Samples.findings().stream().filter(model.filterProperty().get()).count();
    }

    @Test
    void takesAllUntilSomethingIsTypedAndAgainWhenItIsDeleted() {
        assertThat(taken()).isEqualTo(Samples.findings().size());

        model.type("verdict = loss");
        work();
        assertThat(taken()).isBetween(1L, Samples.findings().size() - 1L);

        model.type(" ");
        assertThat(taken()).isEqualTo(Samples.findings().size());
    }

    @Test
    void keepsWhatWasUnderstoodLastWhileItIsTypedOn() {
        model.type("verdict = loss");
        work();
        long losses = taken();

        model.type("verdict = loss or partitoin");
        work();

        assertThat(taken()).isEqualTo(losses);
        var trouble = Objects.requireNonNull(model.troubleProperty().get());
        assertThat(trouble.position()).isEqualTo("verdict = loss or ".length());
        assertThat(trouble.problem()).contains("partitoin");

        model.type("");
        assertThat(model.troubleProperty().get()).isNull();
    }

    @Test
    void dropsTheAnswerToWhatWasTypedBefore() {
        model.type("verdict = (");
        Runnable slow = workers.removeFirst();
        model.type("verdict = loss");
        work();
        long losses = taken();

        slow.run();

        assertThat(model.troubleProperty().get()).isNull();
        assertThat(taken()).isEqualTo(losses);
    }

    @Test
    void readsWhatTheTableSays() {
        model.type("missing sequence orders / 2");
        work();

        assertThat(taken()).isPositive();
        assertThat(Samples.findings().stream().filter(model.filterProperty().get()))
                .allMatch(finding -> finding.partition().number() == 2);
    }
}
