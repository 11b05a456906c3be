package dev.lacuna.detect;

import dev.lacuna.detect.RichLog.Draft;
import dev.lacuna.detect.RichLog.Row;
import dev.lacuna.model.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

/// What befalls a log in a [RichHistory]: elections, lost segments, the cleaner, deletions.
final class RichFaults {

    private final Random random;
    private final BiConsumer<RichLog, Row> takenAway;

    /// @param takenAway is told of each record that somebody took away on purpose
    RichFaults(Random random, BiConsumer<RichLog, Row> takenAway) {
        this.random = random;
        this.takenAway = takenAway;
    }

    /// An unclean election: the last batches are gone, their positions are given to others.
    void cutOff(RichLog log) {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count && log.drafts.size() > 3; i++) {
            Draft tail = log.drafts.get(log.drafts.size() - 1);
            if (tail.transactional || tail.control) {
                break;
            }
            log.drafts.remove(log.drafts.size() - 1);
            log.end = tail.first;
            log.lose(tail);
        }
        log.leaderEpoch++;
    }

    /// A segment that is not there any more.
    void vanish(RichLog log) {
        int size = log.drafts.size();
        if (size < 10) {
            return;
        }
        int from = 1 + random.nextInt(size - 5);
        int to = Math.min(size - 3, from + random.nextInt(5)); // two behind it bear each other out
        for (int i = to; i >= from; i--) {
            Draft gone = log.drafts.remove(i);
            for (long at = gone.first; at <= gone.last; at++) {
                log.vanished.add(at);
            }
            log.lose(gone);
        }
    }

    /// The cleaner on its way through a part of the log from its start on, never past what is undecided.
    void clean(RichLog log) {
        Map<String, Long> latest = new HashMap<>();
        for (Draft draft : log.drafts) {
            if (draft.fate == Fate.COMMITTED && !draft.control) {
                draft.rows.forEach((at, row) -> {
                    if (row.key() != null) {
                        latest.put(row.key(), at);
                    }
                });
            }
        }
        long to = Math.min(log.stable(), (long) (log.end * random.nextDouble()));
        List<Draft> kept = new ArrayList<>();
        for (Draft draft : log.drafts) {
            if (draft.last >= to) {
                kept.add(draft);
                continue;
            }
            if (!draft.control) {
                draft.rows.entrySet().removeIf(entry -> {
                    Row row = entry.getValue();
                    boolean goes = draft.fate == Fate.ABORTED
                            || row.key() == null
                            || latest.getOrDefault(row.key(), -1L) > entry.getKey();
                    if (goes) {
                        takenAway.accept(log, row);
                    }
                    return goes;
                });
            }
            boolean isLastOfWriter = draft.producer != null && random.nextInt(3) == 0;
            if (!draft.rows.isEmpty() || isLastOfWriter) {
                kept.add(draft);
            }
        }
        log.drafts = kept;
    }

    /// Somebody deletes what stands in front of a position.
    void deleteHead(RichLog log, long to) {
        log.start = Math.min(to, log.end);
        log.drafts.forEach(draft -> draft.rows.forEach((at, row) -> {
            if (at < log.start) {
                takenAway.accept(log, row);
            }
        }));
        log.drafts.removeIf(draft -> draft.last < log.start);
    }
}
