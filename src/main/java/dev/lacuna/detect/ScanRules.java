package dev.lacuna.detect;

import dev.lacuna.model.Explanation;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final List<ReconsideringRule> reconsidering = new ArrayList<>();
    private final Map<Rule, RuntimeException> failures = new HashMap<>();
    private @Nullable PartitionContext first;

    /// @param again for rules that can't keep what they need of each event
    /// @param findings receives each finding as soon as it is certain; from the threads of all detectors
    public ScanRules(List<Rule> rules, Spill spill, SecondLook again, Consumer<Finding> findings) {
        this.rules = List.copyOf(rules);
        this.findings = findings;
        for (Rule rule : rules) {
            if (rule instanceof ComparingRule comparing) {
                comparisons.put(rule, comparing.begin(spill, again));
            }
            if (rule instanceof ReconsideringRule second) {
                reconsidering.add(second);
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
                tellFailure(rule, e, findings);
            }
        });
    }

    /// What the rules tell otherwise, now that every detector has ended: findings in place of those with the same ids.
    /// A loss of a rule that fails on the way is none any more that is proven.
    public List<Finding> reconsidered(List<Finding> told) {
        List<Finding> others = new ArrayList<>();
        for (ReconsideringRule rule : reconsidering) {
            RuntimeException failure = attempt(rule, () -> others.addAll(reconsidered(rule, told)));
            if (failure != null) {
                told.stream()
                        .filter(finding -> finding.kind() == rule.kind() && finding.verdict() == Verdict.LOSS)
                        .forEach(finding -> others.add(unproven(finding)));
                tellFailure(rule, failure, others::add);
            }
        }
        return others;
    }

    private static List<Finding> reconsidered(ReconsideringRule rule, List<Finding> told) {
        List<Finding> others = new ArrayList<>();
        for (Finding finding : told) {
            Finding now = rule.reconsider(finding);
            if (now != finding) {
                others.add(now);
            }
        }
        return others;
    }

    private static Finding unproven(Finding finding) {
        Explanation texts = finding.explanation();
        return finding.withVerdict(Verdict.SUSPECT, Severity.MAJOR)
                .withExplanation(new Explanation(
                        "perhaps " + texts.summary(),
                        texts.explanation() + " But the rule failed before it had compared this with the rest of the "
                                + "scan, which may explain it.",
                        texts.suggestion()));
    }

    /// Partitions of the stream that were not scanned, and of which a few events would decide something.
    public Set<PartitionRef> wanted() {
        Set<PartitionRef> wanted = new TreeSet<>();
        for (ReconsideringRule rule : reconsidering) {
            attempt(rule, () -> wanted.addAll(rule.wanted()));
        }
        return wanted;
    }

    /// One of those events; there may come fewer than there are, or none.
    public void glancedAt(PartitionRef partition, Fields fields) {
        for (ReconsideringRule rule : reconsidering) {
            attempt(rule, () -> rule.glancedAt(partition, fields));
        }
    }

    /// A rule that has failed is not asked again.
    ///
    /// @return why it failed, now or before
    private @Nullable RuntimeException attempt(ReconsideringRule rule, Runnable step) {
        RuntimeException failure = failures.get(rule);
        if (failure == null) {
            try {
                step.run();
            } catch (RuntimeException e) {
                failures.put(rule, e);
                failure = e;
            }
        }
        return failure;
    }

    private void tellFailure(Rule rule, Exception failure, Consumer<Finding> to) {
        PartitionContext context = first;
        if (context != null) {
            to.accept(NotEvaluated.of(rule.kind(), context, context.scanned().to(), new TimeSpan(0, 0), failure));
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
