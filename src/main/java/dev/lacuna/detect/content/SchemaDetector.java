package dev.lacuna.detect.content;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Content;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.model.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows the shapes of one partition's payloads; which fields changed is worked out at the end.
final class SchemaDetector implements Detector {

    private static final int FIRST_PER_BLOCK = 8;

    /// Payloads with fields that nobody watches are worth telling when they are one in so many.
    private static final long FEW = 100;

    private final SchemaRule rule;
    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final int mostShapes;
    private final Unlisted unlisted = new Unlisted();
    private final List<Shape> shapes = new ArrayList<>();
    private @Nullable Series[] series = new Series[4];
    private @Nullable Shape latest;
    private @Nullable Series latestSeries;
    private int perBlock = FIRST_PER_BLOCK;
    private long events;
    private long unwatched;

    SchemaDetector(SchemaRule rule, PartitionContext context, Consumer<Finding> findings) {
        this.rule = rule;
        this.context = context;
        this.findings = findings;
        this.mostShapes = rule.mostShapes().of(context);
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        Content content = fields.content();
        if (content == null || event.isReplayed()) {
            return;
        }
        int block = blockOf(events);
        Shape shape = content.shape();
        Series known = seriesOf(shape);
        if (known == null) {
            unlisted.add(shape, block, events, event.position(), event.millis());
        } else {
            known.add(block, events, event.position(), event.millis());
        }
        unwatched += content.leftOut() > 0 ? 1 : 0;
        events++;
    }

    @Override
    public void end(Position reached, boolean complete) {
        SchemaTexts texts = new SchemaTexts(context, findings);
        if (unwatched * FEW > events) {
            texts.reportUnwatched(unwatched, events);
        }
        List<Kinship.Followed> followed = new ArrayList<>();
        for (Shape shape : shapes) {
            Series seen = series[shape.index()];
            if (seen != null) {
                followed.add(Kinship.Followed.of(shape, seen));
            }
        }
        int blocks = blockOf(Math.max(0, events - 1)) + 1;
        new SchemaHistory(followed, unlisted, blocks, perBlock, rule.certainty())
                .changes().stream().limit(rule.mostFindings().of(context)).forEach(texts::report);
    }

    private int blockOf(long ordinal) {
        while (ordinal / perBlock >= Series.MOST_BLOCKS) {
            for (Series each : series) {
                if (each != null) {
                    each.coarsen();
                }
            }
            unlisted.coarsen();
            perBlock *= 2;
        }
        return (int) (ordinal / perBlock);
    }

    /// Null when there are too many shapes. Most payloads are of the shape of the one before.
    private @Nullable Series seriesOf(Shape shape) {
        if (shape != latest) {
            latest = shape;
            latestSeries = shape.index() >= 0 && shape.index() < mostShapes ? listed(shape) : null;
        }
        return latestSeries;
    }

    private Series listed(Shape shape) {
        int index = shape.index();
        if (index >= series.length) {
            series = Arrays.copyOf(series, Math.max(index + 1, Math.min(mostShapes, series.length * 2)));
        }
        Series known = series[index];
        if (known == null) {
            known = new Series();
            series[index] = known;
            shapes.add(shape);
        }
        return known;
    }
}
