package dev.lacuna.source.kafka;

import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/// The one translation from Kafka's exceptions into words for people.
final class KafkaFailures {

    private KafkaFailures() {}

    /// Waits for an answer of the Admin client, which gives up by itself after `default.api.timeout.ms`.
    ///
    /// @param what what can't be done if it fails, as the start of a sentence: `Topic 'orders' can't be
    ///     described`
    static <T> T await(KafkaFuture<T> future, String what) throws SourceException {
        return await(future, what, null);
    }

    /// @param needed the right without which it is refused; null where it may be one of several
    static <T> T await(KafkaFuture<T> future, String what, @Nullable Right needed) throws SourceException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw translate(what, e, needed);
        } catch (ExecutionException e) {
            throw translate(what, e, needed);
        }
    }

    /// @param what as in [#await]
    static SourceException translate(String what, Throwable failure) {
        return translate(what, failure, null);
    }

    /// @param needed as in [#await]
    static SourceException translate(String what, Throwable failure, @Nullable Right needed) {
        Throwable cause = causeOf(failure);
        Kind kind = kindOf(cause);
        String message = what + ": "
                + SecurityFailures.reasonOf(failure).orElseGet(() -> reasonOf(cause, needed) + adviceFor(kind, cause));
        boolean secret = SecurityFailures.mayQuoteSecrets(failure);
        return new SourceException(kind, message, isRetriable(cause), secret ? null : cause);
    }

    /// The failure proper, without the wrappers that futures and the producer put around it.
    static Throwable causeOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && isWrapper(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof ExecutionException
                || failure instanceof CompletionException
                || failure.getClass() == KafkaException.class;
    }

    private static Kind kindOf(Throwable cause) {
        return switch (cause) {
            case AuthenticationException e -> Kind.DENIED;
            case AuthorizationException e -> Kind.DENIED;
            case UnknownTopicOrPartitionException e -> Kind.UNKNOWN_STREAM;
            case UnknownTopicIdException e -> Kind.UNKNOWN_STREAM;
            case InvalidTopicException e -> Kind.UNKNOWN_STREAM;
            case GroupIdNotFoundException e -> Kind.UNKNOWN_GROUP;
            case GroupNotEmptyException e -> Kind.GROUP_ACTIVE;
            case GroupSubscribedToTopicException e -> Kind.GROUP_ACTIVE;
            case UnknownMemberIdException e -> Kind.GROUP_ACTIVE; // so it says to who sets positions without joining
            case RebalanceInProgressException e -> Kind.GROUP_ACTIVE;
            case OffsetOutOfRangeException e -> Kind.OUT_OF_RANGE;
            case ProducerFencedException e -> Kind.FENCED;
            case InvalidProducerEpochException e -> Kind.FENCED;
            // so a coordinator says that has aborted the transaction for its time-out, and takes the commit for a retry
            case InvalidTxnStateException e -> Kind.FENCED;
            case RecordTooLargeException e -> Kind.REJECTED;
            case RecordBatchTooLargeException e -> Kind.REJECTED;
            case InvalidTimestampException e -> Kind.REJECTED;
            case InvalidRecordException e -> Kind.REJECTED;
            case CorruptRecordException e -> Kind.OTHER;
            case UnsupportedVersionException e -> Kind.UNSUPPORTED;
            case ConfigException e -> Kind.UNSUPPORTED;
            case RetriableException e -> Kind.INTERRUPTED;
            case TransactionAbortableException e -> Kind.INTERRUPTED;
            case InterruptException e -> Kind.INTERRUPTED;
            case InterruptedException e -> Kind.INTERRUPTED;
            default -> Kind.OTHER;
        };
    }

    private static boolean isRetriable(Throwable cause) {
        return cause instanceof RetriableException && !(cause instanceof CorruptRecordException);
    }

    private static String reasonOf(Throwable cause, @Nullable Right needed) {
        if (needed != null && needed.isMissedBy(cause)) {
            return "the right " + needed + " is missing.";
        }
        if (cause instanceof InterruptException || cause instanceof InterruptedException) {
            return "the wait was interrupted.";
        }
        if (kindOf(cause) == Kind.GROUP_ACTIVE) {
            return "the group has members, and its positions are theirs.";
        }
        String message = cause.getMessage();
        String reason = message == null || message.isBlank() ? nameOf(cause) : SecurityFailures.firstLine(message);
        return reason.endsWith(".") ? reason : reason + ".";
    }

    /// `RecordTooLargeException` as `record too large`.
    private static String nameOf(Throwable cause) {
        String name = cause.getClass().getSimpleName().replace("Exception", "");
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
    }

    private static String adviceFor(Kind kind, Throwable cause) {
        return switch (kind) {
            case DENIED ->
                cause instanceof AuthorizationException
                        ? " Ask for the right, or use another user."
                        : " Check security.protocol, sasl.* and ssl.* in the client properties.";
            case GROUP_ACTIVE ->
                " Stop them first; one of the classic protocol that was killed stays a member until its session"
                        + " times out.";
            case INTERRUPTED ->
                cause instanceof ApiException && isRetriable(cause)
                        ? " Check that the brokers are up, then try again."
                        : "";
            case FENCED ->
                " Another run with the same id took over, or the transaction stood open longer than its time-out:"
                        + " nothing of it is visible.";
            default -> "";
        };
    }
}
