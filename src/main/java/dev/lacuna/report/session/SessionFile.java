package dev.lacuna.report.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lacuna.journal.KeptNote;
import dev.lacuna.report.FindingsFileException;
import dev.lacuna.report.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A session as a file: a zip of JSON and JSON Lines, so that `unzip -p FILE findings.jsonl` shows what is in it also
/// where there is no Lacuna.
///
/// ```
/// session.json     what it is, of when and where, and how the window stood
/// streams.jsonl    what each stream was, and how it was looked at
/// lanes.jsonl      density by partition, see LaneJson
/// findings.jsonl   the columns of the gap report
/// incidents.jsonl  which findings belong together
/// groups.jsonl     where consumer groups stood, and how they moved
/// notes.jsonl      what people wrote
/// repairs.jsonl    plans, runs and checks
/// records.jsonl    of the records those that somebody looked at, see SavedRecords
/// ```
/// A later version may add files and fields, which this one passes over; what it can't do without raises
/// `schema_version`.
public final class SessionFile {

    /// How files are named.
    public static final String SUFFIX = ".lacuna";

    static final int SCHEMA_VERSION = 1;

    private static final String FORMAT = "lacuna session";
    private static final String SESSION = "session.json";

    /// More than anything that is ever written: a file may come from anywhere, and a small one can be made to swell.
    private static final long MOST_CHARACTERS = 2L << 30;

    /// What a character of a file may take in memory, at worst: a set of short numbers.
    private static final int MOST_BYTES_OF_CHARACTER = 16;

