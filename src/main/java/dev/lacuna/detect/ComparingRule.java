package dev.lacuna.detect;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/// A rule that compares the partitions of a scan with each other, or keeps more than fits in memory: for each
/// scan it begins a [Comparison], which starts the detectors.
public interface ComparingRule extends Rule {

    /// Begins a scan.
    ///
    /// @param spill where to put aside what does not fit in memory
    /// @param again for what can't be kept of each event
    Comparison begin(Spill spill, SecondLook again);

    /// A detector for a partition that is scanned by itself.
    @Override
    default Detector start(PartitionContext context, Consumer<Finding> findings) {
        Comparison comparison = begin(Spill.none(), SecondLook.none());
        Detector detector = comparison.start(context, findings);
        return new Detector() {
            @Override
            public void batch(Batch batch) {
                detector.batch(batch);
            }

            @Override
            public void event(Batch batch, Event event, Fields fields) {
                detector.event(batch, event, fields);
            }

            @Override
            public void end(Position reached, boolean complete) {
                detector.end(reached, complete);
                try (comparison) {
                    comparison.end(findings, () -> false);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
