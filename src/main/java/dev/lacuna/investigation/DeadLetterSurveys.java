package dev.lacuna.investigation;

import dev.lacuna.filter.BadFilterException;
import dev.lacuna.filter.Judge;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.PlanException;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.scan.Scanner;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskContext;
import java.util.List;
import java.util.Optional;

/// Reads where the events of dead-letter streams failed. What it counts is what a plan with the same scope takes.
record DeadLetterSurveys(StreamSource source, SourceSpec spec, Scans scans, Sampling sampling) {

    /// @param fields in which format a filter reads payloads
    DeadLetterSurvey survey(String stream, DeadLetterScope asked, FieldSpec fields, long redrives, TaskContext context)
            throws Exception {
        StreamInfo info = source.describe(stream);
        CopyScope scope = CopyScope.of(
                info, new CopyRequest(stream, asked.partitions(), asked.bounds(), spec, stream, fields), scans);
        FieldSpec known = asked.filter().isPresent() ? sampling.withFormat(fields, info, context) : fields;
        var reading = new StreamReading(known, sampling.decoding());
        var tally = new DeadLetterSurvey.Tally(redrives, scope.choice().time(), judge(asked, reading));
        List<PartitionRange> ranges = scope.ranges().stream()
                .map(range -> new PartitionRange(info.stream().partition(range.partition()), range.positions()))
                .toList();
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
        if (!reading.unread().isEmpty()) {
            throw new SourceException(
                    SourceException.Kind.OTHER, "Not all events can be read: " + reading.unread(), true, null);
        }
        return tally.survey();
    }

    private static Optional<Judge> judge(DeadLetterScope asked, StreamReading reading) throws PlanException {
        if (asked.filter().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.judge(asked.filter().get()));
        } catch (BadFilterException e) {
            throw new PlanException(PlanException.Kind.REQUEST, String.valueOf(e.getMessage()), e);
        }
    }
}
