package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What becomes of a replay hangs on what a failure of its writer is taken for.
class KafkaFailuresTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ProducerFencedException("newer epoch"), Kind.FENCED),
                Arguments.of(new InvalidProducerEpochException("old epoch"), Kind.FENCED),
                // a process that was stopped goes on, and its transaction was aborted for its time-out
                Arguments.of(new InvalidTxnStateException("invalid state"), Kind.FENCED),
                Arguments.of(new TransactionAbortableException("abort it"), Kind.INTERRUPTED),
                Arguments.of(new TimeoutException("no answer"), Kind.INTERRUPTED),
                Arguments.of(new RecordTooLargeException("too large"), Kind.REJECTED));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void takesAFailureOfAWriterForWhatItIs(KafkaException failure, Kind kind) {
        SourceException bare = KafkaFailures.translate("It can't be written", failure);
        SourceException wrapped = KafkaFailures.translate("It can't be written", new KafkaException("failed", failure));

        assertThat(bare.kind()).isEqualTo(kind);
        assertThat(wrapped.kind()).isEqualTo(kind);
    }
}
