package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.source.SourceException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What commands say of files that they are to read or write, and of what was found, in the words of their number.
class CliFilesTest {

    @TempDir
    Path folder;

    private CliFixture cli;

    @BeforeEach
    void begin() {
        cli = new CliFixture(folder.resolve("home"));
        cli.numbers("orders", 2, Set.of(0));
        cli.cluster.create("copies", 1);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private CliFixture.Said plan(Object file, Object... more) {
        Object[] arguments = {
            "plan", "replay", CliFixture.SOURCE, "--topic", "orders", "--to-topic", "copies", "--plan", file
        };
        Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return cli.lacuna(all);
    }

    @Test
    void aNextCommandCanBeTypedAsItIsSaid() {
        Path file = folder.resolve("my plan.json");

        var planned = plan(file);
        var dry = cli.lacuna("run", file);

        assertThat(planned.code()).as(planned.err()).isZero();
        assertThat(planned.err()).contains("Next: lacuna run '" + file + "'");
        assertThat(dry.err()).contains("To write: lacuna run '" + file + "' --execute");
    }

    @Test
    void oneOfAnythingIsToldInTheSingular() {
        Path file = folder.resolve("plan.json");

        assertThat(cli.lacuna("scan", CliFixture.SOURCE, "--topic", "orders").err())
                .contains("1 event at 1 position of 1 partition in ");
        assertThat(cli.lacuna("scan", CliFixture.SOURCE, "--topic", "orders", "--depth", "overview")
                        .err())
                .contains("at most 1 event in 1 partition, in ");
        assertThat(cli.lacuna("records", CliFixture.SOURCE, "--topic", "orders", "--count")
                        .err())
                .contains("1 record at 1 position of 1 partition.");
        assertThat(plan(file).out()).contains(": 1 event, ");
        assertThat(cli.lacuna("run", file, "--execute").out()).startsWith("Copied 1 of 1 event.");
        assertThat(cli.lacuna("run", file, "--execute").out())
                .startsWith("Nothing to do: the one event of this plan stands in the target already.");
        assertThat(cli.lacuna("verify", file).out()).startsWith("Verified: 1 of 1 event stands in the target;");
    }

    @Test
    void aPatchMayStandInAFile() throws Exception {
        Path patch = Files.writeString(folder.resolve("patch.json"), """
                [{ "op": "replace", "path": "/seq", "value": 7 }]
                """);

        var said = plan(folder.resolve("plan.json"), "--patch", "@" + patch);

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("Copies are edited, and say so in lacuna.edited: value.");
    }

    @Test
    void aPatchThatCantBeReadIsAFailureAsEveryFile() {
        var said = plan(folder.resolve("plan.json"), "--patch", "@" + folder);

        assertThat(said.code()).as(said.err()).isEqualTo(1);
        assertThat(said.err()).contains("--patch names " + folder + ", which can't be read.");
    }

    @Test
    void aFolderThatCantBeMadeIsNoErrorOfTheProgram() throws Exception {
        Path taken = Files.writeString(folder.resolve("taken"), "");

        assertThat(FileTrouble.told(new FileAlreadyExistsException(taken.toString())))
                .isEqualTo(taken + " can't be used.");
        assertThat(FileTrouble.told(new AccessDeniedException("/root/x")))
                .isEqualTo("This account may not use /root/x.");
    }

    @Test
    void saysWhyAReportCantBeWritten() throws Exception {
        Path taken = Files.writeString(folder.resolve("taken"), "");

        var file = cli.lacuna("scan", CliFixture.SOURCE, "--topic", "orders", "--report", taken);
        assertThat(file.code()).isEqualTo(1);
        assertThat(file.out()).isEmpty();
        assertThat(file.err()).contains("there is no folder " + taken + ": that is a file.");

        assertThat(FileTrouble.unwritten(new NoSuchFileException("/none/x"))).isEqualTo("there is no such folder");
        assertThat(FileTrouble.unwritten(new FileSystemException("/full/x", null, "No space left on device")))
                .isEqualTo("No space left on device");
    }

    @Test
    void saysWhyAListCantBeWritten() {
        Path file = folder.resolve("plan.json");
        plan(file);
        cli.lacuna("run", file, "--execute");

        var said = cli.lacuna("verify", file, "--positions", folder.resolve("none/list"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("could not be written: there is no such folder.");
    }

    @Test
    void aTimeThatCantBeUnderstoodIsToldBeforeAnythingIsAsked() {
        cli.source.withFault(step -> {
            throw new SourceException(SourceException.Kind.OTHER, "It was asked all the same.", false, null);
        });

        var said = cli.lacuna("scan", CliFixture.SOURCE, "--topic", "orders", "--follow", "--for", "soon");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--for").doesNotContain("asked all the same");
    }

    @Test
    void whoInterruptsTheReadingOfAFileNeedNotWait() throws Exception {
        Path file = folder.resolve("records.jsonl");
        assertThat(cli.lacuna("records", CliFixture.SOURCE, "--topic", "orders", "--export", file)
                        .code())
                .isZero();
        cli.interruption.finished();
        cli.interruption.interrupt();

        var said = cli.lacuna("records", "--read", file);

        assertThat(said.code()).isEqualTo(130);
        assertThat(said.out()).isEmpty();
    }
}
