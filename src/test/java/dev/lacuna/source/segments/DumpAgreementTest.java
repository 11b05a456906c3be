package dev.lacuna.source.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.kafka.KafkaTopics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.tools.DumpLogSegments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Batch by batch the same as Kafka's own kafka-dump-log.
class DumpAgreementTest {

    private static final Pattern LINE = Pattern.compile("baseOffset: (\\d+) lastOffset: (\\d+) count: (\\d+)"
            + " baseSequence: (-?\\d+) lastSequence: (-?\\d+) producerId: (-?\\d+) producerEpoch: (-?\\d+)"
            + " partitionLeaderEpoch: (-?\\d+) isTransactional: (\\w+) isControl: (\\w+) .*"
            + "(?:CreateTime|LogAppendTime): (-?\\d+) size: (\\d+) magic: 2 compresscodec: (\\w+) .*isvalid: true");

    @TempDir
    private Path home;

    private static List<String> dumped(List<Path> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            for (Path file : files) {
                DumpLogSegments.main(new String[] {"--files", file.toString()});
            }
        } finally {
            System.setOut(out);
        }
        var lines = new ArrayList<String>();
        for (String line : bytes.toString(StandardCharsets.UTF_8).split("\n")) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                var words = new ArrayList<String>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    words.add(i == 13 ? String.valueOf(!matcher.group(i).equals("none")) : matcher.group(i));
                }
                lines.add(String.join(" ", words));
            }
        }
        return lines;
    }

    private static String line(Batch batch) {
        var producer = batch.producer();
        return batch.first() + " " + batch.last() + " " + batch.count() + " "
                + (producer == null
                        ? "-1 -1 -1 -1"
                        : producer.baseSequence() + " " + producer.lastSequence() + " " + producer.id() + " "
                                + producer.epoch())
                + " " + batch.leaderEpoch() + " " + batch.transactional() + " " + batch.control() + " "
                + batch.maxMillis() + " " + batch.bytes() + " " + batch.compressed();
    }

    private void requireAgreement(String topic) throws Exception {
        Path folder = LogCopies.copy(
                LogCopies.node(SharedBroker.dataFolder()).resolve(topic + "-0"), home.resolve(topic + "-0"));
        Readings read = Readings.all(folder, topic, 0, false);
        List<String> dumped = dumped(LogCopies.segments(folder));
        assertThat(dumped).hasSizeGreaterThan(5);
        assertThat(read.batches()).extracting(DumpAgreementTest::line).containsExactlyElementsOf(dumped);
    }

    @Test
    void agreesOnSeveralSegments() throws Exception {
        requireAgreement(BrokerLogs.severalSegments("dumped", Map.of("cleanup.policy", "delete")));
    }

    @Test
    void agreesOnTransactionsAndCompression() throws Exception {
        String topic = KafkaTopics.create("dumped-too", 1, Map.of("message.timestamp.type", "LogAppendTime"));
        PartitionRef partition = new StreamRef("", topic).partition(0);
        try (var kept = KafkaTopics.transaction();
                var undone = KafkaTopics.transaction();
                var plain = KafkaTopics.producer(Map.of("compression.type", "zstd", "linger.ms", 10))) {
            KafkaTopics.send(kept, partition, 20);
            KafkaTopics.send(undone, partition, 20);
            KafkaTopics.send(plain, partition, 200);
            undone.abortTransaction();
            kept.commitTransaction();
            KafkaTopics.send(plain, partition, 200);
        }
        requireAgreement(topic);
    }
}
