package dev.lacuna.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Defect;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Header;
import dev.lacuna.model.PayloadFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldReadersTest {

    private static final FieldSpec SPEC = new FieldSpec(
            Optional.of("json:/meta/seq"),
            Optional.of("json:/shop"),
            Optional.of("json:/id"),
            Optional.of("json:/at"),
            PayloadFormat.JSON);

    private final FieldReader reader = FieldReaders.of(SPEC, PayloadFormat.JSON);

    @Test
    void readsEveryFieldInOnePass() {
        Fields fields = read("""
                {"skip":{"id":"no","deep":[{"seq":1}]},"id":"o-7","meta":{"x":[1,2],"seq":42,"y":null},
                 "shop":12,"at":"2026-01-01T10:00:00.250+01:00","more":[[],{}]}""");

        assertThat(fields.sequence()).isEqualTo(42);
        assertThat(fields.sequenceScope()).isEqualTo(Bytes.utf8("12"));
        assertThat(fields.id()).isEqualTo(Bytes.utf8("o-7"));
        assertThat(fields.eventMillis()).isEqualTo(1_767_258_000_250L);
        assertThat(fields.defect()).isNull();
    }

    @Test
    void readsNumericTextAndEpochMillis() {
        Fields fields = read("{\"meta\":{\"seq\":\"-17\"},\"at\":1767225600000}");

        assertThat(fields.sequence()).isEqualTo(-17);
        assertThat(fields.eventMillis()).isEqualTo(1_767_225_600_000L);
        assertThat(fields.id()).isNull();
    }

    @Test
    void readsNumbersThatAreFilledUpWithZeros() {
        assertThat(read("{\"meta\":{\"seq\":\"00000000000000000000000042\"}}").sequence())
                .isEqualTo(42);
        assertThat(read("{\"meta\":{\"seq\":\"-000\"}}").sequence()).isZero();
        assertThat(read("{\"meta\":{\"seq\":\"000\\u0030\"}}").sequence()).isZero();
        assertThat(read("{\"meta\":{\"seq\":\"09223372036854775808\"}}").hasSequence())
                .isFalse();
    }

    @Test
    void leavesOutWhatIsNoIntegerOrTime() {
        for (String seq : List.of("1.5", "\"x1\"", "\"\"", "null", "true", "{}", "[1]", "99999999999999999999999")) {
            Fields fields = read("{\"meta\":{\"seq\":" + seq + "},\"at\":\"yesterday at about noon\"}");
            assertThat(fields.hasSequence()).as(seq).isFalse();
            assertThat(fields.eventMillis()).isEqualTo(Fields.ABSENT);
            assertThat(fields.defect()).as(seq).isNull();
        }
    }

    @Test
    void readsTheLargestAndSmallestNumbers() {
        assertThat(read("{\"meta\":{\"seq\":9223372036854775807}}").sequence()).isEqualTo(Long.MAX_VALUE);
        assertThat(read("{\"meta\":{\"seq\":\"-9223372036854775807\"}}").sequence())
                .isEqualTo(-Long.MAX_VALUE);
        assertThat(read("{\"meta\":{\"seq\":9223372036854775808}}").hasSequence())
                .isFalse();
    }

    @Test
    void findsEveryKindOfDefectAndWhere() {
        defect("{\"meta\":{\"seq\":1},\"id\":\"x\"", "ends before its value is complete", -2);
        defect("{\"id\":\"x\"} {\"id\":\"y\"}", "goes on behind its value", 11);
        defect("{\"id\":\"x\"} trailing", "has an unquoted word where a value should stand", -2);
        defect("", "is empty", 0);
        defect("   ", "holds nothing but space", 0);
        defect("{\"id\":secret}", "has an unquoted word where a value should stand", -2);
        defect("{\"a\":1,}", "has an unexpected character", 7);
        defect("{\"a\":[1,2}", "closes a bracket that is not open", -2);
        defect("{\"skip\":{\"a\":\"b\u0001\"}}", "has a control character inside a string", -2);
    }

    @Test
    void aDefectTakesBackWhatThePayloadSaid() {
        Fields fields = read("{\"meta\":{\"seq\":5},\"id\":\"x\",");

        assertThat(fields.defect()).isNotNull();
        assertThat(fields.hasSequence()).isFalse();
        assertThat(fields.id()).isNull();
    }

    @Test
    void invalidUtf8IsADefectAlsoWhereItIsSkipped() {
        byte[] bytes = "{\"skip\":\"..\",\"id\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);
        bytes[9] = (byte) 0xc3;
        bytes[10] = (byte) 0x28;
        Event event = Samples.event(0, 0, null, null);
        Event broken =
                new Event(event.partition(), event.position(), 0, event.timestamps(), null, Bytes.of(bytes), List.of());

        Defect defect = Objects.requireNonNull(reader.read(broken).defect());
        assertThat(defect.reason()).isEqualTo("is not valid UTF-8");
    }

    @Test
    void tombstonesHaveNoDefect() {
        assertThat(reader.read(Samples.event(0, 0, "k", null))).isEqualTo(Fields.NONE);
    }

    @Test
    void readsKeyAndHeaders() {
        FieldSpec spec = new FieldSpec(
                Optional.of("header:seq"),
                Optional.of("key"),
                Optional.of("header:id"),
                Optional.of("header:at"),
                PayloadFormat.BYTES);
        Fields fields = FieldReaders.of(spec, PayloadFormat.BYTES)
                .read(Samples.event(
                        0,
                        0,
                        "customer-1",
                        null,
                        new Header("seq", Bytes.utf8("8")),
                        new Header("seq", Bytes.utf8("9")),
                        new Header("id", Samples.inTheMiddle("abc")),
                        new Header("at", Bytes.utf8("1767225600000"))));

        assertThat(fields.sequence()).isEqualTo(9);
        assertThat(fields.sequenceScope()).isEqualTo(Bytes.utf8("customer-1"));
        assertThat(fields.id()).isEqualTo(Bytes.utf8("abc"));
        assertThat(Objects.requireNonNull(fields.id()).sharedArray())
                .as("compact")
                .hasSize(3);
        assertThat(fields.eventMillis()).isEqualTo(1_767_225_600_000L);
    }

    @Test
    void partitionAsScopeMeansNoScope() {
        FieldSpec spec = new FieldSpec(
                Optional.of("json:/a"),
                Optional.of("partition"),
                Optional.empty(),
                Optional.empty(),
                PayloadFormat.JSON);

        assertThat(FieldReaders.of(spec, PayloadFormat.JSON)
                        .read(Samples.event(0, 0, "k", "{\"a\":1}"))
                        .sequenceScope())
                .isNull();
    }

    @Test
    void stopsEarlyWherePayloadsAreNotChecked() {
        FieldSpec spec = new FieldSpec(
                Optional.of("json:/a"), Optional.empty(), Optional.empty(), Optional.empty(), PayloadFormat.AUTO);
        Fields fields = FieldReaders.of(spec, PayloadFormat.AUTO).read(Samples.event(0, 0, null, "{\"a\":1,#garbage"));

        assertThat(fields.sequence()).isEqualTo(1);
        assertThat(fields.defect()).isNull();
    }

    @Test
    void readsElementsOfArraysAndTheWholeValue() {
        FieldSpec spec = new FieldSpec(
                Optional.of("json:/a/1/n"),
                Optional.empty(),
                Optional.of("json:/a/0"),
                Optional.empty(),
                PayloadFormat.JSON);
        Fields fields = FieldReaders.of(spec, PayloadFormat.JSON)
                .read(Samples.event(0, 0, null, "{\"a\":[\"x\",{\"m\":[],\"n\":4},5]}"));

        assertThat(fields.sequence()).isEqualTo(4);
        assertThat(fields.id()).isEqualTo(Bytes.utf8("x"));
    }

    @Test
    void textThatIsNoUtf8IsADefectOfTextStreams() {
        FieldReader text = FieldReaders.of(FieldSpec.NONE, PayloadFormat.TEXT);
        Event event = Samples.event(0, 0, null, "fine \u00e9");
        Event broken = new Event(
                event.partition(),
                event.position(),
                0,
                event.timestamps(),
                null,
                Bytes.of(new byte[] {(byte) 0xff, 65}),
                List.of());

        assertThat(text.read(event).defect()).isNull();
        assertThat(text.read(broken).defect()).isEqualTo(new Defect("TEXT", "is not valid UTF-8", -1));
    }

    private Fields read(String json) {
        return reader.read(Samples.event(0, 0, null, json));
    }

    private void defect(String payload, String reason, int byteOffset) {
        Defect defect = Objects.requireNonNull(read(payload).defect(), payload);
        assertThat(defect.reason()).as(payload).isEqualTo(reason).doesNotContain("secret");
        assertThat(defect.byteOffset()).as(payload).isBetween(-1, payload.length());
        if (byteOffset >= 0) {
            assertThat(defect.byteOffset()).as(payload).isEqualTo(byteOffset);
        }
    }
}
