package dev.lacuna.detect.content;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.Share;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.function.Consumer;

/// Fields that appear, vanish or change their type from a point in time on.
///
/// A field that comes and goes is optional, and no change. It has changed when it was never there before, or is
/// never there after, so many events that chance is excluded, and is steadily there in between. Each field is
/// judged among the events that have what it stands in, so that of an object that appears only the object is
/// told, and beside events of its own kind, so that kinds of events that take turns are no change. Changes that
/// begin together are one finding; those of other partitions join it as an incident. Objects whose names are
/// data are left out.
///
/// @param certainty how sure a change must be: the natural logarithm of one over the odds of chance
/// @param mostShapes different payloads followed as a whole; those of further shapes only field by field
/// @param mostFindings points in time told
public record SchemaRule(double certainty, Share mostShapes, Share mostFindings) implements Rule {

    public SchemaRule() {
        this(25, new Share(20_000, 16), new Share(500, 10));
    }

    @Override
    public FindingKind kind() {
        return FindingKind.CONTENT_SCHEMA;
    }

    @Override
    public Need needs() {
        return Need.CONTENT;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        return new SchemaDetector(this, context, findings);
    }
}
