package dev.lacuna.decode.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.decode.Walked;
import dev.lacuna.decode.walk.BrokenPayloadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/// Avro's own library writes; ours reads.
class AvroWalkerTest {

    private static final Schema EVERYTHING = new Schema.Parser().parse("""
            {"type":"record","name":"All","namespace":"t","fields":[
              {"name":"n","type":"null"},{"name":"b","type":"boolean"},{"name":"i","type":"int"},
              {"name":"l","type":"long"},{"name":"f","type":"float"},{"name":"d","type":"double"},
              {"name":"raw","type":"bytes"},{"name":"s","type":"string"},
              {"name":"fix","type":{"type":"fixed","name":"Four","size":4}},
              {"name":"e","type":{"type":"enum","name":"Kind","symbols":["BUY","SELL"]}},
              {"name":"list","type":{"type":"array","items":["null","long","string"]}},
              {"name":"map","type":{"type":"map","values":"double"}},
              {"name":"next","type":["null","All"],"default":null}]}""");

    private static final Schema LOGICAL = new Schema.Parser().parse("""
            {"type":"record","name":"L","fields":[
              {"name":"ms","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"us","type":{"type":"long","logicalType":"timestamp-micros"}},
              {"name":"day","type":{"type":"int","logicalType":"date"}},
              {"name":"money","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
              {"name":"uuid","type":{"type":"string","logicalType":"uuid"}}]}""");

    private final Random random = new Random(7);

    @Test
    void readsWhateverAvroWrites() throws Exception {
        AvroWalker walker = new AvroWalker(AvroType.of(EVERYTHING));
        for (int i = 0; i < 300; i++) {
            GenericData.Record record = everything(random.nextInt(4));

            String json = Walked.json(walker, written(EVERYTHING, record, i % 2 == 0));

            assertThat(Walked.tree(json)).isEqualTo(Walked.tree(expected(record)));
            Walked.pass(walker, written(EVERYTHING, record, i % 2 == 0));
        }
    }

    @Test
    void readsLogicalTypesAsWhatTheyMean() throws Exception {
        GenericData.Record record = new GenericData.Record(LOGICAL);
        record.put("ms", 1_767_225_600_123L);
        record.put("us", -1L);
        record.put("day", 20454);
        record.put(
                "money",
                ByteBuffer.wrap(new BigDecimal("-12.05").unscaledValue().toByteArray()));
        record.put("uuid", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");

        assertThat(Walked.json(new AvroWalker(AvroType.of(LOGICAL)), written(LOGICAL, record, false)))
                .isEqualTo("{\"ms\":\"2026-01-01T00:00:00.123Z\",\"us\":\"1969-12-31T23:59:59.999999Z\","
                        + "\"day\":\"2026-01-01T00:00:00Z\",\"money\":-12.05,"
                        + "\"uuid\":\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"}");
    }

    @Test
    void noBeginningOfARecordIsARecord() throws Exception {
        AvroWalker walker = new AvroWalker(AvroType.of(EVERYTHING));
        for (int i = 0; i < 20; i++) {
            byte[] payload = written(EVERYTHING, everything(2), false);
            assertThat(Walked.torment(walker, payload, random)).isZero();
        }
    }

    @Test
    void saysWhatIsWrongAndWhere() throws Exception {
        Schema schema = new Schema.Parser().parse("""
                {"type":"record","name":"R","fields":[{"name":"id","type":"string"},
                 {"name":"kind","type":{"type":"enum","name":"K","symbols":["A"]}}, {"name":"u","type":["null","int"]}]}""");
        AvroWalker walker = new AvroWalker(AvroType.of(schema));

        assertBroken(walker, "claims more bytes than are left", 1, 8, 'a', 'b');
        assertBroken(walker, "has a text that is not valid UTF-8", 3, 4, 0xc3, 0x28, 0, 0);
        assertBroken(walker, "names an enum's symbol that its schema does not have", 3, 2, 'a', 2, 0);
        assertBroken(walker, "names a branch of a union that its schema does not have", 4, 2, 'a', 0, 4);
        assertBroken(walker, "has an int of more than 32 bits", 9, 2, 'a', 0, 2, 0xff, 0xff, 0xff, 0xff, 0x7f);
        assertBroken(walker, "goes on behind its value", 4, 2, 'a', 0, 0, 9);
        assertBroken(walker, "ends before its value is complete", 3, 2, 'a', 0);
    }

    @Test
    void claimsOfHugeNumbersCostNothing() {
        AvroWalker nulls = new AvroWalker(AvroType.of(Schema.createArray(Schema.create(Schema.Type.NULL))));
        assertThatThrownBy(() -> Walked.json(nulls, bytes(0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0)))
                .hasMessage("claims more elements than it can hold");

        AvroWalker longs = new AvroWalker(AvroType.of(Schema.createArray(Schema.create(Schema.Type.LONG))));
        assertThatThrownBy(() -> Walked.json(longs, bytes(0xfe, 0xff, 0xff, 0xff, 0x0f, 0)))
                .hasMessage("claims more elements than it can hold");
        assertThatThrownBy(() ->
                        Walked.json(longs, bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, 0, 0)))
                .hasMessage("claims more elements than it can hold");
    }

