package dev.lacuna.source.kafka;

import dev.lacuna.model.PositionRange;
import dev.lacuna.source.SourceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.KafkaFuture;

/// What has to be looked up about partitions while they are read: where a log starts and ends, when an offset was out
/// of range; where its local part starts, when it gives nothing. Nobody waits for the answers.
final class WireLookUps {

    /// Receives what becomes of a partition whose bounds were looked up.
    interface Outcome {
        void explained(WireCursor cursor);

        void again(WireCursor cursor, String why);
    }

    private final OffsetLookup offsets;
    private final Map<WireCursor, OffsetLookup.Bounds> bounds = new LinkedHashMap<>();
    private final Map<WireDoubt, KafkaFuture<ListOffsetsResultInfo>> locals = new LinkedHashMap<>();

    WireLookUps(OffsetLookup offsets) {
        this.offsets = offsets;
    }

    void askBounds(WireCursor cursor) {
        bounds.put(cursor, offsets.bounds(cursor.partition()));
    }

    boolean isAskingBounds(WireCursor cursor) {
        return bounds.containsKey(cursor);
    }

    void askLocal(WireCursor cursor, WireDoubt doubt) {
        locals.put(doubt, offsets.localStart(cursor.partition()));
    }

    /// Takes the answers that have come.
    void take(Outcome outcome) {
        for (var entry : List.copyOf(bounds.entrySet())) {
            if (entry.getValue().isDone()) {
                bounds.remove(entry.getKey());
                takeBounds(entry.getKey(), entry.getValue(), outcome);
            }
        }
        for (var entry : List.copyOf(locals.entrySet())) {
            if (entry.getValue().isDone()) {
                locals.remove(entry.getKey());
                takeLocal(entry.getKey(), entry.getValue());
            }
        }
    }

    private static void takeBounds(WireCursor cursor, OffsetLookup.Bounds answer, Outcome outcome) {
        try {
            PositionRange found = answer.await();
            if (cursor.acceptBounds(found.from().asOffset(), found.to().asOffset())) {
                outcome.explained(cursor);
            }
        } catch (SourceException e) {
            if (e.isRetriable()) {
                outcome.again(cursor, e.getMessage());
            } else {
                cursor.fail(e);
            }
        }
    }

    private static void takeLocal(WireDoubt doubt, KafkaFuture<ListOffsetsResultInfo> answer) {
        try {
            doubt.localFrom(KafkaFailures.await(answer, "The start of a local log can't be looked up")
                    .offset());
        } catch (SourceException e) {
            if (e.isRetriable()) {
                doubt.localUnknown();
            } else {
                doubt.localUntold();
            }
        }
    }
}
