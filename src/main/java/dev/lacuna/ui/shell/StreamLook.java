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
import java.util.function.Consumer;

/// The first look at a stream, or the next one: asks what it is and when its events were, which is soon told whatever
/// its size; then guesses its fields, chooses how deep to look, and reads on. Runs on a task's thread.
///
/// @param fields empty: guess them
/// @param depth empty: choose by the stream's size
/// @param early receives the scan as soon as it has an overview under way
record StreamLook(
        Investigation investigation,
        String stream,
        Optional<FieldSpec> fields,
        Optional<Depth> depth,
        Consumer<Scan> early) {

    /// Up to so many positions every record is read without asking.
    static final long MOST_FOR_RECORDS = 2_000_000;

    /// Up to so many positions every batch header is read without asking: seconds, even from far away.
    static final long MOST_FOR_BATCHES = 20_000_000;

    private static final Texts TEXTS = Texts.of(StreamLook.class);

    /// What it came to; the scan goes on.
    record Begun(FieldSpec fields, Depth depth, Scan scan) {}

    Begun begin(TaskContext context) throws Exception {
        say(context, "phase.describe");
        Scan scan = investigation.scan(request(Depth.OVERVIEW, fields.orElse(FieldSpec.NONE)));
        early.accept(scan);
        boolean begun = false;
        try {
            context.checkpoint();
            say(context, "phase.guess");
            FieldSpec known = fields.isPresent() ? fields.get() : guess(context);
            context.checkpoint();
            say(context, "phase.scan");
            Depth chosen = depth.orElseGet(() -> depthFor(scan.stream()));
            if (chosen != Depth.OVERVIEW) {
                investigation.deepen(scan, request(chosen, known));
            }
            begun = !context.isCancelled();
            return new Begun(known, chosen, scan);
        } finally {
            if (!begun) {
                scan.cancel();
            }
        }
    }

    private ScanRequest request(Depth asked, FieldSpec known) {
        return new ScanRequest(stream, Set.of(), Bounds.ALL, asked, known);
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
        if (positions <= MOST_FOR_RECORDS) {
            return Depth.RECORDS;
        }
        return positions <= MOST_FOR_BATCHES ? Depth.BATCHES : Depth.OVERVIEW;
    }

    private static void say(TaskContext context, String key) {
        context.report(ProgressSnapshot.of(TEXTS.get(key), 0, -1, ""));
    }
}