    private static final int LONGEST_LINE = 64 << 20;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_LINE)
                    .build())
            .build());

    private SessionFile() {}

    /// Writes all of it or nothing, readable for its owner only where the file system knows owners; replaces a file of
    /// that name.
    public static void write(SavedSession session, Path file) throws IOException {
        WholeFile.write(file, out -> write(session, out));
    }

    static void write(SavedSession session, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(entry(SESSION));
        ObjectNode head = Cells.object();
        head.put("format", FORMAT);
        head.put("schema_version", SCHEMA_VERSION);
        head.setAll(SessionJson.of(session.head(), session.view()));
        SavedRecords records = session.records();
        ObjectNode looked = head.putObject("records");
        looked.put("kept", records.records().size());
        looked.put("forgotten", records.forgotten());
        looked.put("most", SavedRecords.MOST);
        looked.put("most_bytes", SavedRecords.MOST_BYTES);
        JSON.writerWithDefaultPrettyPrinter().writeValue(zip, head);
        lines(zip, "streams.jsonl", out1 -> {
            for (SavedStream stream : session.streams()) {
                out1.add(StreamJson.of(stream));
            }
        });
        lines(zip, "lanes.jsonl", each(session, (stream, rows) -> {
            for (SavedLane lane : stream.lanes()) {
                rows.add(LaneJson.of(stream.name(), lane));
            }
        }));
        lines(zip, "findings.jsonl", each(session, (stream, rows) -> {
            for (var finding : stream.findings()) {
                rows.add(FindingJson.of(finding));
            }
        }));
        lines(zip, "incidents.jsonl", each(session, (stream, rows) -> {
            for (var incident : stream.incidents()) {
                rows.add(SessionJson.of(stream.name(), incident));
            }
        }));
        lines(zip, "groups.jsonl", each(session, (stream, rows) -> {
            for (var trail : stream.trails()) {
                rows.add(SessionJson.of(stream.name(), trail));
            }
            for (var commit : stream.commits()) {
                rows.add(SessionJson.of(commit));
            }
        }));
        lines(zip, "notes.jsonl", rows -> {
            for (KeptNote note : session.notes()) {
                rows.add(SessionJson.of(note));
            }
        });
        lines(zip, "repairs.jsonl", rows -> {
            for (SavedRepair repair : session.repairs()) {
                rows.add(SessionJson.of(repair));
            }
        });
        lines(zip, "records.jsonl", rows -> {
            for (SavedRecord record : records.records()) {
                rows.add(RecordJson.of(record));
            }
        });
        zip.finish();
    }

    /// Lines as they are written.
    private interface Rows {
        void add(ObjectNode line) throws IOException;
    }

    private interface Writing {
        void to(Rows rows) throws IOException;
    }

    private interface StreamWriting {
        void of(SavedStream stream, Rows rows) throws IOException;
    }

    private static Writing each(SavedSession session, StreamWriting writing) {
        return rows -> {
            for (SavedStream stream : session.streams()) {
                writing.of(stream, rows);
            }
        };
    }

    private static void lines(ZipOutputStream zip, String name, Writing writing) throws IOException {
        zip.putNextEntry(entry(name));
        writing.to(line -> {
            JSON.writeValue(zip, line);
            zip.write('\n');
        });
    }

    /// The same bytes for the same session, whenever it is written.
    private static ZipEntry entry(String name) {
        var entry = new ZipEntry(name);
        entry.setTime(0);
        return entry;
    }

    /// @throws FindingsFileException in one sentence what is wrong with the file, and where
    public static SavedSession read(Path file) throws FindingsFileException {
        return read(file, Math.min(MOST_CHARACTERS, Runtime.getRuntime().maxMemory() / MOST_BYTES_OF_CHARACTER));
    }

    /// @param room characters of all lines together
    static SavedSession read(Path file, long room) throws FindingsFileException {
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            return new Reading(zip, file, room).session();
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new FindingsFileException("There is no file " + file + ".", e);
        } catch (ZipException e) {
            throw new FindingsFileException(
                    file + " is no session file, or only a part of one: get it again from whoever saved it ("
                            + e.getMessage() + ").",
                    e);
        } catch (IOException e) {
            throw new FindingsFileException("The file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    /// One file while it is read.
    private static final class Reading {

        private final ZipFile zip;
        private final Path file;
        private long room;

        Reading(ZipFile zip, Path file, long room) {
            this.zip = zip;
            this.file = file;
            this.room = room;
        }

        SavedSession session() throws IOException, FindingsFileException {
            Cells head = head();
            var parts = new StreamParts();
            lines("lanes.jsonl", parts::lane);
            lines("findings.jsonl", parts::finding);
            lines("incidents.jsonl", parts::incident);
            lines("groups.jsonl", cells -> {
                if (cells.has("points")) {
                    parts.trail(cells);
                } else {
                    parts.commit(cells);
                }
            });
            List<SavedStream> streams = all("streams.jsonl", cells -> StreamJson.read(cells, parts));
            List<KeptNote> notes = all("notes.jsonl", SessionJson::note);
            List<SavedRepair> repairs = all("repairs.jsonl", SessionJson::repair);
            SavedRecords records = records(head);
            return guarded(
                    SESSION,
                    0,
                    () -> new SavedSession(
                            SessionJson.head(head), streams, notes, repairs, SessionJson.view(head), records));
        }

        /// The first files held none.
        private SavedRecords records(Cells head) throws IOException, FindingsFileException {
            if (!head.has("records")) {
                return SavedRecords.NONE;
            }
            List<SavedRecord> kept = all("records.jsonl", RecordJson::read);
            return guarded(
                    SESSION,
                    0,
                    () -> new SavedRecords(kept, head.object("records").number("forgotten")));
        }

        private Cells head() throws IOException, FindingsFileException {
            ZipEntry entry = zip.getEntry(SESSION);
            if (entry == null) {
                throw new FindingsFileException(
                        file + " is no session file: it holds no " + SESSION
                                + ". Save one in the window, or with: lacuna" + " scan … --session FILE",
                        null);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] bytes = in.readNBytes(LONGEST_LINE);
                Cells head = guarded(SESSION, 0, () -> new Cells(tree(new String(bytes, StandardCharsets.UTF_8))));
                if (!head.has("format")
                        || !FORMAT.equals(head.node().path("format").asText())) {
                    throw new FindingsFileException(file + " is no session file: something else made it.", null);
                }
                int version = guarded(SESSION, 0, () -> head.integer("schema_version"));
                if (version > SCHEMA_VERSION) {
                    throw new FindingsFileException(
                            file + " was saved by a newer Lacuna ("
                                    + head.node().path("tool_version").asText("unknown")
                                    + ", file version " + version + "; this one reads up to " + SCHEMA_VERSION
                                    + "): open it with that one.",
                            null);
                }
                return head;
            }
        }

        private <R> List<R> all(String name, Function<Cells, R> reader) throws IOException, FindingsFileException {
            List<R> read = new ArrayList<>();
            lines(name, cells -> read.add(reader.apply(cells)));
            return read;
        }

        private void lines(String name, Consumer<Cells> reader) throws IOException, FindingsFileException {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new FindingsFileException(
                        file + " is not whole: it holds no " + name + ". Get it again from whoever saved it.", null);
            }
            var decoder = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
            try (var in = new InputStreamReader(zip.getInputStream(entry), decoder)) {
                var lines = new BoundedLines(in, LONGEST_LINE);
                for (int number = 1; ; number++) {
                    Optional<String> next = guarded(name, number, lines::next);
                    if (next.isEmpty()) {
                        return;
                    }
                    String line = next.get();
                    room -= line.length();
                    if (room < 0) {
                        throw new FindingsFileException(
                                file + " holds more than this program has memory for, as no session should: it is not"
                                        + " read. If it is to be trusted, give the program more memory (-Xmx).",
                                null);
                    }
                    guarded(name, number, () -> {
                        reader.accept(new Cells(tree(line)));
                        return line;
                    });
                }
            }
        }

        private interface Reader<R> {
            R read() throws IOException;
        }

        private <R> R guarded(String name, int line, Reader<R> reader) throws IOException, FindingsFileException {
            try {
                return reader.read();
            } catch (JsonProcessingException e) {
                throw bad(name, line, e.getOriginalMessage(), e);
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                throw bad(name, line, String.valueOf(e.getMessage()), e);
            }
        }

        private FindingsFileException bad(String name, int line, String why, Exception e) {
            return new FindingsFileException(
                    file + " is damaged, or no session file: " + name + (line == 0 ? "" : ", line " + line) + ": " + why
                            + ". Get it again from whoever saved it.",
                    e);
        }

        private static JsonNode tree(String text) throws JsonProcessingException {
            return JSON.readTree(text);
        }
    }
}