    @Test
    void nestingEndsSomewhere() throws Exception {
        AvroWalker walker = new AvroWalker(AvroType.of(EVERYTHING));
        byte[] deep = written(EVERYTHING, everything(300), false);

        assertThatThrownBy(() -> Walked.json(walker, deep)).hasMessage("is nested too deeply");
        assertThatThrownBy(() -> Walked.pass(walker, deep)).hasMessage("is nested too deeply");
    }

    private static void assertBroken(AvroWalker walker, String reason, int offset, int... payload) {
        assertThatExceptionOfType(BrokenPayloadException.class)
                .isThrownBy(() -> Walked.json(walker, bytes(payload)))
                .satisfies(broken -> {
                    assertThat(broken.reason()).isEqualTo(reason);
                    assertThat(broken.offset()).isEqualTo(offset);
                });
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private GenericData.Record everything(int depth) {
        GenericData.Record record = new GenericData.Record(EVERYTHING);
        record.put("b", random.nextBoolean());
        record.put("i", random.nextInt());
        record.put("l", random.nextLong() >> random.nextInt(64));
        record.put("f", random.nextFloat());
        record.put("d", random.nextDouble());
        byte[] raw = new byte[random.nextInt(20)];
        random.nextBytes(raw);
        record.put("raw", ByteBuffer.wrap(raw));
        record.put("s", "text \u00e4\ud83d\ude00".repeat(random.nextInt(3)));
        record.put("fix", new GenericData.Fixed(EVERYTHING.getField("fix").schema(), new byte[] {1, 2, -1, 0}));
        record.put(
                "e",
                new GenericData.EnumSymbol(EVERYTHING.getField("e").schema(), random.nextBoolean() ? "BUY" : "SELL"));
        List<Object> list = new ArrayList<>();
        Map<String, Double> map = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(i % 2 == 0 ? (Object) (long) i : "t" + i);
            map.put("k" + i, i / 4.0);
        }
        record.put("list", list);
        record.put("map", map);
        record.put("next", depth == 0 ? null : everything(depth - 1));
        return record;
    }

    private static byte[] written(Schema schema, Object value, boolean blocks) throws IOException {
        var out = new ByteArrayOutputStream();
        EncoderFactory factory = new EncoderFactory();
        BinaryEncoder encoder = blocks
                ? factory.configureBlockSize(64).blockingBinaryEncoder(out, null)
                : factory.binaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static String expected(GenericData.Record record) {
        StringBuilder json = new StringBuilder("{\"n\":null");
        json.append(",\"b\":").append(record.get("b")).append(",\"i\":").append(record.get("i"));
        json.append(",\"l\":").append(record.get("l")).append(",\"f\":").append(record.get("f"));
        json.append(",\"d\":").append(record.get("d")).append(",\"raw\":\"");
        json.append(java.util.HexFormat.of().formatHex(((ByteBuffer) record.get("raw")).array()));
        json.append("\",\"s\":\"").append(record.get("s")).append("\",\"fix\":\"0102ff00\",\"e\":\"");
        json.append(record.get("e")).append("\",\"list\":[");
        String separator = "";
        for (Object item : (List<?>) record.get("list")) {
            json.append(separator).append(item instanceof String ? "\"" + item + "\"" : item.toString());
            separator = ",";
        }
        json.append("],\"map\":{");
        separator = "";
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) record.get("map")).entrySet()) {
            json.append(separator)
                    .append('"')
                    .append(entry.getKey())
                    .append("\":")
                    .append(entry.getValue());
            separator = ",";
        }
        Object next = record.get("next");
        json.append("},\"next\":").append(next == null ? "null" : expected((GenericData.Record) next));
        return json.append('}').toString();
    }
}
