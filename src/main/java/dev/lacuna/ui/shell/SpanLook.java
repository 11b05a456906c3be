package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Bound;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanRequest;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskHandle;
import java.util.Set;

/// A closer look at the span that is seen of an overview: its batch headers where they are few enough to be read at
/// once, else finer look-ups by time. Runs on a task's thread.
record SpanLook(Investigation investigation, Scan scan, TimeSpan seen) {

    /// Up to so many positions a span's headers are read as soon as it is looked at.
    static final long MOST_AT_ONCE = 5_000_000;

    /// A span that is not clearly shorter than all there is has its look-ups already.
    private static final int WORTH_REFINING = 4;

    Scan look(TaskContext context) throws Exception {
        long unread = scan.index().unread(seen);
        if (unread > 0 && unread <= MOST_AT_ONCE) {
            var between = new Bounds(new Bound.AtTime(seen.fromMillis()), new Bound.AtTime(seen.toMillis()));
            String stream = scan.stream().stream().name();
            await(
                    investigation.deepen(
                            scan, new ScanRequest(stream, Set.of(), between, Depth.BATCHES, FieldSpec.NONE)),
                    context);
        } else if (unread > 0 && isShort()) {
            await(investigation.refine(scan, seen), context);
        }
        return scan;
    }

    private boolean isShort() {
        return scan.index()
                .extent()
                .map(extent -> seen.millis() * WORTH_REFINING < extent.millis())
                .orElse(false);
    }

    private static void await(TaskHandle<Scan> reading, TaskContext context) throws Exception {
        try (var _ = context.onCancel(reading::cancel)) {
            reading.await();
        }
    }
}
