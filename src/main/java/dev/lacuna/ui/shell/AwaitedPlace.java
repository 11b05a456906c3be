package dev.lacuna.ui.shell;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The place that a copied reference leads to, which is gone to once it is there. Whoever has begun to look around by
/// then is left alone.
final class AwaitedPlace {

    /// Where it is looked for.
    interface Ground {
        /// Whether somebody looks at something of their own choice already.
        boolean isTaken();

        /// Goes there.
        ///
        /// @return whether there is anything yet
        boolean go(Target target);

        /// Why it will not come any more, for people; empty while it still may.
        Optional<String> missing(Target target);
    }

    private final Function<String, Target> meaning;
    private final Ground ground;
    private final Consumer<String> tell;
    private String place;

    /// @param place as *Go to* takes it; empty where none is awaited
    /// @param tell gets to know why it can't be gone to
    AwaitedPlace(String place, Function<String, Target> meaning, Ground ground, Consumer<String> tell) {
        this.place = place;
        this.meaning = meaning;
        this.ground = ground;
        this.tell = tell;
    }

    /// Whether it is still to be gone to.
    boolean isOpen() {
        return !place.isEmpty();
    }

    /// Looks again: there is more to see.
    void look() {
        if (!isOpen()) {
            return;
        }
        String wanted = place;
        place = ""; // going there tells of changes, too
        if (ground.isTaken()) {
            return;
        }
        Target target = meaning.apply(wanted);
        if (target instanceof Target.Unclear unclear) {
            tell.accept(unclear.why());
        } else if (!ground.go(target)) {
            ground.missing(target).ifPresentOrElse(tell, () -> place = wanted);
        }
    }
}
