package dev.lacuna.model;

import java.util.Optional;

/// Which fields a scan takes from each event, each as an extractor: `key`, `header:NAME` or `json:/pointer` (RFC 6901).
///
/// @param sequence the application's running number
/// @param sequencePer within what it runs: empty means within the partition
/// @param id what identifies an event
/// @param eventTime the event's own time: epoch ms or RFC 3339
/// @param format how payloads are to be read, for the check of malformed ones
public record FieldSpec(
        Optional<String> sequence,
        Optional<String> sequencePer,
        Optional<String> id,
        Optional<String> eventTime,
        PayloadFormat format) {

    public static final FieldSpec NONE =
            new FieldSpec(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), PayloadFormat.AUTO);

    public FieldSpec withFormat(PayloadFormat known) {
        return new FieldSpec(sequence, sequencePer, id, eventTime, known);
    }
}
