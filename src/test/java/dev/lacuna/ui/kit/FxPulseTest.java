package dev.lacuna.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FxPulseTest {

    private final List<Runnable> entries = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();
    private final FxPulse pulse = new FxPulse(entries::add);

    private void enter() {
        entries.removeFirst().run();
    }

    @Test
    void runsAllThatWasPostedInOneEntryAndInOrder() {
        pulse.post(() -> ran.add("a"));
        pulse.post(() -> ran.add("b"));

        assertThat(entries).hasSize(1);
        enter();

        assertThat(ran).containsExactly("a", "b");
        assertThat(entries).isEmpty();
    }

    @Test
    void runsOnlyTheLastOfThoseWithOneKey() {
        pulse.post("progress", () -> ran.add("10 %"));
        pulse.post("progress", () -> ran.add("20 %"));
        enter();

        assertThat(ran).containsExactly("20 %");
    }

    @Test
    void entersAgainForWhatIsPostedMeanwhile() {
        pulse.post(() -> pulse.post(() -> ran.add("later")));
        enter();
        assertThat(ran).isEmpty();

        enter();
        assertThat(ran).containsExactly("later");
    }

    @Test
    void runsTheRestWhenOneActionThrows() {
        pulse.post(() -> {
            throw new IllegalStateException("first");
        });
        pulse.post(() -> ran.add("second"));

        assertThatThrownBy(this::enter).hasMessage("first");
        assertThat(ran).containsExactly("second");
    }
}
