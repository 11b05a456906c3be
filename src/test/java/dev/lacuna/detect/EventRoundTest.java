package dev.lacuna.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRoundTest {

    private final List<Finding> findings = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    /// Notes what it sees, and fails at one event, or at a batch.
    private final class Seeing implements Detector {

        private final String name;
        private final long failsAt;
        private final boolean failsAtBatch;

        Seeing(String name, long failsAt, boolean failsAtBatch) {
            this.name = name;
            this.failsAt = failsAt;
            this.failsAtBatch = failsAtBatch;
        }

        @Override
        public void batch(Batch batch) {
            if (failsAtBatch) {
                throw new IllegalStateException("at a batch");
            }
        }

        @Override
        public void event(Batch batch, Event event, Fields fields) {
            if (event.position().asOffset() == failsAt) {
                throw new IllegalStateException("at an event");
            }
            seen.add(name + event.position());
        }

        @Override
        public void end(Position reached, boolean complete) {}
    }

    private Detector guarded(String name, long failsAt, boolean failsAtBatch) {
        return GuardedDetector.start(
                FindingKind.SILENCE,
                () -> new Seeing(name, failsAt, failsAtBatch),
                new LogStory().context(),
                findings::add);
    }

    /// As whoever reads a partition does it.
    private void tell(List<Detector> detectors, int events) {
        var round = new EventRound(detectors);
        new LogStory().plain(events).feed(List.of(new Detector() {
            @Override
            public void batch(Batch batch) {
                detectors.forEach(detector -> detector.batch(batch));
                round.begin();
            }

            @Override
            public void event(Batch batch, Event event, Fields fields) {
                round.event(batch, event, fields);
            }

            @Override
            public void end(Position reached, boolean complete) {}
        }));
    }

    @Test
    void aDetectorThatFailsIsToldOnceAndTakesNoEventFromTheOthers() {
        tell(List.of(guarded("a", -1, false), guarded("b", 1, false), guarded("c", -1, false)), 3);

        assertThat(seen).containsExactly("a0", "b0", "c0", "a1", "c1", "a2", "c2");
        assertThat(findings)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.explanation().explanation()).contains("position 1"));
    }

    @Test
    void severalMayFailAtOneEvent() {
        tell(List.of(guarded("a", 1, false), guarded("b", 1, false), guarded("c", -1, false)), 3);

        assertThat(seen).containsExactly("a0", "b0", "c0", "c1", "c2");
        assertThat(findings).hasSize(2);
    }

    @Test
    void whoFailedAtABatchIsToldOfNoEvent() {
        tell(List.of(guarded("a", -1, true), guarded("b", -1, false)), 2);

        assertThat(seen).containsExactly("b0", "b1");
        assertThat(findings).hasSize(1);
    }

    @Test
    void theFailureOfWhoIsNotGuardedIsThrown() {
        List<Detector> bare = List.of(new Seeing("a", 1, false));
        assertThatThrownBy(() -> tell(bare, 3)).hasMessage("at an event");
    }
}
