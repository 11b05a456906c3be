package dev.lacuna.investigation;

import dev.lacuna.model.FieldSpec;
import dev.lacuna.repair.replay.DeadLetters;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;

/// Looks where the events of dead-letter streams failed. Each look is a task.
final class DeadLetterLook {

    private final StreamSource source;
    private final DeadLetterSurveys surveys;
    private final Sampling sampling;
    private final TaskRunner runner;

    DeadLetterLook(StreamSource source, SourceSpec spec, Scans scans, Sampling sampling, TaskRunner runner) {
        this.source = source;
        this.surveys = new DeadLetterSurveys(source, spec, scans, sampling);
        this.sampling = sampling;
        this.runner = runner;
    }

    /// See [Investigation#surveyDeadLetters].
    TaskHandle<DeadLetterSurvey> survey(String stream, DeadLetterScope scope, FieldSpec fields, long redrives) {
        return runner.start(
                "Look where events of " + stream + " failed",
                context -> surveys.survey(stream, scope, fields, redrives, context));
    }

    /// See [Investigation#holdsDeadLetters].
    TaskHandle<Boolean> isHolding(String stream) {
        return runner.start(
                "Look for dead letters in " + stream,
                context -> sampling.first(source.describe(stream), context).stream()
                        .anyMatch(event -> DeadLetters.home(event).isPresent()));
    }
}
