package dev.lacuna.source.kafka;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Header;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.EventSink;
import dev.lacuna.source.OutgoingEvent;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes through a transactional producer. What the broker refuses it refuses behind our back, on the producer's
/// thread: the first refusal is kept, and thrown by the next write or by the commit.
///
/// ```
/// IDLE --write--> OPEN --commit--> IDLE
///                 OPEN --abort, REJECTED--> IDLE
///                 OPEN --FENCED, outcome unknown--> DEAD
/// ```
final class KafkaEventSink implements EventSink {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventSink.class);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

    private enum State {
        IDLE,
        OPEN,
        DEAD
    }

    /// An event that was refused, and why.
    private record Refusal(PartitionRef partition, Exception reason) {

        /// A refused batch refuses its innocent events too, with an exception that gives no reason.
        boolean isByAssociation() {
            return reason.getClass() == KafkaException.class && reason.getCause() == null;
        }
    }

    private final String writerId;
    private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
    private final AtomicReference<@Nullable Refusal> refusal = new AtomicReference<>();
    private final WrittenTopics written;
    private final List<? extends Metric> throttle;
    private State state = State.IDLE;

    /// Registers the writer, which fences earlier ones with the same id and aborts what they left open.
    KafkaEventSink(ClientSettings settings, TopicLookup topics, String writerId) throws SourceException {
        this.writerId = writerId;
        Map<String, Object> properties = settings.producer(writerId);
        written = new WrittenTopics(
                topics, Integer.parseInt(String.valueOf(properties.get(ProducerConfig.BATCH_SIZE_CONFIG))));
        try {
            producer = new KafkaProducer<>(properties);
        } catch (KafkaException e) {
            throw KafkaFailures.translate("Writer '" + writerId + "' can't be set up", e);
        }
        throttle = producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("produce-throttle-time-max"))
                .toList();
        boolean registered = false;
        try {
            producer.initTransactions();
            registered = true;
        } catch (KafkaException e) {
            throw KafkaFailures.translate(
                    "Writer '" + writerId + "' can't be registered with the brokers, and has written nothing",
                    e,
                    Right.writer(writerId));
        } finally {
            if (!registered) {
                producer.close(Duration.ZERO);
            }
        }
    }

    @Override
    public void write(OutgoingEvent event) throws SourceException {
        requireAlive();
        if (refusal.get() != null) {
            throw refused();
        }
        WrittenTopics.Target target = written.targetOf(event.partition());
        try {
            if (state == State.IDLE) {
                producer.beginTransaction();
                state = State.OPEN;
            }
            if (target.isFilledBy(event)) {
                producer.flush();
            }
            producer.send(recordOf(event), (metadata, reason) -> {
                if (reason != null) {
                    keep(new Refusal(event.partition(), reason));
                } else if (metadata.hasOffset()) {
                    target.acknowledge(event.partition(), metadata.offset());
                }
            });
        } catch (KafkaException e) {
            keep(new Refusal(event.partition(), e));
            throw refused();
        }
    }

    private void keep(Refusal next) {
        refusal.accumulateAndGet(
                next, (kept, given) -> kept == null || kept.isByAssociation() && !next.isByAssociation() ? next : kept);
    }

    private static ProducerRecord<byte @Nullable [], byte @Nullable []> recordOf(OutgoingEvent event) {
        var written = new ProducerRecord<byte @Nullable [], byte @Nullable []>(
                event.partition().stream().name(),
                event.partition().number(),
                event.millis() < 0 ? null : event.millis(),
                arrayOf(event.key()),
                arrayOf(event.value()));
        Headers headers = written.headers();
        for (Header header : event.headers()) {
            headers.add(header.name(), arrayOf(header.value()));
        }
        return written;
    }

    private static byte @Nullable [] arrayOf(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.toArray();
    }

    @Override
    public void flush() throws SourceException {
        requireAlive();
        if (state == State.IDLE) {
            return;
        }
        try {
            producer.flush();
        } catch (InterruptException e) {
            throw undone("was interrupted before its commit", e);
        }
        if (refusal.get() != null) {
            throw refused();
        }
        requireGrowing();
    }

    @Override
    public void commit() throws SourceException {
        flush();
        if (state == State.IDLE) {
            return;
        }
        try {
            producer.commitTransaction();
            state = State.IDLE;
        } catch (TimeoutException | InterruptException e) {
            throw outcomeUnknown(e);
        } catch (KafkaException e) {
            if (KafkaFailures.causeOf(e) instanceof RetriableException) {
                throw outcomeUnknown(e);
            }
            SourceException failure = undone("can't be committed", e);
            throw failure.kind() == Kind.FENCED ? fencedAtCommit(failure) : failure;
        }
    }

    private void requireGrowing() throws SourceException {
        PartitionRef partition = written.takeCut();
        if (partition != null) {
            var failure = new SourceException(
                    Kind.OUT_OF_RANGE,
                    "The log of " + partition + " was cut while it was written to, as by an unclean election: what was"
                            + " acknowledged before may be gone. Nothing of the last transaction is visible.",
                    false,
                    null);
            takeBack(failure);
            throw failure;
        }
    }

    @Override
    public void abort() throws SourceException {
        requireAlive();
        if (state == State.IDLE) {
            return;
        }
        refusal.set(null);
        try {
            producer.abortTransaction();
            state = State.IDLE;
        } catch (KafkaException e) {
            state = State.DEAD;
            throw KafkaFailures.translate(
                    "The transaction of writer '" + writerId + "' can't be aborted; nothing of it is visible, and the"
                            + " broker aborts it by itself",
                    e);
        } finally {
            refusal.set(null); // aborted sends complete with a failure of their own
        }
    }

    @Override
    public boolean isHeldBack() {
        return throttle.stream().anyMatch(metric -> metric.metricValue() instanceof Double millis && millis > 0);
    }

    @Override
    public Map<PartitionRef, Position> reached() {
        return written.reached();
    }

    private SourceException refused() {
        Refusal kept = refusal.getAndSet(null);
        if (kept == null) {
            throw new IllegalStateException("nothing was refused");
        }
        SourceException failure = certain(KafkaFailures.translate(
                "Writing to " + kept.partition() + " failed and nothing of the transaction is visible",
                kept.reason(),
                Right.topic(AclOperation.WRITE, kept.partition().stream().name())));
        takeBack(failure);
        return failure;
    }

    private SourceException undone(String what, KafkaException reason) {
        SourceException failure = certain(KafkaFailures.translate(
                "The transaction of writer '" + writerId + "' " + what + "; nothing of it is visible", reason));
        takeBack(failure);
        return failure;
    }

    /// An interruption before the commit was sent: the outcome is known, so it must not be told as one that
    /// isn't.
    private static SourceException certain(SourceException failure) {
        if (failure.kind() != Kind.INTERRUPTED) {
            return failure;
        }
        String message = String.valueOf(failure.getMessage());
        Throwable cause = failure.getCause();
        return cause instanceof InterruptException
                ? new SourceException(Kind.OTHER, message, true, cause)
                : new SourceException(Kind.UNREACHABLE, message, true, cause);
    }

    /// Aborts what is open after a failure, which stays the one that is told.
    private void takeBack(SourceException failure) {
        if (failure.kind() == Kind.FENCED) {
            state = State.DEAD;
        }
        if (state != State.OPEN) {
            return;
        }
        try {
            producer.abortTransaction();
            state = State.IDLE;
        } catch (KafkaException e) {
            state = State.DEAD; // the broker aborts it when its time is over, or the next sink of this id does
            failure.addSuppressed(e);
        } finally {
            refusal.set(null);
        }
    }

    /// A commit may have been done, its answer been lost, and the next try been refused because another had
    /// taken over.
    private SourceException fencedAtCommit(SourceException failure) {
        return new SourceException(
                Kind.FENCED,
                "The commit of writer '" + writerId + "' was refused: another run with the same id took over, or the"
                        + " transaction stood open longer than its time-out. Its events are not visible, unless an"
                        + " earlier answer to this commit was lost.",
                false,
                failure.getCause());
    }

    private SourceException outcomeUnknown(Exception cause) {
        state = State.DEAD;
        return new SourceException(
                Kind.INTERRUPTED,
                "The commit of writer '" + writerId + "' got no answer: its events are either all visible or none"
                        + " is. Look at the target before anything is written again.",
                true,
                cause);
    }

    private void requireAlive() throws SourceException {
        if (state == State.DEAD) {
            throw new SourceException(
                    Kind.FENCED,
                    "Writer '" + writerId + "' can't go on after its failure. Open a new one.",
                    false,
                    null);
        }
    }

    @Override
    public void close() {
        if (state == State.OPEN) {
            try {
                producer.abortTransaction();
            } catch (KafkaException e) {
                // closing goes on: the broker aborts what is open when its time is over
            }
        }
        Duration limit = state == State.DEAD ? Duration.ZERO : CLOSE_LIMIT; // nothing comes of what a dead one awaits
        state = State.DEAD;
        try {
            producer.close(limit);
        } catch (InterruptException e) {
            LOG.debug("the writer was not waited for", e); // it is closed all the same, and the interrupt kept
        }
    }
}
