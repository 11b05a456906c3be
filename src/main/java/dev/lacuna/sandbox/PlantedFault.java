package dev.lacuna.sandbox;

import dev.lacuna.model.FindingKind;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.Optional;

/// One thing that went wrong in the sample incident, as it truly was.
///
/// @param title one line, as an engineer would say it
/// @param kind what a finding of it is about
/// @param verdict what a finding of it proves
/// @param sequences the numbers it is about; empty where no number tells it (a silence, unreadable payloads)
/// @param count how many events it is about: lost, written twice, late, unreadable, in the spike, skipped; 0 for a
///     silence, in which nothing is known to be missing
/// @param note what happened, in a sentence
/// @param span the event times it covers; for a loss those of the lost events
public record PlantedFault(
        String title,
        FindingKind kind,
        Verdict verdict,
        String stream,
        int partition,
        Optional<SequenceRange> sequences,
        long count,
        String note,
        TimeSpan span) {}
