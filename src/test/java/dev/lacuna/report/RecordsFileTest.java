package dev.lacuna.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Header;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordsFileTest {

    private static final StreamRef ORDERS = new StreamRef("kafka://here:9092", "orders");

    private static final List<String> NASTY = List.of(
            "",
            " ",
            "'",
            "''",
            "'=1",
            "=1+1",
            "+1",
            "-1",
            "@x",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "\"",
            "\"\"",
            ",",
            "a,\"b\"\r\nc",
            "null",
            "text",
            "\\",
            "\\n",
            "\0",
            "\u0001",
            "\uFEFF",
            "\u2028",
            "\uFFFD",
            "é€😀",
            "{\"a\":1}",
            "[]",
            "=\r'");

    @TempDir
    private Path folder;

    private static @Nullable Bytes bytes(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> Bytes.EMPTY;
            case 2 -> {
                byte[] any = new byte[random.nextInt(40)];
                random.nextBytes(any);
                yield Bytes.of(any);
            }
            case 3 -> Bytes.of(new byte[] {(byte) 0xc0, (byte) 0x80}); // no shortest form of NUL
            case 4 -> Bytes.of(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}); // half of a pair
            default -> Bytes.utf8(NASTY.get(random.nextInt(NASTY.size())) + NASTY.get(random.nextInt(NASTY.size())));
        };
    }

    private static KeptRecord any(Random random) {
        List<Header> headers = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            headers.add(new Header(NASTY.get(random.nextInt(NASTY.size())), bytes(random)));
        }
        long[] times = {-1, 0, -2, 1_770_000_000_123L, Long.MAX_VALUE / 1_000_000};
        return new KeptRecord(
                new Event(
                        ORDERS.partition(random.nextInt(100)),
                        Position.offset(random.nextLong(1L << 50)),
                        times[random.nextInt(times.length)],
                        TimestampKind.values()[random.nextInt(3)],
                        bytes(random),
                        bytes(random),
                        headers),
                Fate.values()[random.nextInt(4)]);
    }

    private Path written(RecordFormat format, List<KeptRecord> records) throws IOException {
        Path file = folder.resolve("records");
        try (Writer out = Files.newBufferedWriter(file)) {
            RecordFormat.RecordWriter writer = format.begin(out);
            for (KeptRecord record : records) {
                writer.write(record.event(), record.fate(), Optional.of("{\"decoded\":[1,2]}"));
            }
        }
        return file;
    }

    private static List<KeptRecord> read(Path file) throws Exception {
        List<KeptRecord> records = new ArrayList<>();
        RecordsFile.read(file, ORDERS.source(), records::add);
        return records;
    }

    @ParameterizedTest
    @EnumSource
    void readsBackEveryRecordToTheByte(RecordFormat format) throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<KeptRecord> records = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                records.add(any(random));
            }
            Path file = written(format, records);
            assertThat(read(file)).isEqualTo(records);
            assertThat(RecordsFile.looksLikeOne(file)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsBackAValueOfManyMegabytes(RecordFormat format) throws Exception {
        byte[] large = new byte[21_000_000];
        new Random(1).nextBytes(large);
        KeptRecord like = any(new Random(2));
        List<KeptRecord> records = List.of(
                withValue(like, Bytes.of(large)), withValue(like, Bytes.utf8("line\r\n,\"=".repeat(2_200_000))));
        assertThat(read(written(format, records))).isEqualTo(records);
    }

    private static KeptRecord withValue(KeptRecord like, Bytes value) {
        Event event = like.event();
        return new KeptRecord(
                new Event(
                        event.partition(),
                        event.position(),
                        event.millis(),
                        event.timestamps(),
                        event.key(),
                        value,
                        event.headers()),
                like.fate());
    }

    @Test
    void lendsASpreadsheetNoFormula() throws Exception {
        KeptRecord like = any(new Random(2));
        for (String formula : List.of("=cmd|' /C calc'!A0", "+1", "-1", "@sum", "\t=1", "\r=1")) {
            String text = Files.readString(written(RecordFormat.CSV, List.of(withValue(like, Bytes.utf8(formula)))));
            assertThat(text).contains("'" + formula);
        }
    }

    @Test
    void readsLinesThatWereWrittenBeforeTimestampsWereTold() throws Exception {
        Path file = folder.resolve("old.jsonl");
        Files.writeString(
                file,
                "{\"schema_version\":1,\"stream\":\"orders\",\"partition\":2,\"position\":\"7\",\"time\":null,"
                        + "\"time_ms\":5,\"fate\":\"committed\",\"key\":null,\"value\":\"x\",\"headers\":[]}\n\n");
        assertThat(read(file)).singleElement().satisfies(kept -> {
            assertThat(kept.event().partition()).isEqualTo(ORDERS.partition(2));
            assertThat(kept.event().timestamps()).isEqualTo(TimestampKind.CREATE);
        });
    }

    @ParameterizedTest
    @EnumSource
    void readsAFileThatBeginsWithEmptyLines(RecordFormat format) throws Exception {
        List<KeptRecord> records = List.of(any(new Random(4)), any(new Random(5)));
        Path file = written(format, records);
        Files.writeString(file, "\uFEFF\r\n\n" + Files.readString(file));

        assertThat(RecordsFile.looksLikeOne(file)).isTrue();
        assertThat(read(file)).isEqualTo(records);
    }

    @Test
    void findsNoRecordInAFileOfBlanks() throws Exception {
        assertThat(read(Files.writeString(folder.resolve("blank"), "\n  \n"))).isEmpty();
    }

    @Test
    void saysWhichLineHoldsNoRecord() throws Exception {
        Path file = written(RecordFormat.JSON_LINES, List.of(any(new Random(3))));
        Files.writeString(file, Files.readString(file) + "{\"stream\":\"orders\",\"secret\":1}\n");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(RecordsFileException.class)
                .hasMessage("The file " + file + " holds no record in line 2: there is no 'partition'.");
        Files.writeString(file, "{\"secret\n");
        assertThatThrownBy(() -> read(file))
                .hasMessage("The file " + file + " holds no record in line 1: it is no JSON object.");
        Files.writeString(file, "a,b\r\n1,2\r\n");
        assertThatThrownBy(() -> read(file)).hasMessageContaining("holds no record in line 2");
        assertThatThrownBy(() -> read(folder.resolve("none"))).hasMessageContaining("There is no file");
    }

    @Test
    void saysThatAFileIsNoText() throws Exception {
        Path file = Files.write(folder.resolve("image.png"), new byte[] {'{', (byte) 0xff, (byte) 0xd8, 1});
        assertThat(RecordsFile.looksLikeOne(file)).isFalse();
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(RecordsFileException.class)
                .hasMessageContaining("image.png is no UTF-8 text");
    }

    @ParameterizedTest
    @EnumSource
    void keepsPositionsAsTheyAreHoweverLarge(RecordFormat format) throws Exception {
        List<KeptRecord> records = new ArrayList<>();
        for (Position position : List.of(
                Position.offset(0),
                Position.offset(Long.MAX_VALUE),
                new Position.SequenceNumber(
                        new BigInteger("49590338271490256608559692538361571095921575989136588898")))) {
            Event event = any(new Random(2)).event();
            records.add(new KeptRecord(
                    new Event(
                            event.partition(),
                            position,
                            event.millis(),
                            event.timestamps(),
                            event.key(),
                            event.value(),
                            event.headers()),
                    Fate.COMMITTED));
        }
        assertThat(read(written(format, records))).isEqualTo(records);
    }

    @Test
    void doesNotTakeAnIdInBracesForARecord() throws Exception {
        Path ids = Files.writeString(folder.resolve("ids.txt"), "{6F9619FF-8B86-D011-B42D-00CF4FC964FF}\n");
        assertThat(RecordsFile.looksLikeOne(ids)).isFalse();
        assertThat(RecordsFile.looksLikeOne(written(RecordFormat.CSV, List.of())))
                .isTrue();
        assertThat(RecordsFile.looksLikeOne(written(RecordFormat.JSON_LINES, List.of(any(new Random(1))))))
                .isTrue();
    }
}
