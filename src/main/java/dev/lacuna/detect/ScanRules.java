package dev.lacuna.detect;

import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The rules of one scan at work: it starts their detectors for each partition, and when all of those have
/// ended lets the rules that compare partitions have the last word. The failure of one rule ends none of the
/// others.
public final class ScanRules implements AutoCloseable {

    private final List<Rule> rules;
    private final Consumer<Finding> findings;
    private final Map<Rule, Comparison> comparisons = new LinkedHashMap<>();
    private @Nullable PartitionContext first;

    /// @param findings receives each finding as soon as it is certain; from the threads of all detectors
    public ScanRules(List<Rule> rules, Spill spill, Consumer<Finding> findings) {
        this.rules = List.copyOf(rules);
        this.findings = findings;
        for (Rule rule : rules) {
            if (rule instanceof ComparingRule comparing) {
                comparisons.put(rule, comparing.begin(spill));
            }
        }
    }

    /// The detectors of all rules for a partition. To be called for each partition before any of them is fed.
    public List<Detector> start(PartitionContext context) {
        return start(context, findings);
    }

    /// The same.
    ///
    /// @param ofPartition receives the findings of these detectors in place of all others
    public List<Detector> start(PartitionContext context, Consumer<Finding> ofPartition) {
        first = first == null ? context : first;
        List<Detector> detectors = new ArrayList<>();
        for (Rule rule : rules) {
            Comparison comparison = comparisons.get(rule);
            detectors.add(
                    comparison == null
                            ? GuardedDetector.start(rule, context, ofPartition)
                            : GuardedDetector.start(
                                    rule.kind(), () -> comparison.start(context, ofPartition), context, ofPartition));
        }
        return detectors;
    }

    /// Every detector has ended, for now or for good.
    ///
    /// @param cancelled whether nobody waits for the answer any more
    public void end(BooleanSupplier cancelled) {
        comparisons.forEach((rule, comparison) -> {
            try {
                comparison.end(findings, cancelled);
            } catch (IOException | RuntimeException e) {
                PartitionContext context = first;
                if (context != null) {
                    TimeSpan time = new TimeSpan(0, 0);
                    findings.accept(NotEvaluated.of(
                            rule.kind(), context, context.scanned().to(), time, e));
                }
            }
        });
    }

    /// What the rules tell otherwise, now that every detector has ended: findings in place of those with the same ids.
    public List<Finding> reconsidered(List<Finding> told) {
        List<Finding> others = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule instanceof ReconsideringRule reconsidering) {
                for (Finding finding : told) {
                    Finding now = reconsidering.reconsider(finding);
                    if (now != finding) {
                        others.add(now);
                    }
                }
            }
        }
        return others;
    }

    /// Partitions of the stream that were not scanned, and of which a few events would decide something.
    public Set<PartitionRef> wanted() {
        Set<PartitionRef> wanted = new TreeSet<>();
        for (Rule rule : rules) {
            if (rule instanceof ReconsideringRule reconsidering) {
                wanted.addAll(reconsidering.wanted());
            }
        }
        return wanted;
    }

    /// One of those events; there may come fewer than there are, or none.
    public void glancedAt(PartitionRef partition, Fields fields) {
        for (Rule rule : rules) {
            if (rule instanceof ReconsideringRule reconsidering) {
                reconsidering.glancedAt(partition, fields);
            }
        }
    }

    @Override
    public void close() {
        for (Comparison comparison : comparisons.values()) {
            try {
                comparison.close();
            } catch (IOException e) {
                // what was put aside is removed at the latest when the program ends
                continue;
            }
        }
    }
}
