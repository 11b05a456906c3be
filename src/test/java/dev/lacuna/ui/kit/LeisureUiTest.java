package dev.lacuna.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class LeisureUiTest {

    private static final long PATIENCE_SECONDS = 120;

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch over = new CountDownLatch(1);

    private Runnable step(String name) {
        return () -> done.add(name);
    }

    private void spendUntilOver(Runnable... steps) throws InterruptedException {
        List<Runnable> all = new ArrayList<>(List.of(steps));
        all.add(over::countDown);
        Ui.on(() -> Leisure.spend(new FxPulse(), all));
        assertThat(over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void doesOneStepAfterTheOther() throws InterruptedException {
        spendUntilOver(step("a"), step("b"), step("c"));

        assertThat(done).containsExactly("a", "b", "c");
    }

    @Test
    void doesNothingMoreOnceUnsubscribed() throws InterruptedException {
        Ui.run(() -> Leisure.spend(new FxPulse(), List.of(step("never"))).unsubscribe());

        spendUntilOver(step("a"), step("b"));

        assertThat(done).containsExactly("a", "b");
    }
}
