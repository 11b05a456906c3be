package dev.lacuna.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Header;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Writes the incident once into a real broker and reads it back with a plain consumer.
class SampleIncidentTest {

    private static final IncidentScript SCRIPT = IncidentScript.standard();

    private static @Nullable SandboxBroker broker;
    private static String bootstrap = "";
    private static @Nullable IncidentTruth truth;
    private static final List<String> LINES = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void writeIncident() throws Exception {
        var started = SandboxBroker.start();
        broker = started;
        bootstrap = started.bootstrap();
        truth = SampleIncident.write(bootstrap, LINES::add);
    }

    @AfterAll
    static void stopBroker() throws Exception {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void ordersStandByteForByteAsScripted() {
        assertSame(Topics.read(bootstrap, IncidentTruth.ORDERS), SCRIPT.orders());
    }

    @Test
    void upstreamStandsByteForByteAsScripted() {
        assertSame(Topics.read(bootstrap, IncidentTruth.UPSTREAM), SCRIPT.upstream());
    }

    @Test
    void committedReadersSeePaymentsWithoutTheAbortedOnesAndWithHoles() {
        List<ScriptedEvent> committed = SCRIPT.payments().stream()
                .filter(PaymentTransaction::committed)
                .flatMap(transaction -> transaction.events().stream())
                .toList();
        assertSame(Topics.read(bootstrap, IncidentTruth.PAYMENTS), committed);
        TopicTruth payments = IncidentTruth.of(SCRIPT).topic(IncidentTruth.PAYMENTS);
        long markersAndAborted = Topics.span(bootstrap, IncidentTruth.PAYMENTS) - payments.visible();
        assertThat(markersAndAborted).isGreaterThan(payments.written() - payments.visible());
        assertThat(payments.written() - payments.visible()).isGreaterThan(200);
    }

    @Test
    void customersWereCompactedToTheLastRecordOfEachKey() {
        var last = new HashMap<Bytes, Bytes>();
        SCRIPT.customers().forEach(event -> last.put(event.key(), event.value()));
        var found = new HashMap<Bytes, Bytes>();
        List<ConsumerRecord<byte[], byte[]>> records = Topics.read(bootstrap, IncidentTruth.CUSTOMERS);
        records.forEach(event -> found.put(Bytes.of(event.key()), Bytes.of(event.value())));
        assertThat(found).isEqualTo(last);
        assertThat(records).hasSize(last.size());
        assertThat(Topics.span(bootstrap, IncidentTruth.CUSTOMERS))
                .isEqualTo(SCRIPT.customers().size())
                .isGreaterThan(2L * last.size());
    }

    @Test
    void returnsTheTruthOfTheScriptAndTellsOfEachTopic() {
        assertThat(truth).isEqualTo(IncidentTruth.of(SCRIPT));
        assertThat(LINES).hasSize(4).anyMatch(line -> line.startsWith("payments: "));
    }

    @Test
    void theGroupEndsAtTheEndHavingSkippedARange() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Map<TopicPartition, OffsetAndMetadata> ends = admin.listConsumerGroupOffsets(IncidentTruth.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get(20, TimeUnit.SECONDS);
            assertThat(ends).hasSize(6);
            ends.forEach((partition, end) -> assertThat(end.offset())
                    .isEqualTo(SCRIPT.orders().stream()
                            .filter(event -> event.partition() == partition.partition())
                            .count()));
        }
        List<CommitHistory.Commit> history = CommitHistory.read(bootstrap, IncidentTruth.GROUP, IncidentTruth.ORDERS);
        for (int partition = 0; partition < 6; partition++) {
            int number = partition;
            assertThat(history.stream().filter(commit -> commit.partition() == number))
                    .hasSize(number == 3 ? 25 : 24);
        }
        GroupSkip skip = SCRIPT.skip();
        List<CommitHistory.Commit> skipped =
                history.stream().filter(commit -> commit.partition() == 3).toList();
        assertThat(skipped.get(11).offset()).isEqualTo(skip.fromOffset());
        assertThat(skipped.get(12).offset()).isEqualTo(skip.toOffset()).isEqualTo(skip.fromOffset() + 1204);
        assertThat(skipped.get(11).leaderEpoch()).isNotNegative();
        assertThat(skipped.get(12).leaderEpoch()).isEqualTo(-1);
        for (int i = 1; i < skipped.size(); i++) {
            assertThat(skipped.get(i).offset()).isGreaterThan(skipped.get(i - 1).offset());
        }
    }

    @Test
    void refusesToWriteTheIncidentTwice() {
        assertThatThrownBy(() -> SampleIncident.write(bootstrap, LINES::add))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("already exists")
                .hasMessageContaining("empty data folder");
    }

    private static void assertSame(List<ConsumerRecord<byte[], byte[]>> records, List<ScriptedEvent> events) {
        var expected = new HashMap<Integer, List<ScriptedEvent>>();
        events.forEach(event -> expected.computeIfAbsent(event.partition(), p -> new ArrayList<>())
                .add(event));
        var found = new HashMap<Integer, List<ScriptedEvent>>();
        var partitions = new HashSet<Integer>();
        for (var stored : records) {
            partitions.add(stored.partition());
            List<ScriptedEvent> inPartition = found.computeIfAbsent(stored.partition(), p -> new ArrayList<>());
            ScriptedEvent script =
                    expected.getOrDefault(stored.partition(), List.of()).get(inPartition.size());
            var headers = new ArrayList<Header>();
            stored.headers().forEach(header -> headers.add(new Header(header.key(), Bytes.ofNullable(header.value()))));
            inPartition.add(new ScriptedEvent(
                    stored.partition(),
                    script.sequence(),
                    stored.timestamp(),
                    script.arrivalMillis(),
                    script.writer(),
                    Bytes.of(stored.key()),
                    Bytes.of(stored.value()),
                    headers));
        }
        assertThat(found).isEqualTo(expected);
    }
}
