package dev.lacuna.investigation;

import dev.lacuna.journal.Journal;
import dev.lacuna.journal.JournalException;
import dev.lacuna.journal.KeptLook;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.replay.LookBack;
import dev.lacuna.repair.replay.LookPlace;
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
    public Map<Integer, LookPlace> starts() {
        Map<Integer, LookPlace> starts = new TreeMap<>();
        try {
            journal.looks(plan, target).forEach((partition, look) -> {
                if (look.position() >= 0) {
                    starts.put(partition, new LookPlace(Position.offset(look.position()), look.seal()));
                }
            });
        } catch (JournalException e) {
            LOG.debug("the journal can't say where to look", e);
        }
        return starts;
    }

    @Override
    public void looked(Map<Integer, LookPlace> starts) {
        Map<Integer, KeptLook> looks = new TreeMap<>();
        starts.forEach((partition, place) ->
                looks.put(partition, new KeptLook(place.position().asOffset(), place.seal())));
        try {
            journal.looked(plan, target, looks);
        } catch (JournalException e) {
            LOG.debug("the journal was not told of a look", e);
        }
    }
}
