package dev.lacuna.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Gathers events of one kind into runs, and hands each run over when it has ended. From a certain number of
/// runs on the last one takes in all that follows, so that a fault that never ends makes no endless list.
public final class Runs<R extends NearbyRun> {

    private final int nearbyEvents;
    private final int mostRuns;
    private final Consumer<R> ended;
    private @Nullable R open;
    private int begun;

    /// @param nearbyEvents events with at most so many between belong to one run
    /// @param mostRuns runs in all
    /// @param ended receives each run when nothing more belongs to it
    public Runs(int nearbyEvents, int mostRuns, Consumer<R> ended) {
        this.nearbyEvents = nearbyEvents;
        this.mostRuns = mostRuns;
        this.ended = ended;
    }

    /// The run that an event at that ordinal belongs to, or null when it begins one.
    public @Nullable R at(long ordinal) {
        R run = open;
        if (run == null || begun >= mostRuns || run.reaches(ordinal, nearbyEvents)) {
            return run;
        }
        ended.accept(run);
        open = null;
        return null;
    }

    /// Begins a run; the one before has ended.
    public void begin(R run) {
        open = run;
        begun++;
    }

    /// The run to which more may still belong, or null.
    public @Nullable R open() {
        return open;
    }

    /// Runs that have ended and the one that is open.
    public List<R> with(List<R> before) {
        R run = open;
        List<R> all = new ArrayList<>(before);
        if (run != null) {
            all.add(run);
        }
        return all;
    }
}
