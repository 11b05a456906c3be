package dev.lacuna.ui.timeline;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// Does the work at once, on the caller's thread.
final class DirectWorker implements FrameWorker {

    @Override
    public <T> void submit(Supplier<T> work, Consumer<T> onFx) {
        onFx.accept(work.get());
    }
}
