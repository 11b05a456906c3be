package dev.lacuna.investigation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a scan follows its stream, how it stands with that, and what it could go on with. Safe from any thread.
final class FollowState {

    private volatile @Nullable PassAtWork kept;
    private volatile @Nullable Runnable stop;
    private volatile @Nullable LiveState live;
    private volatile boolean stopAsked;

    /// Keeps the rules of a pass that has read all there was: what comes later can follow on it.
    void keep(PassAtWork work) {
        kept = work;
    }

    boolean hasKept() {
        return kept != null;
    }

    /// The rules that were kept, for whoever goes on with them; empty where they can't be gone on with.
    synchronized Optional<PassAtWork> takeKept() {
        PassAtWork work = kept;
        kept = null;
        return Optional.ofNullable(work);
    }

    /// Is about to begin: who asks for its end from now on means this time.
    void begins() {
        stopAsked = false;
        stop = null;
        live = LiveState.BEGINNING;
    }

    /// @param ending ends it; also for whoever has asked for that before it began
    void begun(Runnable ending) {
        stop = ending;
        if (stopAsked) {
            ending.run();
        }
    }

    void stop() {
        stopAsked = true;
        Runnable ending = stop;
        if (ending != null) {
            ending.run();
        }
    }

    void live(LiveState state) {
        live = state;
    }

    /// Empty where that was never asked for.
    Optional<LiveState> live() {
        return Optional.ofNullable(live);
    }
}
