package dev.lacuna.investigation;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.EventSink;
import dev.lacuna.source.OutgoingEvent;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.Waits;
import java.time.Duration;
import java.util.Map;

/// A sink that doesn't keep its task from ending: what still waits for a target a moment after the cancel is
/// interrupted, and then tells what is known.
///
/// @param grace that moment, for what is nearly done
record AwaitedSink(EventSink sink, Duration grace) implements EventSink {

    /// What waits for the target.
    private interface Step {
        void run() throws SourceException;
    }

    private void wait(Step step) throws SourceException {
        Waits.<Object, SourceException>call(grace, () -> {
            step.run();
            return sink;
        });
    }

    @Override
    public void write(OutgoingEvent event) throws SourceException {
        wait(() -> sink.write(event));
    }

    @Override
    public void flush() throws SourceException {
        wait(sink::flush);
    }

    @Override
    public void commit() throws SourceException {
        wait(sink::commit);
    }

    @Override
    public void abort() throws SourceException {
        wait(sink::abort);
    }

    @Override
    public boolean isHeldBack() {
        return sink.isHeldBack();
    }

    @Override
    public Map<PartitionRef, Position> reached() {
        return sink.reached();
    }

    @Override
    public void close() {
        Waits.<Object, RuntimeException>call(grace, () -> {
            sink.close();
            return sink;
        });
    }
}
