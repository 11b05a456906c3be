package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions and incident reports on the command line: what a scan kept tells the same without the cluster.
class CliSessionTest {

    @TempDir
    Path folder;

    private CliFixture cli;
    private Path session;
    private CliFixture.Said scanned;

    @BeforeEach
    void scan() {
        cli = new CliFixture(folder.resolve("home"));
        cli.numbers("orders", 60, Set.of(20, 21, 22));
        session = folder.resolve("incident.lacuna");
        scanned = cli.lacuna(
                "scan",
                CliFixture.SOURCE,
                "--topic",
                "orders",
                "--sequence",
                "json:/seq",
                "--output",
                "csv",
                "--session",
                session,
                "--report",
                folder.resolve("report"));
        assertThat(scanned.code()).as(scanned.err()).isZero();
    }

    @AfterEach
    void close() {
        cli.close();
    }

    @Test
    void aSessionGivesTheSameReportAsTheScan() throws Exception {
        Path csv = folder.resolve("again.csv");
        Path html = folder.resolve("again.html");
        var said = cli.lacuna("report", session, "--csv", csv, "--html", html);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(Files.readString(csv)).isEqualTo(scanned.out());
        assertThat(Files.readString(folder.resolve("report/gap-report.csv"))).isEqualTo(scanned.out());
        assertThat(Files.readString(html)).isEqualTo(Files.readString(folder.resolve("report/incident-report.html")));
    }

    @Test
    void theReportTellsTheLossAndHowToSeeItAgain() throws Exception {
        assertThat(Files.readString(folder.resolve("report/incident-report.html")))
                .contains("1 proven loss in 1 partition of 1 topic: 3 events missing. 1 is still open.")
                .contains("57 events counted, exact")
                .contains("lacuna scan " + CliFixture.SOURCE + " --topic orders --depth records --sequence json:/seq")
                .contains("Nothing was repaired");
    }

    @Test
    void aKeptGapReportGivesAPageToo() throws Exception {
        Path html = folder.resolve("findings.html");
        var said = cli.lacuna("report", "--findings", folder.resolve("report/gap-report.jsonl"), "--html", html);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(Files.readString(html)).contains("3 events missing").contains("A gap report keeps no density");
    }

    @Test
    void neitherPayloadsNorSecretsAreKept() throws Exception {
        try (var zip = new ZipFile(session.toFile())) {
            for (var entry : zip.stream().toList()) {
                String text = new String(zip.getInputStream(entry).readAllBytes());
                assertThat(text).doesNotContain("\"seq\":").doesNotContain("o-30");
            }
        }
    }

    @Test
    void saysInOneSentenceWhatIsAskedWrongly() throws Exception {
        assertThat(cli.lacuna("report", session).err()).contains("Which report?");
        assertThat(cli.lacuna("report", "--html", "x.html").err()).contains("Of what?");
        Path torn = Files.write(folder.resolve("torn.lacuna"), Arrays.copyOf(Files.readAllBytes(session), 700));
        var said = cli.lacuna("report", torn, "--html", folder.resolve("x.html"));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("torn.lacuna").doesNotContain("Exception");
        assertThat(folder.resolve("x.html")).doesNotExist();
        assertThat(cli.lacuna("open", torn).err()).contains("torn.lacuna");
        assertThat(cli.lacuna("open", session).err()).contains("There is no display here");
    }

    private CliFixture.Said scanWith(Object... places) {
        Object[] scan = {"scan", CliFixture.SOURCE, "--topic", "orders", "--sequence", "json:/seq", "--output", "csv"};
        return cli.lacuna(Stream.concat(Stream.of(scan), Stream.of(places)).toArray());
    }

    @Test
    void printsWhatAScanFoundAlsoWhereItsReportCantBeWritten() throws Exception {
        Path report = folder.resolve("taken");
        Files.createDirectories(report.resolve(SessionOutput.HTML)); // as good as a full disk

        var said = scanWith("--report", report);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("3 missing sequence numbers");
        assertThat(said.err()).contains("could not be written");
    }

    @Test
    void aReportIsKeptAlsoWhereTheSessionCantBe() throws Exception {
        Path session = folder.resolve("taken.lacuna");
        Files.createDirectories(session.resolve("by")); // as good as a full disk
        Path report = folder.resolve("kept");

        var said = scanWith("--session", session, "--report", report);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("taken.lacuna could not be written", "Report: ");
        assertThat(report.resolve(SessionOutput.HTML)).isNotEmptyFile();
    }

    @Test
    void asksForNothingWhereASessionOrReportCanNotBeKept() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        cli.source.withFault(step -> {
            throw new SourceException(SourceException.Kind.OTHER, "It was asked all the same.", false, null);
        });

        for (var said : List.of(
                scanWith("--session", folder.resolve("none/incident.lacuna")),
                scanWith("--report", file.resolve("report")))) {
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.out()).isEmpty();
            assertThat(said.err()).contains("there is no folder");
        }
    }

    @Test
    void whatWasFollowedIsKeptToo() throws Exception {
        Path kept = folder.resolve("followed.lacuna");
        var followed = cli.lacuna(
                "scan",
                CliFixture.SOURCE,
                "--topic",
                "orders",
                "--sequence",
                "json:/seq",
                "--follow",
                "--for",
                "100ms",
                "--session",
                kept,
                "--report",
                folder.resolve("followed"));
        assertThat(followed.code()).as(followed.err()).isZero();
        Path csv = folder.resolve("followed.csv");
        assertThat(cli.lacuna("report", kept, "--csv", csv).code()).isZero();
        assertThat(Files.readString(csv)).isEqualTo(Files.readString(folder.resolve("followed/gap-report.csv")));
        assertThat(Files.readString(csv)).contains("gap.sequence");
    }

    @Test
    void aGroupThatSkipsWhileItsTopicIsFollowedIsToldOf() throws Exception {
        cli.numbers("payments", 2000, Set.of());
        PartitionRef lane = cli.cluster.stream("payments").partition(0).ref();
        for (int next = 100; next <= 500; next += 100) {
            cli.cluster.addGroupCommit(new GroupCommit("billing", lane, Position.offset(next), next, 1));
        }
        cli.cluster.addGroupCommit(new GroupCommit("billing", lane, Position.offset(1500), 600, -1));

        var followed = cli.lacuna(
                "scan", CliFixture.SOURCE, "--topic", "payments", "--follow", "--for", "100ms", "--output", "jsonl");

        assertThat(followed.code()).as(followed.err()).isZero();
        assertThat(followed.out()).contains("\"group.skip\"").contains("billing");
    }

    /// What is written in place is lost when the disk is full, or the program killed, in the middle of it.
    @Test
    void aReportTakesThePlaceOfAnOlderOneWhole() throws Exception {
        Path report = Files.writeString(folder.resolve("gap.csv"), "older");
        Path rows = Files.writeString(folder.resolve("gap.jsonl"), "older");
        Path sameReport = Files.createLink(folder.resolve("same.csv"), report);
        Path sameRows = Files.createLink(folder.resolve("same.jsonl"), rows);

        var said = cli.lacuna("report", session, "--csv", report, "--jsonl", rows);

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(Files.readString(report)).isEqualTo(scanned.out());
        assertThat(sameReport).hasContent("older");
        assertThat(sameRows).hasContent("older");
    }
}
