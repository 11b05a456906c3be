package dev.lacuna.detect.gap;

import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.sequence.Hole;
import dev.lacuna.detect.sequence.SequenceScopes;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the partitions of one scan have seen of the application's numbers, held against each other once all of them
/// were read.
///
/// Where numbers run across partitions each of them has holes, and the others hold what it lacks. Where they run within
/// each partition the others hold those numbers as well, but those around them too. So a hole is no loss where another
/// partition holds numbers of it and neither the one below nor the one above.
public final class SpreadNumbers {

    private final Map<PartitionRef, SequenceScopes> partitions = new ConcurrentHashMap<>();
    private final Map<PartitionRef, Map<String, List<ScopedHole>>> losses = new ConcurrentHashMap<>();

    /// What a partition will have seen.
    void watch(PartitionRef partition, SequenceScopes scopes) {
        partitions.put(partition, scopes);
    }

    /// What a partition's detector now tells as losses.
    ///
    /// @param told the holes, by the id of the finding that tells them
    void told(PartitionRef partition, Map<String, List<ScopedHole>> told) {
        losses.put(partition, Map.copyOf(told));
    }

    /// The finding as it is to be told once all partitions are known. For one thread, while nothing is read.
    public Finding reconsider(Finding finding) {
        Map<String, List<ScopedHole>> told = losses.get(finding.partition());
        List<ScopedHole> holes = told == null ? null : told.get(finding.id());
        if (holes == null || finding.verdict() != Verdict.LOSS) {
            return finding;
        }
        for (ScopedHole hole : holes) {
            PartitionRef holder = holderOf(hole, finding.partition());
            if (holder != null) {
                return doubted(finding, hole.hole(), holder);
            }
        }
        return finding;
    }

    private @Nullable PartitionRef holderOf(ScopedHole scoped, PartitionRef own) {
        Hole hole = scoped.hole();
        for (Map.Entry<PartitionRef, SequenceScopes> other : partitions.entrySet()) {
            SequenceScopes seen = other.getValue();
            if (!other.getKey().equals(own)
                    && seen.seenWithin(scoped.scope(), hole.first(), hole.last()) > 0
                    && seen.seenWithin(scoped.scope(), hole.first() - 1, hole.first() - 1) == 0
                    && seen.seenWithin(scoped.scope(), hole.last() + 1, hole.last() + 1) == 0) {
                return other.getKey();
            }
        }
        return null;
    }

    private static Finding doubted(Finding finding, Hole hole, PartitionRef holder) {
        Explanation texts = finding.explanation();
        var evidence = new Evidence.Builder();
        finding.evidence().facts().forEach(evidence::withFact);
        return finding.withVerdict(Verdict.SUSPECT, Severity.MAJOR)
                .withCause(Cause.UNKNOWN)
                .withEvidence(
                        evidence.with("held_by_partition", holder.number()).build())
                .withExplanation(new Explanation(
                        "perhaps " + texts.summary(),
                        texts.explanation() + " But partition " + holder.number() + " holds numbers from "
                                + Phrases.number(hole.first()) + " to " + Phrases.number(hole.last())
                                + ", and neither the one below these nor the one above: the numbers seem to run across "
                                + "partitions, so that none of them need be missing.",
                        "Check within what the numbers run (--sequence-per), then scan again. If they run within the "
                                + "partition, find out how its numbers came into partition " + holder.number() + "."));
    }
}
