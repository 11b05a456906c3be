package dev.lacuna.detect;

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
        end();
        return null;
    }

    /// Begins a run; the one before has ended.
    public void begin(R run) {
        open = run;
        begun++;
    }

    /// Ends the run that is open, if one is.
    public void end() {
        R run = open;
        open = null;
        if (run != null) {
            ended.accept(run);
        }
    }
}
