package dev.lacuna.detect.rate;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.Share;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The rules on rates as one family for one scan: for each partition they share one set of buckets, into which the
/// detector that was started first counts.
public final class RateRules {

    private static final int MOST_BUCKETS = 8_192;

    /// Over all partitions, about 80 bytes each.
    private static final Share BUCKETS = new Share(2 << 20, 1_024);

    private static final int MEMBERS = 3;

    private RateRules() {}

    /// All of them with their default parameters. Make them anew for each scan.
    public static List<Rule> standard() {
        SilenceRule silence = new SilenceRule();
        DropRule drop = new DropRule();
        SpikeRule spike = new SpikeRule();
        var shared = new Shared();
        return List.of(
                new Member(silence.kind(), silence::judge, shared),
                new Member(drop.kind(), drop::judge, shared),
                new Member(spike.kind(), spike::judge, shared));
    }

    private record Member(FindingKind kind, RateJudge judge, Shared shared) implements Rule {

        @Override
        public Need needs() {
            return Need.BATCHES;
        }

        @Override
        public Detector start(PartitionContext context, Consumer<Finding> findings) {
            return shared.start(this, context, findings);
        }
    }

    /// The buckets of the partitions whose detectors are still being started.
    private static final class Shared {

        private record Begun(RateBuckets buckets, List<FindingKind> members) {}

        private final Map<PartitionContext, Begun> begun = new IdentityHashMap<>();

        synchronized Detector start(Member member, PartitionContext context, Consumer<Finding> findings) {
            Begun mine = begun.get(context);
            boolean first = mine == null || mine.members().contains(member.kind());
            if (mine == null || first) {
                mine = new Begun(new RateBuckets(Math.min(MOST_BUCKETS, BUCKETS.of(context))), new ArrayList<>());
                begun.put(context, mine);
            }
            mine.members().add(member.kind());
            if (mine.members().size() == MEMBERS) {
                begun.remove(context);
            }
            return new RateDetector(mine.buckets(), first, member.judge(), context, findings);
        }
    }
}
