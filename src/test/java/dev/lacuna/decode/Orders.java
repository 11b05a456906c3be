package dev.lacuna.decode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Timestamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/// One and the same order in every format, written by other people's libraries.
///
/// @param seq a running number
/// @param millis its time
public record Orders(long seq, String id, String shop, long millis) {

    public static final int AVRO_ID = 3;
    public static final int PROTOBUF_ID = 4;
    public static final int JSON_ID = 5;

    public static final String AVRO = """
            {"type":"record","name":"Order","namespace":"shop","fields":[
              {"name":"meta","type":{"type":"record","name":"Meta","fields":[{"name":"seq","type":"long"}]}},
              {"name":"id","type":["null","string"],"default":null},
              {"name":"shop","type":"string"},
              {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"amounts","type":{"type":"map","values":"double"}},
              {"name":"lines","type":{"type":"array","items":
                {"type":"record","name":"Line","fields":[{"name":"sku","type":"string"},{"name":"count","type":"int"}]}}},
              {"name":"paid","type":"boolean"}]}""";

    public static final String PROTOBUF = """
            syntax = "proto3";
            package shop;
            import "google/protobuf/timestamp.proto";
            message Other { string x = 1; }
            message Order {
              message Meta { int64 seq = 1; }
              message Line { string sku = 1; int32 count = 2; }
              Meta meta = 1;
              optional string id = 2;
              string shop = 3;
              google.protobuf.Timestamp at = 4;
              map<string, double> amounts = 5;
              repeated Line lines = 6;
              bool paid = 7;
            }
            """;

    private static final Schema SCHEMA = new Schema.Parser().parse(AVRO);

    public byte[] json() {
        return bytes(out -> new ObjectMapper().writeValue(out, tree()));
    }

    public byte[] cbor() {
        return bytes(out -> new ObjectMapper(new CBORFactory()).writeValue(out, tree()));
    }

    private Map<String, Object> tree() {
        return new java.util.TreeMap<>(Map.of(
                "meta",
                Map.of("seq", seq),
                "id",
                id,
                "shop",
                shop,
                "at",
                millis,
                "amounts",
                Map.of("net", 12.5),
                "lines",
                List.of(Map.of("sku", "a", "count", 2)),
                "paid",
                false));
    }

    public byte[] msgpack() {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packMapHeader(7);
            packer.packString("meta").packMapHeader(1).packString("seq").packLong(seq);
            packer.packString("id").packString(id).packString("shop").packString(shop);
            packer.packString("at").packTimestamp(millis);
            packer.packString("amounts").packMapHeader(1).packString("net").packDouble(12.5);
            packer.packString("lines").packArrayHeader(1).packMapHeader(2);
            packer.packString("sku").packString("a").packString("count").packInt(2);
            packer.packString("paid").packBoolean(false);
            return packer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] avro() {
        GenericData.Record order = new GenericData.Record(SCHEMA);
        GenericData.Record meta = new GenericData.Record(SCHEMA.getField("meta").schema());
        meta.put("seq", seq);
        GenericData.Record line =
                new GenericData.Record(SCHEMA.getField("lines").schema().getElementType());
        line.put("sku", "a");
        line.put("count", 2);
        order.put("meta", meta);
        order.put("id", id);
        order.put("shop", shop);
        order.put("at", millis);
        order.put("amounts", Map.of("net", 12.5));
        order.put("lines", new ArrayList<>(List.of(line)));
        order.put("paid", false);
        return bytes(out -> {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericData.Record>(SCHEMA).write(order, encoder);
            encoder.flush();
        });
    }

    /// With fields in an order of its own, as nothing forbids.
    public byte[] protobuf() {
        Timestamp at = Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(millis, 1000))
                .setNanos(Math.floorMod(millis, 1000) * 1_000_000)
                .build();
        return message(out -> {
            out.writeString(3, shop);
            out.writeByteArray(6, message(line -> {
                line.writeString(1, "a");
                line.writeInt32(2, 2);
            }));
            out.writeByteArray(1, message(meta -> {
                if (seq != 0) {
                    meta.writeInt64(1, seq);
                }
            }));
            out.writeString(2, id);
            out.writeMessage(4, at);
            out.writeByteArray(5, message(entry -> {
                entry.writeString(1, "net");
                entry.writeDouble(2, 12.5);
            }));
        });
    }

    /// As Confluent's serializers write it.
    ///
    /// @param indexes the way to a Protobuf message; none in other formats
    public static byte[] framed(int schemaId, byte[] payload, int... indexes) {
        ByteBuffer framed = ByteBuffer.allocate(5 + indexes.length + payload.length);
        framed.put((byte) 0).putInt(schemaId);
        for (int index : indexes) {
            framed.put((byte) index);
        }
        return framed.put(payload).array();
    }

    public byte[] framedAvro() {
        return framed(AVRO_ID, avro());
    }

    public byte[] framedProtobuf() {
        return framed(PROTOBUF_ID, protobuf(), 2, 2); // a list of one, zigzag: the second message
    }

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private interface Output {
        void write(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) {
        return bytes(bytes -> {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.write(out);
            out.flush();
        });
    }

    private static byte[] bytes(Output output) {
        var out = new ByteArrayOutputStream();
        try {
            output.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
