package dev.lacuna.detect.gap;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.sequence.Hole;
import dev.lacuna.detect.sequence.SequenceScopes;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the partitions of one scan have seen of the application's numbers, held against each other once all of them
/// were read.
///
/// Where numbers run across partitions each of them has holes, and the others hold what it lacks. Where they
/// run within each partition the others hold those numbers as well, but those around them too. So a hole is
/// no loss where another partition holds numbers of it and neither the one below nor the one above. Nor is it
/// where some partition may have held them that was not read whole, or of which retention has taken that
/// time, unless the numbers are seen to run within each: where another partition, of which a few events
/// suffice, has many of the same numbers, or where hardly any scope misses one.
public final class SpreadNumbers {

    private static final int FEWEST_SHARED = 10;
    private static final int FEWEST_WHOLE_SCOPES = 20;
    private static final int WHOLE_TO_HOLED = 10;
    private static final int MOST_GLANCED_AT = 8;

    private final Map<PartitionRef, SequenceScopes> partitions = new ConcurrentHashMap<>();
    private final Map<PartitionRef, Map<String, List<ScopedHole>>> losses = new ConcurrentHashMap<>();
    /// From when on the partitions were read whole, epoch ms.
    private final Map<PartitionRef, Long> wholeSince = new ConcurrentHashMap<>();

    /// Whose clock their times are of; none where they can't be held against those of others.
    private final Map<PartitionRef, TimestampKind> clocks = new ConcurrentHashMap<>();

    /// Those to which nothing had been written when the scan began.
    private final Set<PartitionRef> untouched = ConcurrentHashMap.newKeySet();

    private final Map<PartitionRef, Glance> glances = new ConcurrentHashMap<>();

    /// What was found out since the partitions told last.
    private final Map<PartitionRef, Boolean> within = new ConcurrentHashMap<>();

    /// How many partitions the stream has; guarded by this.
    private int count;

    /// What a partition will have seen.
    void watch(PartitionContext context, SequenceScopes scopes) {
        partitions.put(context.partition(), scopes);
        synchronized (this) {
            int known = Math.max(
                    context.stream().partitionCount(), context.partition().number() + 1);
            count = Math.max(count, known);
        }
        for (PartitionInfo info : context.stream().partitions()) {
            if (info.end().equals(Position.offset(0))) {
                untouched.add(info.partition());
            }
        }
    }

    /// What a partition's detector now tells as losses.
    ///
    /// @param sinceMillis from when on all that was ever written to it was read, epoch ms; the largest long
    ///     where something is missing
    /// @param clock whose clock that is by; none where the times of the partition are not of one clock
    /// @param told the holes, by the id of the finding that tells them
    void told(PartitionRef partition, long sinceMillis, TimestampKind clock, Map<String, List<ScopedHole>> told) {
        within.clear();
        clocks.put(partition, clock);
        losses.put(partition, Map.copyOf(told));
        wholeSince.put(partition, sinceMillis);
    }

    /// Partitions that were not scanned, and of which a few events may tell within what the numbers run.
    public Set<PartitionRef> wanted() {
        Set<PartitionRef> wanted = new TreeSet<>();
        losses.forEach((partition, told) -> {
            SequenceScopes own = partitions.get(partition);
            if (told.isEmpty() || own == null || own.isScoped()) {
                return;
            }
            List<PartitionRef> others = notGlancedAt(partition);
            if (!others.isEmpty() && !runWithin(partition, own)) {
                wanted.addAll(others);
            }
        });
        return wanted;
    }

    private synchronized List<PartitionRef> notGlancedAt(PartitionRef own) {
        return IntStream.range(0, count)
                .mapToObj(own.stream()::partition)
                .filter(other -> !partitions.containsKey(other) && !untouched.contains(other))
                .filter(other -> !glances.containsKey(other))
                .limit(MOST_GLANCED_AT)
                .collect(Collectors.toList());
    }

    /// One of a few events of a partition that was not scanned.
    public void glancedAt(PartitionRef partition, Fields fields) {
        Glance glance = glances.computeIfAbsent(partition, other -> new Glance());
        if (fields.hasSequence() && fields.sequenceScope() == null) {
            glance.add(fields.sequence());
            within.clear();
        }
    }

