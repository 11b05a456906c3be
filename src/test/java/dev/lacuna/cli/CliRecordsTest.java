package dev.lacuna.cli;

import static dev.lacuna.cli.CliFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import dev.lacuna.model.Event;
import dev.lacuna.model.StreamRef;
import dev.lacuna.report.RecordsFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Writing records into files, and taking them back.
class CliRecordsTest {

    @TempDir
    private Path home;

    private CliFixture cli;

    @BeforeEach
    void open() {
        cli = new CliFixture(home);
        cli.numbers("upstream", 2_500, Set.of());
        cli.cluster.create("orders", 1);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private List<Event> stored() {
        return cli.cluster.stream("upstream").partitions().stream()
                .flatMap(partition -> partition.committed().stream())
                .map(CliRecordsTest::ofNoSource)
                .toList();
    }

    private static List<Event> read(Path file) throws Exception {
        List<Event> events = new ArrayList<>();
        RecordsFile.read(file, "memory", kept -> events.add(ofNoSource(kept.event())));
        return events;
    }

    /// A file doesn't say by which address its source was reached.
    private static Event ofNoSource(Event event) {
        return new Event(
                new StreamRef("", event.partition().stream().name())
                        .partition(event.partition().number()),
                event.position(),
                event.millis(),
                event.timestamps(),
                event.key(),
                event.value(),
                event.headers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"all.jsonl", "all.csv"})
    void exportsAllOfThemToTheByteWhateverTheLimit(String name) throws Exception {
        Path file = home.resolve(name);
        Said said = cli.lacuna("records", SOURCE, "--topic", "upstream", "--export", file);

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains("2,500 records written to " + file);
        assertThat(read(file)).isEqualTo(stored());
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.filter(path -> path.toString().endsWith(".part"))).isEmpty();
        }
    }

    /// What comes first need not wait for what comes last, or never.
    @Test
    void printsRecordsAsTheyAreReadAndKeepsThemWhenItIsEnded() throws Exception {
        cli.source.stallAt(cli.cluster.stream("upstream").partition(0).ref(), 2_400);
        var printed = new CountDownLatch(1_500);
        var out = new StringWriter() {
            @Override
            public void write(String text, int offset, int length) {
                super.write(text, offset, length);
                text.substring(offset, offset + length)
                        .chars()
                        .filter(sign -> sign == '\n')
                        .forEach(_ -> printed.countDown());
            }

            @Override
            public void write(int sign) {
                super.write(sign);
                if (sign == '\n') {
                    printed.countDown();
                }
            }
        };
        var code = new AtomicInteger(-1);
        Thread command = Thread.ofPlatform()
                .daemon()
                .start(() -> code.set(cli.lacuna(
                        out, new StringWriter(), "records", SOURCE, "--topic", "upstream", "--limit", "1000000")));
        assertThat(printed.await(30, TimeUnit.SECONDS))
                .as("printed while it reads")
                .isTrue();

        cli.interruption.finished(); // nobody waits here
        cli.interruption.interrupt();

        assertThat(command.join(Duration.ofSeconds(30))).isTrue();
        assertThat(code).hasValue(130);
        assertThat(out.toString().lines()).hasSizeGreaterThanOrEqualTo(1_500).allMatch(line -> line.endsWith("}"));
    }

    /// As `| head -1`: the source is not read to its end for nobody, and nothing is wrong.
    @Test
    void endsQuietlyWhenNobodyReadsAnyMore() {
        cli.source.stallAt(cli.cluster.stream("upstream").partition(0).ref(), 2_400);
        var out = new StringWriter() {
            @Override
            public void write(int sign) {
                super.write(sign);
                cli.interruption.unread();
            }
        };
        var err = new StringWriter();

        assertThat(cli.lacuna(out, err, "records", SOURCE, "--topic", "upstream", "--limit", "1000000"))
                .isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void printsWhatStandsInAFileAsItPrintsWhatStandsInATopic() {
        Path file = home.resolve("some.csv");
        cli.lacuna("records", SOURCE, "--topic", "upstream", "--to", "40", "--export", file);
        String filter = "value.seq % 2 == 0";
        Said fromTopic = cli.lacuna("records", SOURCE, "--topic", "upstream", "--to", "40", "--filter", filter);
        Said fromFile = cli.lacuna("records", "--read", file, "--filter", filter);

        assertThat(fromFile.code()).as(fromFile.err()).isZero();
        assertThat(fromFile.out().lines().toList())
                .containsExactlyInAnyOrderElementsOf(fromTopic.out().lines().toList());
        Said limited = cli.lacuna("records", "--read", file, "--limit", "3");
        assertThat(limited.code()).isEqualTo(4);
        assertThat(limited.out().lines()).hasSize(3);
    }

    @Test
    void replaysWhatStandsInAnExport() {
        Path file = home.resolve("picked.jsonl");
        Path plan = home.resolve("plan.json");
        cli.lacuna("records", SOURCE, "--topic", "upstream", "--filter", "value.seq in [4, 9, 2222]", "--export", file);
        Said planned = cli.lacuna(
                "plan",
                "replay",
                SOURCE,
                "--topic",
                "upstream",
                "--origins",
                file,
                "--to-topic",
                "orders",
                "--plan",
                plan);
        assertThat(planned.code()).as(planned.err()).isZero();

        Said ran = cli.lacuna("run", plan, "--execute");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(cli.cluster.stream("orders").partition(0).committed())
                .extracting(event ->
                        String.valueOf(event.key() == null ? "" : event.key().text()))
                .containsExactlyInAnyOrder("k4", "k9", "k2222");
    }

    @Test
    void leavesAnOlderFileAsItWasWhenItCanNotWriteOrRead() throws IOException {
        Path folder = home.resolve("nowhere");
        Said said = cli.lacuna("records", SOURCE, "--topic", "upstream", "--export", folder.resolve("a.csv"));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("could not be written to", "Is there room on the disk");

        Path file = home.resolve("older.csv");
        Files.writeString(file, "older");
        assertThat(cli.lacuna("records", SOURCE, "--topic", "none", "--export", file)
                        .code())
                .isEqualTo(1);
        assertThat(file).hasContent("older");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--output|table|jsonl or csv", "--limit|3|Which topic", "--diff|0@1|Which topic"})
    void tellsASlipBeforeItConnects(String slip) {
        String[] parts = slip.split("\\|", -1);
        Said said = cli.lacuna("records", parts[0], parts[1]);
        assertThat(said.code()).as(said.err()).isEqualTo(2);
        assertThat(said.err()).contains(parts[2]);
    }

    @Test
    void aFileThatIsNotThereIsAFailureAndNoSlip() {
        Said said = cli.lacuna("records", "--read", home.resolve("none.csv"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("There is no file");
    }

    @Test
    void countsThemExactly() {
        Said all = cli.lacuna("records", SOURCE, "--topic", "upstream", "--count");
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(all.out().strip()).isEqualTo("2500");
        assertThat(all.err()).contains("2,500 records at 2,500 positions of 1 partition.");

        Said some = cli.lacuna(
                "records",
                SOURCE,
                "--topic",
                "upstream",
                "--from",
                "100",
                "--count",
                "--filter",
                "value.seq % 100 == 0",
                "--output",
                "csv");
        assertThat(some.code()).as(some.err()).isZero();
        assertThat(some.out().lines())
                .containsExactly("partition,from_position,to_position,records,aborted,open", "0,100,2500,24,0,0");
    }

    @Test
    void comparesTwo() {
        Said same = cli.lacuna("records", SOURCE, "--topic", "upstream", "--diff", "0@7,0@9");
        assertThat(same.code()).as(same.err()).isZero();
        assertThat(same.out().lines())
                .anyMatch(line -> line.contains("\"name\":\"/seq\",\"left\":\"7\",\"right\":\"9\",\"changed\":true"))
                .allMatch(line -> line.contains("\"changed\":true"));
        Said all = cli.lacuna("records", SOURCE, "--topic", "upstream", "--diff", "0@7,0@9", "--all");
        assertThat(all.out().lines())
                .anyMatch(line -> line.contains("\"name\":\"/seq\"") && line.contains("\"changed\":true"))
                .anyMatch(line -> line.contains("\"name\":\"partition\"") && line.contains("\"changed\":false"));
        assertThat(cli.lacuna("records", SOURCE, "--topic", "upstream", "--all").code())
                .isEqualTo(2);
        Said table = cli.lacuna("records", SOURCE, "--topic", "upstream", "--diff", "0@7,0@9", "--output", "table");
        assertThat(table.out()).contains("/seq").doesNotContain("partition");

        Said none = cli.lacuna("records", SOURCE, "--topic", "upstream", "--diff", "0@7,0@99999");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("No record stands at", "@99999");
        assertThat(cli.lacuna("records", SOURCE, "--topic", "upstream", "--diff", "0@7,9@7")
                        .err())
                .contains("and no 9");
        assertThat(cli.lacuna("records", SOURCE, "--topic", "upstream", "--diff", "7,9")
                        .err())
                .contains("PARTITION@OFFSET,PARTITION@OFFSET");
    }

    @Test
    void saysThatAFileIsNoFileOfRecords() throws IOException {
        Path file = Files.write(home.resolve("image.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff});
        Said said = cli.lacuna("records", "--read", file);
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("is no UTF-8 text").doesNotContain("Internal error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"picked.jsonl", "picked.csv"})
    void replaysWhatHasTheIdsOfAnExport(String name) {
        Path file = home.resolve(name);
        Path plan = home.resolve("plan.json");
        cli.numbers("elsewhere", 30, Set.of());
        cli.lacuna("records", SOURCE, "--topic", "elsewhere", "--filter", "value.seq in [4, 9, 22]", "--export", file);
        Object[] planning = {
            "plan",
            "replay",
            SOURCE,
            "--topic",
            "upstream",
            "--ids",
            file,
            "--id",
            "json:/id",
            "--to-topic",
            "orders",
            "--plan",
            plan
        };
        Said planned = cli.lacuna(planning);
        assertThat(planned.code()).as(planned.err()).isZero();
        Said ran = cli.lacuna("run", plan, "--execute");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(cli.cluster.stream("orders").partition(0).committed())
                .extracting(event ->
                        String.valueOf(event.key() == null ? "" : event.key().text()))
                .containsExactlyInAnyOrder("k4", "k9", "k22");

        planning[8] = "json:/none";
        planning[12] = home.resolve("other.json");
        Said refused = cli.lacuna(planning);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("the record at elsewhere/0@4 has no id by json:/none");
    }
}
