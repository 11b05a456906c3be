package dev.lacuna.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.gap.SequenceRule;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScanRulesTest {

    private static final LogStory STORY = new LogStory().count(1, 500).count(502, 1000);

    @Test
    void tellALossThatIsReconsideredAndStands() {
        assertThat(told(Fault.NONE))
                .singleElement()
                .extracting(Finding::verdict)
                .isEqualTo(Verdict.LOSS);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void provesNothingByARuleThatFailsBeforeItHasSeenAll(Fault fault) {
        List<Finding> told = told(fault);

        assertThat(told).hasSize(2);
        assertThat(told.get(0).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(told.get(0).explanation().explanation()).contains("failed before");
        assertThat(told.get(1).kind()).isEqualTo(FindingKind.NOT_EVALUATED);
        assertThat(told.toString()).doesNotContain("secret");
    }

    private static List<Finding> told(Fault fault) {
        List<Finding> findings = new ArrayList<>();
        try (var rules = new ScanRules(List.of(new Failing(fault)), Spill.none(), SecondLook.none(), findings::add)) {
            STORY.feed(rules.start(STORY.context()));
            rules.end(() -> false);
            for (PartitionRef partition : rules.wanted()) {
                rules.glancedAt(partition, Fields.NONE);
            }
            for (Finding now : rules.reconsidered(List.copyOf(findings))) {
                findings.removeIf(finding -> finding.id().equals(now.id()));
                findings.add(now);
            }
        }
        return findings;
    }

    private enum Fault {
        NONE,
        WANTED,
        GLANCE,
        RECONSIDER
    }

    private record Failing(Fault fault, SequenceRule rule) implements ReconsideringRule {

        Failing(Fault fault) {
            this(fault, new SequenceRule());
        }

        @Override
        public FindingKind kind() {
            return rule.kind();
        }

        @Override
        public Need needs() {
            return rule.needs();
        }

        @Override
        public Detector start(PartitionContext context, Consumer<Finding> findings) {
            return rule.start(context, findings);
        }

        @Override
        public Set<PartitionRef> wanted() {
            failAt(Fault.WANTED);
            return Set.of(STORY.context().stream().stream().partition(1));
        }

        @Override
        public void glancedAt(PartitionRef partition, Fields fields) {
            failAt(Fault.GLANCE);
        }

        @Override
        public Finding reconsider(Finding finding) {
            failAt(Fault.RECONSIDER);
            return finding;
        }

        private void failAt(Fault place) {
            if (fault == place) {
                throw new IllegalStateException("secret");
            }
        }
    }
}
