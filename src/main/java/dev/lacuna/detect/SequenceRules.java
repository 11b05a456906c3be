package dev.lacuna.detect;

import dev.lacuna.detect.gap.SequenceRule;
import dev.lacuna.detect.gap.SpreadNumbers;
import dev.lacuna.detect.order.SequenceOrderRule;
import dev.lacuna.detect.sequence.SequenceFeed;
import dev.lacuna.detect.sequence.SequenceScopes;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRef;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The rules on the application's own numbers as one family for one scan: in each partition the numbers are followed
/// once for both.
final class SequenceRules {

    private SequenceRules() {}

    /// Both with their default parameters, in the order in which they are to be told of events. Make them anew for each
    /// scan.
    static List<Rule> standard() {
        SequenceRule gaps = new SequenceRule();
        SequenceOrderRule order = new SequenceOrderRule();
        Feeds feeds = new Feeds();
        var spread = new SpreadNumbers();
        Starter gapsOf = (feed, context, findings) -> gaps.start(feed, spread, context, findings);
        return List.of(
                new Gaps(new Member(gaps.kind(), gapsOf, feeds), spread),
                new Member(order.kind(), order::start, feeds));
    }

    private interface Starter {
        Detector start(SequenceFeed feed, PartitionContext context, Consumer<Finding> findings);
    }

    private record Member(FindingKind kind, Starter starter, Feeds feeds) implements Rule {

        @Override
        public Need needs() {
            return Need.SEQUENCES;
        }

        @Override
        public Detector start(PartitionContext context, Consumer<Finding> findings) {
            return starter.start(feeds.of(context), context, findings);
        }
    }

    /// The one on gaps, which other partitions may explain.
    private record Gaps(Member member, SpreadNumbers spread) implements ReconsideringRule {

        @Override
        public FindingKind kind() {
            return member.kind();
        }

        @Override
        public Need needs() {
            return member.needs();
        }

        @Override
        public Detector start(PartitionContext context, Consumer<Finding> findings) {
            return member.start(context, findings);
        }

        @Override
        public Finding reconsider(Finding finding) {
            return spread.reconsider(finding);
        }

        @Override
        public Set<PartitionRef> wanted() {
            return spread.wanted();
        }

        @Override
        public void glancedAt(PartitionRef partition, Fields fields) {
            spread.glancedAt(partition, fields);
        }
    }

    /// The feeds of partitions of which only one rule's detector was started yet.
    private static final class Feeds {

        private final Map<PartitionContext, SequenceFeed> begun = new IdentityHashMap<>();

        synchronized SequenceFeed of(PartitionContext context) {
            SequenceFeed feed = begun.remove(context);
            if (feed == null) {
                feed = new SequenceFeed(
                        SequenceScopes.of(context, SequenceScopes.MOST_HOLES, SequenceScopes.MOST_SCOPES));
                begun.put(context, feed);
            }
            return feed;
        }
    }
}
