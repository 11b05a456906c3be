package dev.lacuna.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Edit;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.HeaderRules;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.model.ReplayPlan.Place;
import dev.lacuna.model.ReplayPlan.RepairedFinding;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.TimeSpan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {

    private static final ReplayPlan PLAN = new ReplayPlan(
            "k3x9m2a7q0tz5w1c",
            Instant.parse("2026-02-14T10:00:00.125Z"),
            "0.1.0",
            new Place("kafka://a:9092", "clusterA", "orders-upstream", "topicA"),
            new Place("kafka://b:9092", "clusterB", "orders", "topicB"),
            List.of(
                    new Part(
                            3,
                            PositionRange.offsets(4120, 4400),
                            Position.offset(17),
                            3,
                            List.of(new SequenceRange(1001, 1173), new SequenceRange(-5, -5)),
                            173),
                    new Part(
                            0,
                            PositionRange.offsets(0, 9),
                            Position.offset(0),
                            Part.BY_KEY,
                            List.of(),
                            List.of(PositionRange.offsets(0, 1), PositionRange.offsets(3, 9)),
                            7)),
            new FieldSpec(
                    Optional.of("json:/sequence"),
                    Optional.empty(),
                    Optional.of("header:id"),
                    Optional.empty(),
                    PayloadFormat.JSON),
            Choice.ALL
                    .within(TimeSpan.between(
                            Instant.parse("2026-02-14T09:00:00Z"), Instant.parse("2026-02-14T09:30:00.500Z")))
                    .where("value.amount > 99.5")
                    .unlessHeldBy("json:/id"),
            new CopyForm(
                    new HeaderRules(List.of("shop-*"), List.of("traceparent")),
                    List.of(
                            new Edit.SetHeader("shop-fixed", "yes"),
                            new Edit.RenameHeader("a", "b"),
                            new Edit.PatchJson("[{\"op\":\"replace\",\"path\":\"/amount\",\"value\":1.10}]"),
                            new Edit.SetTime(Instant.parse("2026-02-14T10:00:00Z")),
                            new Edit.ShiftTime(Duration.ofMinutes(-30)),
                            new Edit.CountRedrive())),
            Map.of(10, Position.offset(1), 3, Position.offset(90071992547409931L), 0, Position.offset(5)),
            List.of(new RepairedFinding("f-1", FindingKind.GAP_SEQUENCE, 3, List.of(new SequenceRange(1001, 1173)))),
            180,
            40210,
            "7d1a5e0b44c2f7e9",
            List.of("2 events are left out, because the target holds their ids already."));

    @TempDir
    Path folder;

    private static String golden() throws IOException {
        try (InputStream stream = Objects.requireNonNull(PlanFileTest.class.getResourceAsStream("replay-plan.json"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void writesWhatTheGoldenFileShows() throws Exception {
        Path file = folder.resolve("plan.json");

        PlanFile.write(PLAN, file);

        assertThat(Files.readString(file)).isEqualTo(golden());
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        Path file = folder.resolve("plan.json");
        PlanFile.write(PLAN, file);

        assertThat(PlanFile.read(file)).isEqualTo(PLAN);
    }

    /// A run that an earlier build has begun must be finished, and there is nothing to compare its events with.
    @Test
    void readsAPlanOfABuildThatKnewNoDigest() throws Exception {
        Path file = folder.resolve("plan.json");
        Files.writeString(file, golden().replaceFirst("(?m)^ *\"digest\".*\n", ""));

        assertThat(PlanFile.read(file).digest()).isEmpty();
    }

    @Test
    void keepsSequenceNumbersOfAnySizeAsText() throws Exception {
        var huge =
                new Position.SequenceNumber(new java.math.BigInteger("49546986683135544286507457936321625675700192"));
        var parts = List.of(new Part(0, new PositionRange(huge, huge.next()), huge, 0, List.of(), 180));
        var plan = new ReplayPlan(
                PLAN.id(),
                PLAN.created(),
                PLAN.toolVersion(),
                PLAN.from(),
                PLAN.to(),
                parts,
                PLAN.fields(),
                PLAN.targetEnds(),
                PLAN.repairs(),
                PLAN.events(),
                PLAN.bytes());
        Path file = folder.resolve("plan.json");
        PlanFile.write(plan, file);

        assertThat(PlanFile.read(file)).isEqualTo(plan);
    }

    @Test
    void replacesAFileAsAWholeAndIsForItsOwnerOnly() throws Exception {
        Path file = folder.resolve("plan.json");
        Files.writeString(file, "older and much longer ".repeat(10_000));

        PlanFile.write(PLAN, file);

        assertThat(PlanFile.read(file)).isEqualTo(PLAN);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void saysWhichFolderIsMissing() {
        Path file = folder.resolve("no").resolve("plan.json");

        assertThatThrownBy(() -> PlanFile.write(PLAN, file))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("no such file or folder");
        assertThatThrownBy(() -> PlanFile.read(file))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(file.toString());
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"schema_version\": 1       | \"schema_version\": 2        | /schema_version expects '1'",
                "\"kind\": \"replay\"        | \"kind\": \"rewind\"         | /kind expects 'replay'",
                "\"id\": \"k3x9m2a7q0tz5w1c\", |                            | /id is missing; expects text",
                "\"id\": \"k3x9m2a7q0tz5w1c\" | \"id\": 12                  | /id expects text, not 12",
                "k3x9m2a7q0tz5w1c            | a b                          | Its id 'a b'",
                "2026-02-14T10:00:00.125Z    | 14.2.2026                    | /created expects a time by RFC 3339",
                "\"from_position\": 4120     | \"from_position\": 4120.5    | /parts/0/from_position expects a position",
                "\"from_position\": 4120     | \"from_position\": -1        | /parts/0/from_position expects a position",
                "\"from_position\": 4120     | \"from_position\": 5000      | /parts/0/to_position expects a position not before",
                "\"from_position\": 4120     | \"from_position\": \"4120\"  | /parts/0/to_position expects a position not before",
                "\"target_partition\": \"by_key\" | \"target_partition\": \"by_kee\" | /parts/1/target_partition expects",
                "\"target_partition\": 3     | \"target_partition\": 4      | goes to partition 4",
                "\"events\": 173             | \"events\": 170              | add up to 177",
                "\"1001..1173\", \"-5\"      | \"1173..1001\"               | /parts/0/only_sequences expects",
                "\"only_sequences\": []      | \"onyl_sequences\": []       | /parts/1/only_sequences is missing",
                "\"only_sequences\": []      | \"only_sequences\": [], \"x\": 1 | /parts/1/x is unknown",
                "\"3..8\"                  | \"3..9\"                    | picks the positions 3:10, which stand outside",
                "\"3..8\"                  | \"9223372036854775807\"     | /parts/1/only_positions expects an array of offsets",
                "\"3..8\"                  | \"-5\"                      | /parts/1/only_positions expects an array of offsets",
                "\"log_start\": 17         | \"log_start\": \"17\"      | mixes offsets with sequence numbers",
                "2026-02-14T09:30:00.500Z   | +1000000000-12-31T23:59:59Z | /choice/to_time expects a time by RFC 3339",
                "2026-02-14T10:00:00Z       | +1000000000-12-31T23:59:59Z | /copies/edits/3/time expects a time by RFC 3339",
                "PT-30M                     | PT2562047788015215H         | Timestamps can't be shifted by",
                "1.10                       | 1e999999999999              | it holds a number that is too large",
                "\"0\", \"3..8\"           | \"3..8\", \"0\"             | picks the positions 0:1, which stand outside of it or",
                "value.amount > 99.5        | value.amount >              | is no filter: it ends too early (character 15)",
                "\"to_time\": \"2026-02-14T09:30:00.500Z\" | \"to_time\": null | /choice/to_time expects a time not before",
                "\"set_header\"             | \"set_haeder\"              | /copies/edits/0/edit expects one of set_header",
                "\"shop-fixed\"             | \"lacuna.plan\"             | marks copies and can't be edited",
                "\"op\": \"replace\"        | \"op\": \"replaec\"         | The patch can't be understood",
                "PT-30M                     | half an hour                | /copies/edits/4/by expects a duration",
                "\"format\": \"json\"        | \"format\": \"xml\"          | /fields/format expects one of auto, json",
                "\"gap.sequence\"            | \"gap\"                      | /repairs/0/kind expects one of",
                "\"10\": 1                   | \"ten\": 1                   | /target_ends/ten expects a partition's number",
                "the id of this plan         | nothing                      | /headers_added/lacuna.plan expects",
                "\"sequence\": \"json:/sequence\" | \"sequence\": null       | doesn't say how to read one",
                "\"kind\": \"replay\",       | \"kind\": \"replay\", \"kind\": \"replay\", | broken in line 3"
            })
    void namesFileFieldAndWhatIsExpected(String found, String replacement, String message) throws Exception {
        String text = golden().replace(found, replacement == null ? "" : replacement);
        assertThat(text).isNotEqualTo(golden());
        Path file = folder.resolve("broken.json");
        Files.writeString(file, text);

        assertThatThrownBy(() -> PlanFile.read(file))
                .isInstanceOfSatisfying(
                        PlanException.class, e -> assertThat(e.kind()).isEqualTo(PlanException.Kind.FILE))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void refusesPartsThatOverlapSinceTheirEventsWouldBeCopiedTwice() throws Exception {
        Path file = folder.resolve("broken.json");
        Files.writeString(
                file,
                golden().replace("\"partition\": 0,", "\"partition\": 3,")
                        .replace("\"to_position\": 9", "\"to_position\": 4121"));

        assertThatThrownBy(() -> PlanFile.read(file)).hasMessageContaining("overlap");
    }

    @Test
    void refusesWhatIsNoJson() throws Exception {
        Path file = folder.resolve("broken.json");
        Files.writeString(file, golden() + "}");
        assertThatThrownBy(() -> PlanFile.read(file)).hasMessageContaining("JSON is broken");
        Files.writeString(file, "[]");
        assertThatThrownBy(() -> PlanFile.read(file)).hasMessageContaining("expects an object");
        Files.writeString(file, "");
        assertThatThrownBy(() -> PlanFile.read(file)).isInstanceOf(PlanException.class);
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> PlanFile.read(file)).hasMessageContaining("not UTF-8");
    }

    @Test
    void givesIdsThatFitAndDiffer() {
        var ids = new PlanIds();
        assertThat(ids.get()).matches("[0-9a-z]{16}").isNotEqualTo(ids.get());
    }
}
