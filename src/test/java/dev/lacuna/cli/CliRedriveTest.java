package dev.lacuna.cli;

import static dev.lacuna.cli.CliFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Driving dead letters back from the command line.
class CliRedriveTest extends CliPlanFixture {

    private static MemoryContent failed(String key, String topic, int partition) {
        return MemoryContent.of(MORNING, key, "{\"id\":\"" + key + "\"}")
                .with("shop", Bytes.utf8("eu"))
                .with("kafka_dlt-original-topic", Bytes.utf8(topic))
                .with(
                        "kafka_dlt-original-partition",
                        Bytes.of(ByteBuffer.allocate(4).putInt(partition).array()))
                .with("kafka_dlt-exception-message", Bytes.utf8("boom"));
    }

    private Said planRedrive(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("plan", "redrive", SOURCE, "--topic", "orders.DLT"));
        arguments.addAll(List.of(more));
        return cli.lacuna(arguments.toArray());
    }

    @Test
    void drivesDeadLettersBackToTheTopicAndPartitionThatTheirHeadersName() {
        MemoryPartition letters = cli.cluster.create("orders.DLT", 1).partition(0);
        cli.cluster.create("wide", 3);
        letters.append(
                failed("a", "wide", 2),
                failed("b", "orders", 0),
                MemoryContent.of(MORNING, "c", "{}")
                        .with("__connect.errors.topic", Bytes.utf8("wide"))
                        .with("__connect.errors.partition", Bytes.utf8("1")),
                MemoryContent.of(MORNING, "d", "{}")
                        .with("__streams.errors.topic", Bytes.utf8("wide"))
                        .with("__streams.errors.partition", Bytes.utf8("0")),
                failed("e", "wide", 2),
                MemoryContent.of(MORNING, "stray", "{}"));

        Said refused = planRedrive("--plan", plan);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("4 events failed in wide.", "1 event failed in orders.", "{topic}");
        assertThat(refused.err()).contains("1 event has no headers that say where it failed, and is left out");

        Said said = planRedrive("--plan", home.resolve("back-{topic}.json"));
        assertThat(said.code()).as(said.err()).isZero();
        plan = home.resolve("back-wide.json");
        runs("4 of 4");
        assertThat(cli.cluster.stream("wide").partition(2).committed())
                .extracting(event -> event.key() == null ? "" : event.key().text())
                .containsExactly("a", "e");
        Event copy = cli.cluster.stream("wide").partition(2).committed().getFirst();
        assertThat(copy.headers())
                .extracting(header -> header.name())
                .containsExactly("shop", "lacuna.redrives", "lacuna.origin", "lacuna.plan");

        Said again = planRedrive("--only", "wide", "--plan", home.resolve("again.json"));
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("4 events are left out, because the target holds them already");
    }

    @Test
    void countsOnlyTheDeadLettersThatItPlansFor() {
        MemoryPartition letters = cli.cluster.create("orders.DLT", 1).partition(0);
        cli.cluster.create("wide", 3);
        letters.append(failed("a", "wide", 2), failed("b", "orders", 0), failed("e", "wide", 2));

        Said said = planRedrive("--filter", "key == 'a'", "--plan", plan);

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).contains("1 event failed in wide.").doesNotContain("failed in orders");
        runs("1 of 1");
        assertThat(planRedrive("--from", "1", "--to", "2", "--plan", home.resolve("other.json"))
                        .err())
                .contains("1 event failed in orders.")
                .doesNotContain("failed in wide");
    }

    @Test
    void drivesNothingBackForEver() {
        MemoryPartition letters = cli.cluster.create("orders.DLT", 1).partition(0);
        cli.cluster.create("poison", 1);
        letters.append(
                failed("a", "orders", 0),
                failed("b", "orders", 0).with("lacuna.redrives", Bytes.utf8("2")),
                failed("c", "orders", 0).with("lacuna.redrives", Bytes.utf8("1")),
                MemoryContent.of(MORNING, "stray", "{}"));

        Said said =
                planRedrive("--max-redrives", "2", "--quarantine", "poison", "--plan", home.resolve("{topic}.json"));

        assertThat(said.code()).as(said.err()).isZero();
        plan = home.resolve("orders.json");
        runs("2 of 2");
        plan = home.resolve("poison.json");
        runs("2 of 2");
        assertThat(keys("orders")).containsExactly("a", "c");
        assertThat(keys("poison")).containsExactly("b", "stray");
        assertThat(cli.cluster.stream("orders").partition(0).committed().get(1).header("lacuna.redrives"))
                .isEqualTo(Bytes.utf8("2"));
        assertThat(cli.cluster.stream("poison")
                        .partition(0)
                        .committed()
                        .getFirst()
                        .header("kafka_dlt-original-topic"))
                .isEqualTo(Bytes.utf8("orders"));
    }

    @Test
    void saysWhenATopicToDriveBackToIsGoneAndPlansTheOthers() {
        cli.cluster.create("orders.DLT", 1).partition(0).append(failed("a", "gone", 0), failed("b", "orders", 0));

        Said said = planRedrive("--plan", home.resolve("{topic}.json"));

        assertThat(said.code()).isEqualTo(4);
        assertThat(said.err()).contains("No plan for gone");
        assertThat(home.resolve("orders.json")).exists();
    }
}
