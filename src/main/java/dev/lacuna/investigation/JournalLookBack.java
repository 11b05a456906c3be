package dev.lacuna.investigation;

import dev.lacuna.journal.Journal;
import dev.lacuna.journal.JournalException;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.replay.LookBack;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the journal remembers of looks at a plan's target. A journal that can't be asked costs time and nothing else.
final class JournalLookBack implements LookBack {

    private static final Logger LOG = LoggerFactory.getLogger(JournalLookBack.class);

    private final Journal journal;
    private final String plan;
    private final String target;

    private JournalLookBack(Journal journal, String plan, String target) {
        this.journal = journal;
        this.plan = plan;
        this.target = target;
    }

    /// For one plan as it stands, word for word, and one stream as it was made: under another id its positions are
    /// others.
    static LookBack of(WriteGate gate, ReplayPlan plan) {
        String target = plan.to().sourceId() + "/" + plan.to().stream() + "/"
                + plan.to().streamId();
        return gate.journal()
                .<LookBack>map(journal -> new JournalLookBack(
                        journal, plan.id() + "/" + RepairAccounts.kept(plan, "").hash(), target))
                .orElse(LookBack.NONE);
    }

    @Override
    public Map<Integer, Position> starts() {
        Map<Integer, Position> starts = new TreeMap<>();
        try {
            journal.looks(plan, target).forEach((partition, position) -> {
                if (position >= 0) {
                    starts.put(partition, Position.offset(position));
                }
            });
        } catch (JournalException e) {
            LOG.debug("the journal can't say where to look", e);
        }
        return starts;
    }

    @Override
    public void looked(Map<Integer, Position> starts) {
        Map<Integer, Long> positions = new TreeMap<>();
        starts.forEach((partition, position) -> {
            if (position.isDense()) {
                positions.put(partition, position.asOffset());
            }
        });
        try {
            journal.looked(plan, target, positions);
        } catch (JournalException e) {
            LOG.debug("the journal was not told of a look", e);
        }
    }
}
