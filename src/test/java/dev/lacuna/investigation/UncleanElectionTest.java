package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.journal.Journal;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.Verdict;
import dev.lacuna.sandbox.SandboxCluster;
import dev.lacuna.source.EventSink;
import dev.lacuna.source.OutgoingEvent;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A replica that was down while events were written is made leader: they are gone without a hole. And one that was in
/// sync is, which loses nothing.
@Timeout(300)
class UncleanElectionTest {

    private static final FieldSpec NUMBERED = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.empty(), Optional.empty(), PayloadFormat.JSON);

    private static final String CUT = "cut"; // led by 1, then by 2, which was down
    private static final String PLAIN = "plain"; // the same, by a producer that is not idempotent
    private static final String WRITTEN = "written"; // the same, by a sink
    private static final String CLEAN = "clean"; // led by 2, then by 3, which was in sync

    @TempDir
    private Path folder;

    private final Map<String, Integer> next = new HashMap<>();

    private static void write(EventSink sink, int events) throws SourceException {
        for (int i = 0; i < events; i++) {
            Bytes value = Bytes.utf8("value " + i);
            sink.write(new OutgoingEvent(
                    new StreamRef("cluster", WRITTEN).partition(0),
                    System.currentTimeMillis(),
                    null,
                    value,
                    List.of()));
        }
        sink.commit();
    }

    @Test
    void whatTheOldLeaderAloneHadIsProvenGone() throws Exception {
        try (var cluster = SandboxCluster.start(3, Map.of("broker.session.timeout.ms", "3000"));
                var admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()));
                var producer = producer(cluster, "all");
                var careless = producer(cluster, "1");
                var target = new Sources(ServiceLoader.load(SourceProvider.class))
                        .open(SourceSpec.of("kafka://" + cluster.bootstrap()));
                var runner = new TaskRunner(Clock.systemUTC());
                var investigation = Investigation.open(
                        SourceSpec.of("kafka://" + cluster.bootstrap()),
                        new Sources(ServiceLoader.load(SourceProvider.class)),
                        runner,
                        "test");
                var journal = new Journal(folder, Clock.systemUTC(), "test");
                var remembering = Investigation.open(
                        SourceSpec.of("kafka://" + cluster.bootstrap()),
                        new Sources(ServiceLoader.load(SourceProvider.class)),
                        runner,
                        WriteGate.of(folder, journal, text -> {}),
                        "test");
                var sink = target.openSink("repair")) {
            admin.createTopics(List.of(
                            new NewTopic(CUT, Map.of(0, List.of(1, 2))),
                            new NewTopic(PLAIN, Map.of(0, List.of(1, 2))),
                            new NewTopic(WRITTEN, Map.of(0, List.of(1, 2))),
                            new NewTopic(CLEAN, Map.of(0, List.of(2, 3)))))
                    .all()
                    .get();
            write(producer, CUT, 50);
            write(careless, PLAIN, 50);
            write(sink, 5);
            write(producer, CLEAN, 50);
            cluster.stop(2);
            awaitLeader(admin, CLEAN, 3);
            while (partition(admin, CUT).isr().size() > 1
                    || partition(admin, PLAIN).isr().size() > 1
                    || partition(admin, WRITTEN).isr().size() > 1) {
                // the controller notices
            }
            write(producer, CUT, 30);
            write(careless, PLAIN, 30);
            write(sink, 3);
            write(producer, CLEAN, 30);
            List<Baseline> ofCut = scan(investigation, CUT, List.of()).baselines();
            List<Baseline> ofPlain = scan(investigation, PLAIN, List.of()).baselines();

            scan(remembering, CUT, List.of());
            scan(remembering, CLEAN, List.of());

            cluster.stop(1);
            cluster.start(2);
            elect(admin, CUT, 2);
            elect(admin, PLAIN, 2);
            elect(admin, WRITTEN, 2);
            assertCutOff(scan(investigation, CUT, ofCut)); // also before anything is written on
            write(producer, CUT, 40);
            write(careless, PLAIN, 40);
            assertThatThrownBy(() -> write(sink, 2))
                    .as("a commit behind what is gone")
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("was cut while it was written to");

            assertCutOff(scan(investigation, PLAIN, ofPlain));
            Scan cut = scan(investigation, CUT, ofCut);
            Finding lost = assertCutOff(cut);
            assertThat(only(cut, FindingKind.LOG_ELECTION).verdict()).isEqualTo(Verdict.SUSPECT);
            Finding numbers = only(cut, FindingKind.GAP_SEQUENCE);
            assertThat(numbers.missing()).hasValue(30);
            assertThat(numbers.cause()).isEqualTo(Cause.TRUNCATED);
            assertThat(numbers.evidence().text("cut_off_by")).isEqualTo(lost.id());

            // what the last scan saw is remembered, also when it has been told once
            assertCutOff(scan(remembering, CUT, List.of()));
            assertCutOff(scan(remembering, CUT, List.of()));
            assertThat(scan(remembering, CLEAN, List.of()).findings().all())
                    .noneMatch(finding -> finding.kind() == FindingKind.LOG_TRUNCATED);
            remembering.forgetEarlierScans(CUT);
            assertThat(scan(remembering, CUT, List.of()).findings().all())
                    .noneMatch(finding -> finding.kind() == FindingKind.LOG_TRUNCATED);

            // without a baseline the producer that had to start over gives a hint, and the numbers the proof
            Scan blind = scan(investigation, CUT, List.of());
            assertThat(only(blind, FindingKind.LOG_ELECTION).verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(only(blind, FindingKind.GAP_SEQUENCE).verdict()).isEqualTo(Verdict.LOSS);
            assertThat(only(blind, FindingKind.GAP_SEQUENCE).cause()).isEqualTo(Cause.UNKNOWN);

            Scan clean = scan(investigation, CLEAN, List.of());
            Finding election = only(clean, FindingKind.LOG_ELECTION);
            assertThat(election.verdict()).isEqualTo(Verdict.BENIGN);
            assertThat(election.evidence().number("producers_continued")).isEqualTo(1);
            assertThat(clean.findings().all()).containsExactly(election);
        }
    }

    private static Finding assertCutOff(Scan scan) {
        Finding lost = only(scan, FindingKind.LOG_TRUNCATED);
        assertThat(lost.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(lost.positions()).isEqualTo(PositionRange.offsets(50, 80));
        assertThat(lost.missing()).hasValue(30);
        assertThat(lost.basis()).isEqualTo(Basis.EXACT);
        return lost;
    }

    private static Finding only(Scan scan, FindingKind kind) {
        List<Finding> those = scan.findings().all().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
        assertThat(those).as("" + scan.findings().all()).hasSize(1);
        return those.getFirst();
    }

    private static KafkaProducer<String, String> producer(SandboxCluster cluster, String acks) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrap(), "acks", acks),
                new StringSerializer(),
                new StringSerializer());
    }

    /// One after another, so that each is confirmed before the next.
    private void write(KafkaProducer<String, String> producer, String topic, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            int seq = next.merge(topic, 1, Integer::sum);
            // long enough ago for a gap to be called one
            long millis = System.currentTimeMillis() - 60_000;
            producer.send(new ProducerRecord<>(topic, 0, millis, null, "{\"seq\":" + seq + "}"))
                    .get();
        }
    }

    private static Scan scan(Investigation investigation, String topic, List<Baseline> baselines) throws Exception {
        return investigation
                .scan(new ScanRequest(topic, Set.of(), Bounds.ALL, Depth.RECORDS, NUMBERED), baselines)
                .task()
                .await();
    }

    /// Has it elected until it is so: a leader that was just stopped may still be told as one, and the node that was
    /// started may not be known to be there yet.
    private static void elect(Admin admin, String topic, int node) throws Exception {
        var partition = Set.of(new TopicPartition(topic, 0));
        while (!isLedBy(admin, topic, node)) {
            try {
                admin.electLeaders(ElectionType.UNCLEAN, partition).all().get();
            } catch (ExecutionException e) {
                // again, until the test's own limit ends a wait that is in vain
            }
        }
    }

    private static void awaitLeader(Admin admin, String topic, int node) throws Exception {
        while (!isLedBy(admin, topic, node)) {
            // the test's own limit ends a wait that is in vain
        }
    }

    private static boolean isLedBy(Admin admin, String topic, int node) throws Exception {
        Node leader = partition(admin, topic).leader();
        return leader != null && leader.id() == node;
    }

    private static TopicPartitionInfo partition(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .getFirst();
    }
}
