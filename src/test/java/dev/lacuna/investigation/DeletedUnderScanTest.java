package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.Verdict;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.kafka.KafkaTopics;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Records are deleted in front of a scan that is on its way.
class DeletedUnderScanTest {

    private static final int EVENTS = 3_000;
    private static final long START_AFTERWARDS = 2_800;
    private static final FieldSpec NUMBERED = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.empty(), Optional.empty(), PayloadFormat.JSON);

    @ParameterizedTest
    @EnumSource(names = {"BATCHES", "RECORDS"})
    void whatWentBeforeItWasReadIsToldAndIsNoLoss(Depth depth) throws Exception {
        PartitionRef partition = numbered();
        var sources = new Sources(ServiceLoader.load(SourceProvider.class));
        try (var source = sources.open(SourceSpec.of(SharedBroker.uri()));
                var runner = new TaskRunner(Clock.systemUTC())) {
            var scans = new Scans(source, runner, "test", rules -> with(new Deletion(partition), rules));
            FieldSpec fields = depth == Depth.RECORDS ? NUMBERED : FieldSpec.NONE;
            Scan scan = scans.start(new ScanRequest(partition.stream().name(), Set.of(), Bounds.ALL, depth, fields));
            scan.task().await();
            List<Finding> all = scan.findings().all();

            assertThat(all).as("" + all).singleElement().satisfies(head -> {
                assertThat(head.kind()).isEqualTo(FindingKind.GAP_HEAD);
                assertThat(head.verdict()).isEqualTo(Verdict.BENIGN);
                assertThat(head.cause()).isEqualTo(Cause.RETENTION);
                assertThat(head.positions().to()).isEqualTo(Position.offset(START_AFTERWARDS));
                assertThat(head.positions().from()).isGreaterThan(Position.offset(0));
            });
        }
    }

    private static List<Rule> with(Rule more, List<Rule> rules) {
        var all = new ArrayList<>(rules);
        all.add(more);
        return all;
    }

    /// So large that a scan can't have all of it at once.
    private static PartitionRef numbered() {
        String topic = KafkaTopics.create("deleted-under-scan", 1, Map.of());
        PartitionRef partition = new StreamRef("", topic).partition(0);
        String padding = "x".repeat(20_000);
        try (var producer = KafkaTopics.producer(Map.of())) {
            for (int seq = 0; seq < EVENTS; seq++) {
                producer.send(KafkaTopics.record(
                        partition, "k" + seq % 9, "{\"seq\":" + seq + ",\"text\":\"" + padding + "\"}"));
            }
            producer.flush();
        }
        return partition;
    }

    /// Deletes most of a partition as soon as its first batch was read.
    private record Deletion(PartitionRef partition) implements Rule {
        @Override
        public FindingKind kind() {
            return FindingKind.GAP_HEAD;
        }

        @Override
        public Need needs() {
            return Need.BATCHES;
        }

        @Override
        public Detector start(PartitionContext context, Consumer<Finding> findings) {
            return new Detector() {
                private boolean done;

                @Override
                public void batch(Batch batch) {
                    if (!done) {
                        KafkaTopics.deleteBefore(partition, START_AFTERWARDS);
                        done = true;
                    }
                }

                @Override
                public void end(Position reached, boolean complete) {}
            };
        }
    }
}
