package dev.lacuna.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.SourceException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What a source promises on top that is written to: transactions, and that a reader waits for what comes.
public abstract class WritableSourceContract extends SourceContract {

    @Test
    void wakesUpAPollThatWaits() throws Exception {
        PartitionRef partition = partition(createStream("waiting", 1), 0);
        var beyond = new PartitionRange(partition, PositionRange.offsets(0, 1_000));
        try (StreamReader reader = reader(new ReadRequest(List.of(beyond), true))) {
            var collected = new Collected();
            reader.poll(Duration.ofMillis(300), collected); // connects
            var polling = new CountDownLatch(1);
            var results = new ArrayList<Boolean>();
            Thread poller = Thread.startVirtualThread(() -> {
                try {
                    polling.countDown();
                    results.add(reader.poll(Duration.ofMinutes(5), collected));
                } catch (SourceException e) {
                    throw new IllegalStateException(e);
                }
            });
            polling.await();
            reader.wakeup();
            poller.join(Duration.ofMinutes(2)); // far less than it would wait
            assertThat(poller.isAlive()).isFalse();
            assertThat(results).containsExactly(true);
            assertThat(collected.ending(partition)).isNull();
        }
    }

    @Test
    void showsNothingOfAnAbortedTransaction() throws Exception {
        PartitionRef partition = partition(createStream("undone", 1), 0);
        try (EventSink sink = source().openSink(writerId())) {
            sink.abort(); // nothing is open: nothing happens
            sink.commit();
            sink.write(outgoing(partition, NOON, "a", "gone"));
            sink.abort();
            sink.write(outgoing(partition, NOON, "b", "kept"));
            sink.commit();
            sink.write(outgoing(partition, NOON, "c", "left open"));
        }
        assertThat(readAll(partition.stream().name()).visible())
                .extracting(event -> event.value() == null ? "" : event.value().text())
                .containsExactly("kept");
    }

    @Test
    void fencesAnEarlierSinkOfTheSameId() throws Exception {
        PartitionRef partition = partition(createStream("fenced", 1), 0);
        String id = writerId();
        try (EventSink first = source().openSink(id)) {
            first.write(outgoing(partition, NOON, "a", "of the first"));
            try (EventSink second = source().openSink(id)) {
                second.write(outgoing(partition, NOON, "b", "of the second"));
                second.commit();
            }
            var failure = catchThrowableOfType(SourceException.class, first::commit);
            assertThat(failure.kind()).isEqualTo(Kind.FENCED);
        }
        assertThat(readAll(partition.stream().name()).visible())
                .extracting(event -> event.value() == null ? "" : event.value().text())
                .containsExactly("of the second");
    }
}
