package dev.lacuna.investigation;

import dev.lacuna.model.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes what detectors tell to a scan's log: what is certain at once and for good, what they tell at an end
/// only until they end again. Confined to the thread of its detectors.
final class Teller implements Consumer<Finding> {

    private final FindingLog log;
    private final Set<String> certain = new LinkedHashSet<>();
    private final Set<String> forNow = new LinkedHashSet<>();
    private @Nullable Map<String, Finding> latest;

    Teller(FindingLog log) {
        this.log = log;
    }

    @Override
    public void accept(Finding finding) {
        Map<String, Finding> collecting = latest;
        if (collecting != null) {
            collecting.put(finding.id(), finding);
        } else {
            certain.add(finding.id());
            log.put(finding);
        }
    }

    /// Takes over what somebody else has told for now, to be withdrawn when it is told no more.
    void takeOver(Collection<String> ids) {
        forNow.addAll(ids);
    }

    /// Lets detectors end, and takes what they tell to the log at once.
    void end(Runnable ending) {
        var change = new Change();
        change.add(this, ending);
        change.told.forEach(log::put);
    }

    /// What several tellers have to say anew, to be put into the log together.
    static final class Change {

        private final List<Finding> told = new ArrayList<>();
        private final Set<String> withdrawn = new LinkedHashSet<>();

        /// Lets detectors end.
        void add(Teller teller, Runnable ending) {
            Map<String, Finding> said = new LinkedHashMap<>();
            teller.latest = said;
            try {
                ending.run();
            } finally {
                teller.latest = null;
            }
            teller.certain.forEach(said::remove);
            teller.forNow.removeAll(teller.certain);
            withdrawn.addAll(teller.forNow);
            teller.forNow.clear();
            teller.forNow.addAll(said.keySet());
            told.addAll(said.values());
        }

        /// @param then see [FindingLog#replace]
        void apply(FindingLog log, Consumer<FindingLog> then) {
            log.replace(withdrawn, told, then);
        }
    }
}
