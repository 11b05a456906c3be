package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanRequest;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.ui.kit.Texts;
import java.util.Optional;
import java.util.Set;

/// The first look at a stream, or the next one: asks what it is, guesses its fields, chooses how deep to look,
/// and starts the scan. Runs on a task's thread.
///
/// @param fields empty: guess them
/// @param depth empty: choose by the stream's size
record StreamLook(Investigation investigation, String stream, Optional<FieldSpec> fields, Optional<Depth> depth) {

    /// Up to so many positions every record is read without asking.
    static final long MOST_FOR_RECORDS = 2_000_000;

    private static final Texts TEXTS = Texts.of(StreamLook.class);

    /// What it came to; the scan goes on.
    record Begun(StreamInfo info, FieldSpec fields, Depth depth, Scan scan) {}

    Begun begin(TaskContext context) throws Exception {
        say(context, "phase.describe");
        StreamInfo info = investigation.describe(stream);
        context.checkpoint();
        say(context, "phase.guess");
        FieldSpec known = fields.isPresent() ? fields.get() : guess(context);
        context.checkpoint();
        say(context, "phase.scan");
        Depth chosen = depth.orElseGet(() -> depthFor(info));
        Scan scan = investigation.scan(new ScanRequest(stream, Set.of(), Bounds.ALL, chosen, known));
        if (context.isCancelled()) {
            scan.task().cancel();
        }
        return new Begun(info, known, chosen, scan);
    }

    private FieldSpec guess(TaskContext context) throws Exception {
        TaskHandle<FieldSpec> guessing = investigation.guessFields(stream);
        try (var _ = context.onCancel(guessing::cancel)) {
            return guessing.await();
        }
    }

    static Depth depthFor(StreamInfo info) {
        long positions = 0;
        for (PartitionInfo partition : info.partitions()) {
            if (!partition.start().isDense()) {
                return Depth.BATCHES;
            }
            positions += partition.range().span();
        }
        return positions <= MOST_FOR_RECORDS ? Depth.RECORDS : Depth.BATCHES;
    }

    private static void say(TaskContext context, String key) {
        context.report(ProgressSnapshot.of(TEXTS.get(key), 0, -1, ""));
    }
}
