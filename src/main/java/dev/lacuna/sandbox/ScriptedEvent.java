package dev.lacuna.sandbox;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Header;
import java.util.List;

/// One record of the sample incident, before it is written.
///
/// @param partition where it goes, chosen by the producer and not by the key
/// @param sequence its number within the partition, or 0 when it carries none
/// @param millis its own time, epoch ms: the record's timestamp
/// @param arrivalMillis when it reached the topic in the story, epoch ms: the order of writing
/// @param writer which of the topic's producers writes it, from 0: another one has another producer id
public record ScriptedEvent(
        int partition,
        long sequence,
        long millis,
        long arrivalMillis,
        int writer,
        Bytes key,
        Bytes value,
        List<Header> headers) {

    ScriptedEvent arriving(long newArrivalMillis) {
        return new ScriptedEvent(partition, sequence, millis, newArrivalMillis, writer, key, value, headers);
    }

    ScriptedEvent writtenBy(int newWriter) {
        return new ScriptedEvent(partition, sequence, millis, arrivalMillis, newWriter, key, value, headers);
    }
}
