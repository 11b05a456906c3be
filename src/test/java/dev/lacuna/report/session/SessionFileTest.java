package dev.lacuna.report.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.AbsentPartition;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Header;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.report.FindingsFileException;
import dev.lacuna.report.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFileTest {

    private static final String HOSTILE = "</script>\u0000\u202E\"'\\ \uD83D\uDE00 \n=1+1 ";

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenComesBack() throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            SavedSession session =
                    SavedSessions.of(seed, seed % 4, seed % 7, seed, seed * 5 % 90, seed % 3 == 0 ? HOSTILE : "");
            Path file = folder.resolve("s" + seed + ".lacuna");
            SessionFile.write(session, file);
            SavedSession read = SessionFile.read(file);
            assertThat(bytes(read)).as("seed %d", seed).isEqualTo(bytes(session));
            assertThat(read.streams()).hasSameSizeAs(session.streams());
            for (int i = 0; i < read.streams().size(); i++) {
                assertThat(read.streams().get(i).findings())
                        .isEqualTo(session.streams().get(i).findings());
            }
        }
        SavedSession session = SavedSessions.of(3, 2, 3, 6, 8, HOSTILE);
        Path file = folder.resolve("whole.lacuna");
        SessionFile.write(session, file);
        assertThat(SessionFile.read(file)).usingRecursiveComparison().isEqualTo(session);
    }

    @Test
    void whichPartitionsWereNotThereComesBack() throws Exception {
        SavedSession session = SavedSessions.of(3, 1, 3, 6, 8, "");
        SavedStream one = session.streams().getFirst();
        StreamInfo info = one.stream();
        var lacking = new StreamInfo(
                info.stream(),
                info.id(),
                info.partitions(),
                info.compaction(),
                info.retention(),
                info.timestamps(),
                info.config(),
                List.of(
                        new AbsentPartition(7, false, "on broker " + HOSTILE),
                        new AbsentPartition(9, true, "in this very folder")),
                info.unread());
        var saved = new SavedStream(
                lacking,
                one.scannedAt(),
                one.toolVersion(),
                one.depth(),
                one.overview(),
                one.focus(),
                one.ranges(),
                one.fields(),
                one.format(),
                one.formatBasis(),
                one.passes(),
                one.lanes(),
                one.findings(),
                one.incidents(),
                one.trails(),
                one.commits());
        Path file = folder.resolve("lacking.lacuna");
        SessionFile.write(
                new SavedSession(session.head(), List.of(saved), session.notes(), session.repairs(), session.view()),
                file);
        assertThat(SessionFile.read(file).streams().getFirst().stream()).isEqualTo(lacking);
    }

    /// Bytes that are no text, what is null and what is only empty, a value that is longer than what was at hand.
    @Test
    void recordsComeBackToTheByte() throws Exception {
        PartitionRef lane = new StreamRef("kafka://127.0.0.1:9092", HOSTILE + "orders").partition(2);
        var records = new SavedRecords(
                List.of(
                        record(lane, 7, Bytes.utf8(HOSTILE), Bytes.utf8("{\"a\":1}"), 7),
                        record(lane, 9, null, Bytes.of(new byte[] {0, -1, 'x'}), 90_000),
                        record(lane, 8, Bytes.EMPTY, null, 0)),
                41);
        Path file = folder.resolve("records.lacuna");
        SavedSession session = SavedSessions.small().withRecords(records);
        SessionFile.write(session, file);
        assertThat(SessionFile.read(file)).usingRecursiveComparison().isEqualTo(session);
    }

    private static SavedRecord record(
            PartitionRef lane, long offset, @Nullable Bytes key, @Nullable Bytes value, int length) {
        return new SavedRecord(
                new Event(
                        lane,
                        Position.offset(offset),
                        offset == 9 ? -1 : SavedSessions.START + offset,
                        TimestampKind.APPEND,
                        key,
                        value,
                        List.of(
                                new Header("trace", Bytes.utf8("")),
                                new Header("trace", null),
                                new Header(HOSTILE, Bytes.of(new byte[] {-1})))),
                offset == 8 ? Fate.ABORTED : Fate.COMMITTED,
                length);
    }

    @Test
    void filterAndColumnsComeBack() throws Exception {
        SavedSession small = SavedSessions.small();
        SavedView view = small.view();
        SavedSession session = small.withView(new SavedView(
                view.stream(),
                view.axis(),
                view.fitted(),
                view.from(),
                view.to(),
                view.scroll(),
                view.pinned(),
                view.collapsed(),
                view.hidden(),
                view.onlyWithFindings(),
                view.crosshair(),
                view.groups(),
                view.finding(),
                view.zone(),
                "verdict = loss " + HOSTILE,
                Map.of("orders", List.of("position", "json:/a/b", "header:" + HOSTILE))));
        Path file = folder.resolve("view.lacuna");
        SessionFile.write(session, file);
        assertThat(SessionFile.read(file).view()).isEqualTo(session.view());
    }

    @Test
    void theSameSessionGivesTheSameBytes() throws Exception {
        assertThat(bytes(SavedSessions.small())).isEqualTo(bytes(SavedSessions.small()));
    }

    /// A file that the first version wrote; it must be read for ever.
    @Test
    void readsTheFirstVersion() throws Exception {
        Path file = folder.resolve("v1.lacuna");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("session-v1.lacuna"))) {
            Files.write(file, in.readAllBytes());
        }
        assertThat(SessionFile.read(file)).usingRecursiveComparison().isEqualTo(SavedSessions.small());
    }

    @Test
    void belongsToItsOwnerAlone() throws Exception {
        Path file = folder.resolve("mine.lacuna");
        SessionFile.write(SavedSessions.small(), file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatStoodThereStaysWhenWritingFails() throws Exception {
        Path file = folder.resolve("kept.lacuna");
        SessionFile.write(SavedSessions.small(), file);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("the disk is full");
                }))
                .hasMessage("the disk is full");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    /// Wherever it is torn it is said in one sentence, and never read as if it were whole.
    @Test
    void saysThatAFileIsTorn() throws Exception {
        byte[] whole = bytes(SavedSessions.small());
        for (int length = 0; length < whole.length; length += 97) {
            Path file = Files.write(folder.resolve("torn.lacuna"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SessionFile.read(file))
                    .isInstanceOf(FindingsFileException.class)
                    .hasMessageContaining("torn.lacuna");
        }
    }

    @Test
    void saysThatAByteIsWrongOrReadsWhatIsThere() throws Exception {
        byte[] whole = bytes(SavedSessions.small());
        int refused = 0;
        for (int at = 0; at < whole.length; at += 53) {
            byte[] altered = whole.clone();
            altered[at] ^= 0x55;
            Path file = Files.write(folder.resolve("altered.lacuna"), altered);
            try {
                SessionFile.read(file);
            } catch (FindingsFileException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void saysThatAFileIsForeign() throws Exception {
        assertThatThrownBy(() -> SessionFile.read(folder.resolve("none.lacuna")))
                .hasMessageStartingWith("There is no file");
        Path text = Files.writeString(folder.resolve("text.lacuna"), "no zip at all");
        assertThatThrownBy(() -> SessionFile.read(text)).hasMessageContaining("is no session file");
        Path zip = folder.resolve("other.lacuna");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("readme.txt"));
        }
        assertThatThrownBy(() -> SessionFile.read(zip)).hasMessageContaining("it holds no session.json");
    }

    @Test
    void saysThatAFileIsNewer() throws Exception {
        Path newer = altered("session.json", text -> text.replace("\"schema_version\" : 1", "\"schema_version\" : 2"));
        assertThatThrownBy(() -> SessionFile.read(newer))
                .hasMessageContaining("saved by a newer Lacuna (0.9, file version 2; this one reads up to 1)");
    }

    @Test
    void namesTheLineThatIsWrong() throws Exception {
        Path file = altered("findings.jsonl", text -> text.replaceFirst("\"finding_id\"", "\"finding_no\""));
        assertThatThrownBy(() -> SessionFile.read(file))
                .hasMessageContaining("findings.jsonl, line 1")
                .hasMessageContaining("there is no 'finding_id'");
    }

    @Test
    void passesOverWhatALaterVersionAdds() throws Exception {
        Path file = altered("lanes.jsonl", text -> text.replaceFirst("\\{", "{\"colour\":\"red\","));
        assertThat(SessionFile.read(file)).usingRecursiveComparison().isEqualTo(SavedSessions.small());
    }

    private Path altered(String entry, UnaryOperator<String> change) throws IOException {
        Path file = folder.resolve("altered-" + entry + ".lacuna");
        var out = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(bytes(SavedSessions.small())));
                var zip = new ZipOutputStream(out)) {
            for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                zip.putNextEntry(new ZipEntry(each.getName()));
                zip.write((each.getName().equals(entry) ? change.apply(text) : text).getBytes(StandardCharsets.UTF_8));
            }
        }
        return Files.write(file, out.toByteArray());
    }

    private static byte[] bytes(SavedSession session) throws IOException {
        var out = new ByteArrayOutputStream();
        SessionFile.write(session, out);
        return out.toByteArray();
    }

    @Test
    void readsNoMoreThanThereIsMemoryFor() throws Exception {
        Path file = folder.resolve("swollen.lacuna");
        SessionFile.write(SavedSessions.small(), file);
        assertThat(SessionFile.read(file, 1 << 20).streams()).hasSize(1);
        assertThatThrownBy(() -> SessionFile.read(file, 2_000))
                .isInstanceOf(FindingsFileException.class)
                .hasMessageContaining("more than this program has memory for");
    }
}
