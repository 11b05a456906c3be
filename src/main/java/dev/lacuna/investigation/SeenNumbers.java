package dev.lacuna.investigation;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan.RepairedFinding;
import dev.lacuna.model.SequenceRange;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Notes which of the numbers that findings missed a re-scan sees, in committed events. A finding closes because its
/// numbers came, never because a rule said nothing: that may have failed, or have summed the finding up with others.
final class SeenNumbers implements Rule {

    /// So many numbers of one gap are followed; no plan copies more into one.
    private static final long MOST_NUMBERS = 1 << 27;

    private record Watched(SequenceRange range, BitSet seen) {
        boolean isWhole() {
            return seen.cardinality() == range.count();
        }
    }

    private final Map<Integer, TreeMap<Long, Watched>> byPartition = new HashMap<>();

    SeenNumbers(List<RepairedFinding> findings) {
        for (RepairedFinding finding : findings) {
            TreeMap<Long, Watched> watched = byPartition.computeIfAbsent(finding.partition(), key -> new TreeMap<>());
            for (SequenceRange range : finding.missing()) {
                if (isFollowed(range)) {
                    watched.put(range.first(), new Watched(range, new BitSet()));
                }
            }
        }
    }

    private static boolean isFollowed(SequenceRange range) {
        return range.count() > 0 && range.count() <= MOST_NUMBERS;
    }

    /// Whether each number that the finding missed was seen; false for one that named none.
    boolean sawAll(RepairedFinding finding) {
        TreeMap<Long, Watched> watched = byPartition.getOrDefault(finding.partition(), new TreeMap<>());
        return !finding.missing().isEmpty()
                && finding.missing().stream().allMatch(range -> {
                    Watched one = watched.get(range.first());
                    return one != null && one.range().equals(range) && one.isWhole();
                });
    }

    @Override
    public FindingKind kind() {
        return FindingKind.GAP_SEQUENCE;
    }

    @Override
    public Need needs() {
        return Need.SEQUENCES;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        TreeMap<Long, Watched> watched =
                byPartition.getOrDefault(context.partition().number(), new TreeMap<>());
        return new Detector() {
            @Override
            public void event(Batch batch, Event event, Fields fields) {
                if (fields.hasSequence() && fields.sequenceScope() == null && batch.fate() == Fate.COMMITTED) {
                    var one = watched.floorEntry(fields.sequence());
                    if (one != null && one.getValue().range().contains(fields.sequence())) {
                        one.getValue().seen().set((int) (fields.sequence() - one.getKey()));
                    }
                }
            }

            @Override
            public void end(Position reached, boolean complete) {}
        };
    }
}
