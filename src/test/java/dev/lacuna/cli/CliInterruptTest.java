package dev.lacuna.cli;

import static dev.lacuna.cli.CliFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import dev.lacuna.source.SilentSource;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ctrl+C ends a command at once, whatever question the source has no answer to. Who were not to hear of it would wait
/// here for ever.
@Timeout(120)
class CliInterruptTest {

    @TempDir
    private Path home;

    private CliFixture memory;
    private Path plan;

    @BeforeEach
    void plan() {
        memory = new CliFixture(home.resolve("memory"));
        memory.numbers("orders", 40, Set.of());
        memory.numbers("copies", 3, Set.of());
        plan = home.resolve("plan.json");
        assertThat(memory.lacuna("plan", "replay", SOURCE, "--topic", "orders", "--to-topic", "copies", "--plan", plan)
                        .code())
                .isZero();
    }

    @AfterEach
    void close() {
        memory.close();
    }

    @ParameterizedTest
    @CsvSource({
        "topics %s, streams",
        "topics %s, glance",
        "groups %s, groups",
        "groups %s --topic orders, describe",
        "scan %s --topic orders, describe",
        "scan %s --topic orders, open",
        "scan %s --topic orders --sequence json:/seq, open",
        "scan %s --topic orders, groupHistory",
        "scan %s --topic orders --from @2026-03-14T08:00Z, positionsAt",
        "scan %s --topic orders --depth overview, extents",
        "scan %s --topic orders --follow, describe",
        "records %s --topic orders, open",
        "records %s --topic orders --count, open",
        "records %s --topic orders --export ex.jsonl, open",
        "plan replay %s --topic orders --to-topic copies --plan next.json, describe",
        "run PLAN, describe",
        "run PLAN --execute, openSink",
        "run PLAN --execute, awaitStable",
        "run PLAN --execute, writeTerms",
        "verify PLAN, describe",
        "verify PLAN, open"
    })
    void endsThoughAQuestionIsNotAnswered(String line, String question) throws Exception {
        var silent = new SilentSource(question);
        try (var cli = new CliFixture(home.resolve("cli"), Optional.of(sources(() -> {}, silent)))) {
            Said said = interrupted(cli, silent::awaitQuestion, line);

            assertThat(said.code()).isEqualTo(130);
            assertThat(said.err()).contains("Cancelled").doesNotContain("Exception");
        }
    }

    /// A look-up of a name can't be broken off.
    @ParameterizedTest
    @CsvSource({"topics %s", "scan %s --topic orders", "run PLAN --execute"})
    void endsThoughAConnectionCannotBeBrokenOff(String line) throws Exception {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        Runnable deaf = () -> {
            begun.countDown();
            while (never.getCount() > 0) {
                Thread.onSpinWait();
            }
        };
        try (var cli = new CliFixture(home.resolve("cli"), Optional.of(sources(deaf, new SilentSource("none"))))) {
            Said said = interrupted(cli, () -> begun.await(60, TimeUnit.SECONDS), line);

            assertThat(said.code()).isEqualTo(130);
            assertThat(said.err()).contains("Cancelled");
        } finally {
            never.countDown();
        }
    }

    private interface Moment {
        boolean await() throws Exception;
    }

    private Said interrupted(CliFixture cli, Moment moment, String line) throws Exception {
        var said = new Said[1];
        Object[] words = line.formatted(SOURCE)
                .replace("PLAN", plan.toString())
                .replace("ex.jsonl", home.resolve("ex.jsonl").toString())
                .replace("next.json", home.resolve("next.json").toString())
                .split(" ");
        Thread command = Thread.ofPlatform().daemon().start(() -> said[0] = cli.lacuna(words));
        assertThat(moment.await()).as("it got so far").isTrue();
        cli.interruption.finished(); // nobody waits here
        cli.interruption.interrupt();
        assertThat(command.join(Duration.ofSeconds(20))).as("it has ended").isTrue();
        return said[0];
    }

    private Sources sources(Runnable first, SilentSource silent) {
        return new Sources(List.of(new SourceProvider() {
            @Override
            public boolean accepts(String uri) {
                return uri.startsWith("kafka://");
            }

            @Override
            public StreamSource open(SourceSpec spec) {
                first.run();
                return silent.of(memory.cluster.connect());
            }
        }));
    }
}
