package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.journal.Journal;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.sandbox.JoinedConsumer;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.settings.Folders;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.Sources;
import dev.lacuna.source.kafka.KafkaTopics;
import dev.lacuna.task.TaskRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Setting groups of a real broker back from the command line, and what is refused.
class CliRewindTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());

    @TempDir
    private Path home;

    private Path plan;
    private Journal journal;
    private String group;
    private String topic;
    private TopicPartition first;
    private TopicPartition second;

    @BeforeEach
    void letAGroupReadSomeOfAStream() {
        plan = home.resolve("plan.json");
        journal = new Journal(home, runner.clock(), "test");
        topic = KafkaTopics.create("rewound", 2, Map.of());
        group = SharedBroker.topicName("billing");
        first = new TopicPartition(topic, 0);
        second = new TopicPartition(topic, 1);
        try (var producer = KafkaTopics.producer(Map.of())) {
            KafkaTopics.send(producer, ref(0), 30);
            KafkaTopics.send(producer, ref(1), 20);
        }
        JoinedConsumer.commit(
                group,
                Map.of(first, new OffsetAndMetadata(25, Optional.of(0), "mine"), second, new OffsetAndMetadata(20)));
    }

    @AfterEach
    void close() {
        runner.close();
        journal.close();
    }

    private PartitionRef ref(int number) {
        return new StreamRef(SharedBroker.uri(), topic).partition(number);
    }

    private CliFixture.Said lacuna(Object... arguments) {
        try (var journal = new Journal(home, runner.clock(), "test")) {
            return lacuna(journal, arguments);
        }
    }

    private CliFixture.Said lacuna(Journal journal, Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var session = new Session(
                new Sources(ServiceLoader.load(SourceProvider.class)),
                runner,
                new Folders(home, home),
                runner.clock(),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                "test",
                "none",
                new CliFixture.NoWindow(),
                new Interruption(),
                journal,
                Map.of());
        int code = Cli.run(session, Stream.of(arguments).map(Object::toString).toList());
        return new CliFixture.Said(code, out.toString(), err.toString());
    }

    private CliFixture.Said planTo(String option, String value) {
        return lacuna("plan", "rewind", SharedBroker.uri(), "--group", group, option, value, "--plan", plan);
    }

    private Map<TopicPartition, OffsetAndMetadata> standing() throws Exception {
        return KafkaTopics.admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private List<Long> offsets() throws Exception {
        var standing = standing();
        return Stream.of(first, second)
                .map(standing::get)
                .map(position -> position == null ? -1L : position.offset())
                .toList();
    }

    @Test
    void aPlanLeadsToADryRunARunARollBackAndProof() throws Exception {
        CliFixture.Said planned = planTo("--to-position", "10");
        assertThat(planned.code()).as(planned.err()).isZero();
        assertThat(planned.out())
                .contains("25 events are read again, 0 skipped")
                .containsPattern(topic + "/0 +25 +10 +15 +0 +exact");
        assertThat(planned.err()).contains("Everything behind the point is read again");
        assertThat(lacuna("verify", plan).code()).isEqualTo(1);

        CliFixture.Said dry = lacuna("run", plan);
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("nothing was written").contains("would set");
        assertThat(offsets()).containsExactly(25L, 20L);

        CliFixture.Said ran = lacuna("run", plan, "--execute");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("Set group '" + group + "' in 2 partitions and read it back");
        assertThat(ran.err()).contains("plan.before.json").contains("--roll-back --execute");
        assertThat(offsets()).containsExactly(10L, 10L);
        assertThat(lacuna("verify", plan).code()).isZero();

        assertThat(JoinedConsumer.readOn(group, topic))
                .extracting(record -> record.partition() + "@" + record.offset())
                .hasSize(30)
                .contains("0@10", "0@29", "1@10", "1@19");
        assertThat(lacuna("verify", plan).out())
                .contains("has gone on by 30 positions")
                .endsWith("VERIFIED\n");

        CliFixture.Said again = lacuna("run", plan, "--execute");
        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("Nothing to do: this plan was run before");
        assertThat(offsets()).containsExactly(30L, 20L);
    }

    @Test
    void aRollBackRestoresAllThatStoodThere() throws Exception {
        var before = standing();
        planTo("--shift", "-5");
        lacuna("run", plan, "--execute");
        assertThat(offsets()).containsExactly(20L, 15L);

        assertThat(lacuna("run", plan, "--roll-back").out()).contains("Would roll back");
        assertThat(offsets()).containsExactly(20L, 15L);
        CliFixture.Said back = lacuna("run", plan, "--roll-back", "--execute");

        assertThat(back.code()).as(back.err()).isZero();
        assertThat(standing()).isEqualTo(before);
        assertThat(lacuna("run", plan, "--roll-back", "--execute").out()).contains("Nothing to do");
    }

    /// Also one of the new protocol (KIP-848), which has a group of another kind.
    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void anActiveGroupIsRefusedAndAnEmptyOneIsSet(String protocol) throws Exception {
        try (var _ = JoinedConsumer.join(group, "billing-worker-3", protocol, topic)) {
            planTo("--to-position", "10");
            CliFixture.Said refused = lacuna("run", plan, "--execute", "--accept-hazards");
            assertThat(refused.code()).as(refused.err()).isEqualTo(5);
            assertThat(refused.err()).contains("billing-worker-3");
        }
        CliFixture.Said set = lacuna("run", plan, "--execute");
        assertThat(set.code()).as(set.err()).isZero();
        assertThat(offsets()).containsExactly(10L, 10L);
    }

    @Test
    void anActiveGroupIsRefusedAndItsMemberNamed() throws Exception {
        planTo("--to-position", "start");
        try (var _ = JoinedConsumer.join(group, "billing-worker-3", "classic", topic)) {
            CliFixture.Said refused = lacuna("run", plan, "--execute");
            assertThat(refused.code()).isEqualTo(5);
            assertThat(refused.err())
                    .contains("nothing was written")
                    .contains("billing-worker-3 on 127.0.0.1")
                    .contains("session times out");
            assertThat(offsets()).containsExactly(25L, 20L);
            assertThat(home.resolve("plan.before.json")).doesNotExist();

            CliFixture.Said shown = lacuna("groups", SharedBroker.uri(), "--group", group, "--output", "table");
            assertThat(shown.out())
                    .contains("active")
                    .contains("billing-worker-3")
                    .containsPattern("/0 +25 +30 +5");
            assertThat(lacuna("groups", SharedBroker.uri(), "--topic", topic, "--output", "table")
                            .out())
                    .containsPattern(group + " +classic +active +1 +2 +5");
            assertThat(lacuna("groups", SharedBroker.uri(), "--topic", topic).out())
                    .contains("\"members\":1,\"partitions\":2,\"lag_at_most\":5");
            assertThat(lacuna("groups", SharedBroker.uri(), "--group", group).out())
                    .contains("\"partition\":0,\"next_position\":\"25\",\"end_position\":\"30\",\"lag_at_most\":5,"
                            + "\"client_id\":\"billing-worker-3\"");
        }
        assertThat(lacuna("run", plan, "--execute").code()).isZero();
        assertThat(offsets()).containsExactly(0L, 0L);
    }

    @Test
    void aLaterCommitOfTheGroupIsShownAndRefused() throws Exception {
        planTo("--to-position", "start");
        JoinedConsumer.commit(group, Map.of(first, new OffsetAndMetadata(27)));

        CliFixture.Said refused = lacuna("run", plan, "--execute");

        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains(topic + "/0 at 25 when planned, at 27 now");
        assertThat(offsets()).containsExactly(27L, 20L);
    }

    @Test
    void aMisspeltGroupIsNotMadeByIt() throws Exception {
        CliFixture.Said unknown = lacuna(
                "plan", "rewind", SharedBroker.uri(), "--group", group + "x", "--to-position", "0", "--plan", plan);

        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("no consumer group '" + group + "x'").contains("Did you mean");
        assertThat(plan).doesNotExist();
        assertThat(lacuna("groups", SharedBroker.uri()).out()).doesNotContain(group + "x");
    }

    @Test
    void nothingIsSetThroughAReadOnlyProfile() throws Exception {
        planTo("--to-position", "start");
        profile("prod", "bootstrap.servers=" + SharedBroker.bootstrap() + "\nlacuna.readonly=true\n");

        CliFixture.Said named = lacuna("run", plan, "--execute", "--profile", "prod");
        assertThat(named.code()).isEqualTo(5);
        assertThat(named.err()).contains("read-only");
        assertThat(lacuna("run", plan, "--execute").code())
                .as("around the profile")
                .isEqualTo(5);
        assertThat(offsets()).containsExactly(25L, 20L);
        assertThat(lacuna("run", plan, "--profile", "prod").code())
                .as("a dry run is no write")
                .isZero();
    }

    @Test
    void productionIsSetOnlyAfterItsNameWasTypedAndTheTrailSaysFromWhereToWhere() throws Exception {
        planTo("--to-position", "10");
        profile("prod", "bootstrap.servers=" + SharedBroker.bootstrap() + "\nlacuna.environment=production\n");
        CliFixture.Said refused = lacuna("run", plan, "--execute");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("--confirm-cluster prod");
        assertThat(offsets()).containsExactly(25L, 20L);

        assertThat(lacuna("run", plan, "--execute", "--confirm-cluster", "prod").code())
                .isZero();
        assertThat(lacuna("run", plan, "--roll-back", "--execute").code()).isEqualTo(5);
        assertThat(lacuna("run", plan, "--roll-back", "--execute", "--confirm-cluster", "prod")
                        .code())
                .isZero();
        assertThat(offsets()).containsExactly(25L, 20L);

        String trail = lacuna("audit", "--output", "jsonl").out();
        assertThat(trail.lines()).hasSize(4);
        assertThat(trail)
                .contains("\"kind\":\"rewind\"", "\"kind\":\"roll-back\"")
                .contains("\"subject\":\"group " + group + "\"")
                .contains("\"" + topic + "/0\":\"25 to 10\"", "\"" + topic + "/0\":\"10 to 25\"")
                .contains("\"confirmed\":\"prod\"");
        assertThat(lacuna("tasks", "--output", "csv").out())
                .contains("rewind,refused", "rewind,done", "roll-back,done", "plan,done");
    }

    @Test
    void skippingHasToBeAgreedTo() throws Exception {
        planTo("--to-position", "end");

        CliFixture.Said refused = lacuna("run", plan, "--execute");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("would be skipped unread").contains("--accept-hazards");
        assertThat(offsets()).containsExactly(25L, 20L);

        assertThat(lacuna("run", plan, "--execute", "--accept-hazards").code()).isZero();
        assertThat(offsets()).containsExactly(30L, 20L);
    }

    @Test
    void goesToATimeAndToWhereAnotherGroupStands() throws Exception {
        String other = SharedBroker.topicName("shadow");
        JoinedConsumer.commit(other, Map.of(first, new OffsetAndMetadata(3), second, new OffsetAndMetadata(4)));
        CliFixture.Said like = planTo("--to-group", other);
        assertThat(like.out()).containsPattern("/0 +25 +3 +22 ").containsPattern("/1 +20 +4 +16 ");
        assertThat(PlanFile.readAny(plan)).hasFieldOrPropertyWithValue("aim", "group " + other);

        Files.delete(plan);
        assertThat(planTo("--to-time", "@-1h").out()).containsPattern("/0 +25 +0 +25 ");
        assertThat(planTo("--to-time", "@-1h").code())
                .as("the plan stands there")
                .isEqualTo(5);
    }

    @Test
    void goesBackToASkipThatAScanHasFound() throws Exception {
        JoinedConsumer.commit(group, Map.of(first, new OffsetAndMetadata(5)));
        Path report = home.resolve("gaps.csv");
        Files.writeString(
                report,
                "finding_id,source,stream,partition,kind,severity,verdict,cause,from_position,to_position,missing,"
                        + "missing_basis,from_time,to_time,explanation,suggestion,status,evidence\n"
                        + "f1," + SharedBroker.uri() + "," + topic
                        + ",1,group.skip,major,anomaly,position-set,7,15,8,exact,2026-01-01T00:00:00Z,"
                        + "2026-01-01T00:00:01Z,x,y,open,\"{\"\"group\"\":\"\"" + group + "\"\"}\"\n");

        CliFixture.Said planned = planTo("--findings", report.toString());

        assertThat(planned.code()).as(planned.err()).isZero();
        assertThat(planned.out()).containsPattern("/1 +20 +7 +13 ").doesNotContain("/0 ");
    }

    @Test
    void saysWhatIsMissingOrTooMuch() {
        assertThat(lacuna("plan", "rewind", SharedBroker.uri(), "--group", group, "--plan", plan))
                .satisfies(said -> {
                    assertThat(said.code()).isEqualTo(2);
                    assertThat(said.err()).contains("Give one of --to-time");
                });
        assertThat(planTo("--to-position", "middle").code()).isEqualTo(2);
        assertThat(planTo("--shift", "5").err()).contains("no shift");
        planTo("--to-position", "0");
        assertThat(lacuna("run", plan, "--rate", "5/s").code()).isEqualTo(2);
        assertThat(lacuna("run", plan, "--roll-back").err()).contains("was never run here");
    }

    private void profile(String name, String text) throws IOException {
        Path profiles = Files.createDirectories(home.resolve("profiles"));
        Files.writeString(profiles.resolve(name + ".properties"), text);
    }
}
