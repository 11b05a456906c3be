package dev.lacuna.detect.outlier;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Spot;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Content;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldPath;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Follows the numbers in one partition's payloads, field by field; which are outliers is worked out at the
/// end.
final class OutlierDetector implements Detector {

    private final OutlierRule rule;
    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final int mostFields;
    private final Blocks blocks = new Blocks();
    private final List<FieldNumbers> fields = new ArrayList<>();
    private final Runnable coarsen = this::coarsen;

    /// By the index of their paths; null where nobody watches.
    private @Nullable FieldNumbers[] byIndex = new FieldNumbers[16];

    private boolean[] known = new boolean[16];
    private int unwatched;
    private long events;

    OutlierDetector(OutlierRule rule, PartitionContext context, Consumer<Finding> findings) {
        this.rule = rule;
        this.context = context;
        this.findings = findings;
        this.mostFields = rule.mostFields().of(context);
    }

    @Override
    public void event(Batch batch, Event event, Fields read) {
        Content content = read.content();
        if (content == null || event.isReplayed()) {
            return;
        }
        int block = blocks.of(events, coarsen);
        for (int i = 0; i < content.numbers(); i++) {
            FieldNumbers numbers = of(content.numberPath(i));
            if (numbers != null) {
                numbers.add(content.number(i), block, events, event.position(), event.millis());
                if (numbers.isDropped()) {
                    byIndex[numbers.path().index()] = null;
                }
            }
        }
        events++;
    }

    private void coarsen() {
        fields.forEach(FieldNumbers::coarsen);
    }

    private @Nullable FieldNumbers of(FieldPath path) {
        int index = path.index();
        if (index < known.length && known[index]) {
            return byIndex[index];
        }
        if (index >= known.length) {
            int larger = Math.max(index + 1, known.length * 2);
            known = Arrays.copyOf(known, larger);
            byIndex = Arrays.copyOf(byIndex, larger);
        }
        known[index] = true;
        if (!rule.watches(path.toString())) {
            return null;
        }
        if (fields.size() == mostFields) {
            unwatched++;
            return null;
        }
        FieldNumbers numbers = new FieldNumbers(path);
        fields.add(numbers);
        byIndex[index] = numbers;
        return numbers;
    }

    @Override
    public void end(Position reached, boolean complete) {
        OutlierTexts texts = new OutlierTexts(context, findings);
        if (unwatched > 0) {
            texts.reportUnwatched(unwatched, fields.size());
        }
        int count = events == 0 ? 1 : blocks.of(events - 1, () -> {}) + 1;
        for (FieldNumbers numbers : fields) {
            if (numbers.areMeasurements()) {
                judge(numbers, count, texts);
            }
        }
    }

    private void judge(FieldNumbers numbers, int count, OutlierTexts texts) {
        Shift found = new ShiftSearch(numbers.levels()).find();
        Stretch stretch = found == null ? null : Stretch.of(found, numbers);
        if (stretch != null) {
            texts.report(numbers.path(), stretch);
        }
        Predicate<Spot> elsewhere = spot -> stretch == null || !stretch.holds(spot);
        List<FarOff> far = new FarOffSearch(numbers, count).find(elsewhere);
        far.stream().limit(rule.mostFindings()).forEach(each -> texts.report(numbers.path(), each));
    }
}
