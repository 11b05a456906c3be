package dev.lacuna.detect.duplicate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The duplicates of one partition and cause, in whatever order they are found, as runs: the same duplicates
/// always make the same runs. When there are too many, those near each other become those less near.
final class DuplicateRuns {

    private final TreeMap<Long, DuplicateRun> runs = new TreeMap<>();
    private final int mostRuns;
    private long nearby;

    /// @param nearby duplicates at most so far apart belong to one run
    DuplicateRuns(long nearby, int mostRuns) {
        this.nearby = nearby;
        this.mostRuns = mostRuns;
    }

    /// The same runs, to which others may be added.
    DuplicateRuns copy() {
        var copy = new DuplicateRuns(nearby, mostRuns);
        runs.forEach((from, run) -> copy.runs.put(from, run.copy()));
        return copy;
    }

    void add(Duplicate duplicate) {
        long at = duplicate.seen().at();
        Map.Entry<Long, DuplicateRun> before = runs.floorEntry(at);
        if (before != null && at - before.getValue().to() <= nearby) {
            before.getValue().add(duplicate);
            joinWhatFollows(before.getValue());
            return;
        }
        put(new DuplicateRun(duplicate));
        while (runs.size() > mostRuns) {
            nearby = 2 * nearby + 1;
            List<DuplicateRun> all = new ArrayList<>(runs.values());
            runs.clear();
            all.forEach(this::put);
        }
    }

    /// In order of position.
    Collection<DuplicateRun> all() {
        return runs.values();
    }

    private void put(DuplicateRun run) {
        Map.Entry<Long, DuplicateRun> before = runs.lowerEntry(run.from());
        if (before != null && run.from() - before.getValue().to() <= nearby) {
            before.getValue().join(run);
        } else {
            runs.put(run.from(), run);
            joinWhatFollows(run);
        }
    }

    private void joinWhatFollows(DuplicateRun run) {
        Map.Entry<Long, DuplicateRun> after = runs.higherEntry(run.from());
        while (after != null && after.getKey() - run.to() <= nearby) {
            runs.remove(after.getKey());
            run.join(after.getValue());
            after = runs.higherEntry(run.from());
        }
    }
}
