package dev.lacuna.detect;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hands events to those detectors of one partition that follow them. Events are many: so one guard stands around all
/// of the detectors in place of one around each, and a detector that failed is left out from then on.
public final class EventRound {

    private Detector[] detectors;
    /// Who is told when the detector at the same place fails; null: whoever hands over the event.
    private @Nullable GuardedDetector[] guards;

    public EventRound(List<? extends Detector> all) {
        List<Detector> following = new ArrayList<>();
        List<@Nullable GuardedDetector> guarding = new ArrayList<>();
        for (Detector detector : all) {
            GuardedDetector guard = detector instanceof GuardedDetector guarded ? guarded : null;
            Detector bare = guard == null ? detector : guard.guarded();
            if (bare != null && bare.followsEvents()) {
                following.add(bare);
                guarding.add(guard);
            }
        }
        detectors = following.toArray(new Detector[0]);
        guards = guarding.toArray(new GuardedDetector[0]);
    }

    /// A batch begins: whoever failed at it, or since the last one, is told of no event any more.
    public void begin() {
        for (int i = detectors.length - 1; i >= 0; i--) {
            GuardedDetector guard = guards[i];
            if (guard != null && guard.guarded() == null) {
                leaveOut(i);
            }
        }
    }

    public void event(Batch batch, Event event, Fields fields) {
        for (int at = 0; at < detectors.length; ) {
            at = hand(at, batch, event, fields);
        }
    }

    /// @param first the place of the first that is to be told
    /// @return the place of who comes next, which is past the last one unless one failed
    private int hand(int first, Batch batch, Event event, Fields fields) {
        Detector[] all = detectors;
        int at = first;
        try {
            for (; at < all.length; at++) {
                all[at].event(batch, event, fields);
            }
        } catch (RuntimeException e) {
            GuardedDetector guard = guards[at];
            if (guard == null) {
                throw e;
            }
            leaveOut(at);
            guard.failedAt(event.position(), e);
        }
        return at;
    }

    private void leaveOut(int place) {
        List<Detector> others = new ArrayList<>(List.of(detectors));
        List<@Nullable GuardedDetector> theirs = new ArrayList<>();
        for (GuardedDetector guard : guards) {
            theirs.add(guard);
        }
        others.remove(place);
        theirs.remove(place);
        detectors = others.toArray(new Detector[0]);
        guards = theirs.toArray(new GuardedDetector[0]);
    }
}
