package dev.lacuna.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GuardedDetectorTest {

    @Test
    void turnsAFailureIntoOneFindingAndFallsSilent() {
        List<Finding> findings = new LogStory().plain(20).tell(new FailingRule(5));

        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.kind()).isEqualTo(FindingKind.NOT_EVALUATED);
        assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.cause()).isEqualTo(Cause.NOT_EVALUATED);
        assertThat(finding.explanation().explanation()).contains("silence", "position 5", "IllegalStateException");
        assertThat(finding.toString()).doesNotContain("secret");
    }

    @Test
    void guardsTheStartToo() {
        assertThat(new LogStory().plain(3).tell(new FailingRule(-1))).hasSize(1);
    }

    private record FailingRule(long failsAt) implements Rule {
        @Override
        public FindingKind kind() {
            return FindingKind.SILENCE;
        }

        @Override
        public Need needs() {
            return Need.EVENTS;
        }

        @Override
        public Detector start(PartitionContext context, Consumer<Finding> findings) {
            if (failsAt < 0) {
                throw new IllegalStateException("secret");
            }
            return new Detector() {
                @Override
                public void event(Batch batch, Event event, Fields fields) {
                    if (event.position().asOffset() >= failsAt) {
                        throw new IllegalStateException("secret payload");
                    }
                }

                @Override
                public void end(Position reached, boolean complete) {
                    throw new IllegalStateException("not reached after a failure");
                }
            };
        }
    }
}
