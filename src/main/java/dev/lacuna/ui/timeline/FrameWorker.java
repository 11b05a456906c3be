package dev.lacuna.ui.timeline;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// Does work off the FX thread and brings the answer back to it. Answers may come in any order, or not at all
/// when the work fails; old pixels stay until then.
@FunctionalInterface
public interface FrameWorker {

    <T> void submit(Supplier<T> work, Consumer<T> onFx);
}
