package dev.lacuna.investigation;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.repair.replay.DeadLetters;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.scan.Scanner;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.util.List;
import java.util.Set;

/// Looks where the events of dead-letter streams failed. Each look is a task.
final class DeadLetterLook {

    private final StreamSource source;
    private final Scans scans;
    private final Sampling sampling;
    private final TaskRunner runner;

    DeadLetterLook(StreamSource source, Scans scans, Sampling sampling, TaskRunner runner) {
        this.source = source;
        this.scans = scans;
        this.sampling = sampling;
        this.runner = runner;
    }

    /// See [Investigation#surveyDeadLetters].
    TaskHandle<DeadLetterSurvey> survey(String stream, Set<Integer> partitions, Bounds bounds, long redrives) {
        return runner.start("Look where events of " + stream + " failed", context -> {
            var tally = new DeadLetterSurvey.Tally(redrives);
            List<PartitionRange> ranges = scans.resolve(source.describe(stream), partitions, bounds);
            List<PartitionOutcome> outcomes = Scanner.of(source)
                    .scan("Reading headers", ranges, true, range -> new CommittedEvents(tally::add), context);
            context.checkpoint();
            for (PartitionOutcome outcome : outcomes) {
                if (outcome.failure().isPresent()) {
                    throw new SourceException(
                            SourceException.Kind.OTHER,
                            outcome.asked().partition() + " was read up to " + outcome.reached() + ": "
                                    + outcome.failure().get(),
                            true,
                            null);
                }
            }
            return tally.survey();
        });
    }

    /// See [Investigation#holdsDeadLetters].
    TaskHandle<Boolean> isHolding(String stream) {
        return runner.start(
                "Look for dead letters in " + stream,
                context -> sampling.first(source.describe(stream), context).stream()
                        .anyMatch(event -> DeadLetters.home(event).isPresent()));
    }
}
