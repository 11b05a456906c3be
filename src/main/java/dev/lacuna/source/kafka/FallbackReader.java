package dev.lacuna.source.kafka;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads by one reader as long as that can, and goes on with another where it can't.
final class FallbackReader implements StreamReader {

    private static final Logger LOG = LoggerFactory.getLogger(FallbackReader.class);

    private final ResumableReader first;
    private final ReadRequest request;
    private final Function<ReadRequest, StreamReader> fallback;
    private volatile @Nullable StreamReader second;
    private volatile @Nullable String note;

    FallbackReader(ResumableReader first, ReadRequest request, Function<ReadRequest, StreamReader> fallback) {
        this.first = first;
        this.request = request;
        this.fallback = fallback;
    }

    @Override
    public boolean poll(Duration max, ReadHandler handler) throws SourceException {
        StreamReader other = second;
        if (other != null) {
            return other.poll(max, handler);
        }
        try {
            return first.poll(max, handler);
        } catch (WireUnsupportedException e) {
            fallBack(e);
        } catch (LinkageError e) {
            fallBack(new WireUnsupportedException("this version of kafka-clients has other classes inside.", e));
        }
        return true;
    }

    private void fallBack(WireUnsupportedException reason) throws SourceException {
        if (request.follows()) {
            throw new SourceException(
                    SourceException.Kind.UNSUPPORTED,
                    reason.getMessage() + " What comes can't be followed there: scan again from time to time.",
                    false,
                    reason);
        }
        LOG.warn("{} Going on with a plain consumer.", reason.getMessage());
        LOG.debug("why raw batches can't be read", reason);
        note = reason.getMessage() + " A plain consumer read on: producers, sequences and markers were not seen.";
        second = fallback.apply(new ReadRequest(first.left(), request.events(), false, request.streamId()));
        first.close();
    }

    @Override
    public void wakeup() {
        StreamReader other = second;
        (other == null ? first : other).wakeup();
    }

    @Override
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    @Override
    public Optional<String> waitsFor() {
        return second == null ? first.waitsFor() : Optional.empty();
    }

    @Override
    public Map<PartitionRef, PartitionInfo> stands() {
        return second == null ? first.stands() : Map.of();
    }

    @Override
    public void close() {
        first.close();
        StreamReader other = second;
        if (other != null) {
            other.close();
        }
    }
}