    /// The finding as it is to be told once all partitions are known. For one thread, while nothing is read.
    public Finding reconsider(Finding finding) {
        PartitionRef own = finding.partition();
        Map<String, List<ScopedHole>> told = losses.get(own);
        List<ScopedHole> holes = told == null ? null : told.get(finding.id());
        SequenceScopes seen = partitions.get(own);
        if (holes == null || seen == null || finding.verdict() != Verdict.LOSS) {
            return finding;
        }
        for (ScopedHole hole : holes) {
            PartitionRef holder = holderOf(hole, own);
            if (holder != null) {
                return held(finding, hole.hole(), holder);
            }
        }
        long earliest = holes.stream()
                .mapToLong(hole -> hole.hole().before().millis())
                .min()
                .orElse(-1);
        Set<PartitionRef> unread = unread(own, earliest);
        return unread.isEmpty() || runWithin(own, seen) ? finding : doubted(finding, unread);
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

    /// The other partitions of which not all was read that was written since a time.
    private synchronized Set<PartitionRef> unread(PartitionRef own, long sinceMillis) {
        Set<PartitionRef> unread = new TreeSet<>();
        for (int number = 0; number < count; number++) {
            PartitionRef other = own.stream().partition(number);
            boolean isEmpty = untouched.contains(other) && !partitions.containsKey(other);
            if (!other.equals(own) && !isWhole(other, own, sinceMillis) && !isEmpty) {
                unread.add(other);
            }
        }
        return unread;
    }

    /// Whether all of a partition was read since a time by the clock of another one.
    private boolean isWhole(PartitionRef other, PartitionRef own, long sinceMillis) {
        long whole = wholeSince.getOrDefault(other, Long.MAX_VALUE);
        TimestampKind clock = clocks.getOrDefault(own, TimestampKind.NONE);
        boolean isOfOneClock = clock != TimestampKind.NONE && clock == clocks.get(other);
        return whole == Long.MIN_VALUE || (isOfOneClock && whole <= sinceMillis);
    }

    private boolean runWithin(PartitionRef own, SequenceScopes seen) {
        return within.computeIfAbsent(own, partition -> looksWithin(partition, seen));
    }

    /// Whether what was seen shows that a partition's numbers are its own.
    private boolean looksWithin(PartitionRef own, SequenceScopes seen) {
        if (seen.isScoped()) {
            long whole = seen.wholeScopes();
            long holed = seen.all().stream()
                    .filter(scoped -> !scoped.tracker().holes().isEmpty())
                    .count();
            return whole >= FEWEST_WHOLE_SCOPES && whole >= WHOLE_TO_HOLED * holed;
        }
        boolean sharesWithScanned = partitions.entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(own) && seen.sharedWith(other.getValue()) >= FEWEST_SHARED);
        return sharesWithScanned
                || glances.values().stream().anyMatch(glance -> glance.isSharedBy(seen, FEWEST_SHARED));
    }

    private static Finding held(Finding finding, Hole hole, PartitionRef holder) {
        return suspected(
                finding,
                "held_by_partition",
                holder.number(),
                " But partition " + holder.number() + " holds numbers from " + Phrases.number(hole.first()) + " to "
                        + Phrases.number(hole.last())
                        + ", and neither the one below these nor the one above: the numbers seem to run across "
                        + "partitions, so that none of them need be missing.",
                "Check within what the numbers run (--sequence-per), then scan again. If they run within the "
                        + "partition, find out how its numbers came into partition " + holder.number() + ".");
    }

    private static Finding doubted(Finding finding, Set<PartitionRef> unread) {
        return suspected(
                finding,
                "partitions_not_read",
                unread.size(),
                " But of " + Phrases.count(unread.size(), "other partition")
                        + " of the stream not all was read that was written meanwhile (or it is not kept any more), and "
                        + "nothing shows that the numbers run within each partition: if they run across partitions, they "
                        + "may have come there.",
                "Scan all partitions to decide it, and check within what the numbers run (--sequence-per).");
    }

    private static Finding suspected(Finding finding, String fact, long value, String doubt, String suggestion) {
        Explanation texts = finding.explanation();
        var evidence = new Evidence.Builder();
        finding.evidence().facts().forEach(evidence::withFact);
        return finding.withVerdict(Verdict.SUSPECT, Severity.MAJOR)
                .withCause(Cause.UNKNOWN)
                .withEvidence(evidence.with(fact, value).build())
                .withExplanation(
                        new Explanation("perhaps " + texts.summary(), texts.explanation() + doubt, suggestion));
    }
}
