package dev.lacuna.decode.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Timestamp;
import dev.lacuna.decode.Walked;
import dev.lacuna.decode.walk.BadSchemaException;
import dev.lacuna.decode.walk.BrokenPayloadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Protobuf's own library writes; ours reads.
class ProtobufWalkerTest {

    private static final String PROTO = """
            syntax = "proto3";
            package shop;
            import "google/protobuf/timestamp.proto";
            import "google/protobuf/wrappers.proto";
            import "common/money.proto";
            enum Kind { NONE = 0; BUY = 1; }
            message Order {
              int64 seq = 1;
              string order_id = 2;
              google.protobuf.Timestamp at = 3;
              common.Money total = 4;
              repeated int32 nums = 5;
              repeated sint64 loose = 6 [packed = false];
              map<string, common.Money> parts = 7;
              oneof how { string card = 8; uint64 cash = 9; }
              Kind kind = 10;
              optional bool urgent = 11;
              google.protobuf.Int64Value boxed = 12;
              double weight = 13;
              fixed32 flags = 14;
              bytes raw = 15;
              map<uint32, bool> seen = 16;
              Order next = 500;
              message Line { string sku = 1; }
              repeated Line lines = 17;
              float ratio = 18;
              sfixed64 far = 19;
            }
            message Other { message Deep { bool ok = 1; } Deep deep = 1; }
            """;

    private static final String MONEY = """
            syntax = "proto3";
            package common;
            message Money { int64 cents = 1; string currency = 2; }
            """;

    private static ProtoFiles files() throws BadSchemaException {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("shop/order.proto", PROTO);
        sources.put("common/money.proto", MONEY);
        return ProtoFiles.ofSources("shop/order.proto", sources);
    }

    private static ProtobufWalker walker() throws BadSchemaException {
        return new ProtobufWalker(files().message("shop.Order").orElseThrow());
    }

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) throws IOException {
        var bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        fields.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] full() throws IOException {
        byte[] money = message(out -> {
            out.writeInt64(1, -250);
            out.writeString(2, "EUR");
        });
        return message(out -> {
            out.writeInt64(1, 42);
            out.writeString(2, "O-\u00e4");
            out.writeMessage(
                    3,
                    Timestamp.newBuilder()
                            .setSeconds(1_767_225_600L)
                            .setNanos(250_000_000)
                            .build());
            out.writeByteArray(4, money);
            out.writeByteArray(5, new byte[] {1, 2, (byte) 0x96, 1});
            out.writeSInt64(6, -1);
            out.writeInt64(99, 5);
            out.writeSInt64(6, 7);
            out.writeByteArray(7, message(entry -> {
                entry.writeString(1, "p1");
                entry.writeByteArray(2, money);
            }));
            out.writeUInt64(9, -1L);
            out.writeEnum(10, 1);
            out.writeBool(11, false);
            out.writeByteArray(12, message(box -> box.writeInt64(1, 9)));
            out.writeDouble(13, 1.5);
            out.writeFixed32(14, -1);
            out.writeByteArray(15, new byte[] {(byte) 0xca, (byte) 0xfe});
            out.writeByteArray(16, message(entry -> {
                entry.writeUInt32(1, 7);
                entry.writeBool(2, true);
            }));
            out.writeByteArray(17, message(line -> line.writeString(1, "a")));
            out.writeByteArray(17, message(line -> {}));
            out.writeFloat(18, 0.1f);
            out.writeSFixed64(19, Long.MIN_VALUE);
            out.writeByteArray(500, message(next -> next.writeInt64(1, 43)));
        });
    }

    @Test
    void readsEveryKindOfField() throws Exception {
        String json = Walked.json(walker(), full());

        assertThat(json)
                .startsWith("{\"seq\":42,\"order_id\":\"O-\u00e4\",\"at\":\"2026-01-01T00:00:00.250Z\","
                        + "\"total\":{\"cents\":-250,\"currency\":\"EUR\"},\"nums\":[1,2,150],\"loose\":[-1,7],"
                        + "\"parts\":{\"p1\":{\"cents\":-250,\"currency\":\"EUR\"}},"
                        + "\"cash\":18446744073709551615,\"kind\":\"BUY\",\"urgent\":false,\"boxed\":9,"
                        + "\"weight\":1.5,\"flags\":4294967295,\"raw\":\"cafe\",\"seen\":{\"7\":true},"
                        + "\"next\":{\"seq\":43,")
                .endsWith("\"lines\":[{\"sku\":\"a\"},{\"sku\":\"\"}],\"ratio\":0.1,\"far\":-9223372036854775808}");
    }

    @Test
    void tellsWhatTheSchemaSaysIsThereWithoutBeingWritten() throws Exception {
        assertThat(Walked.json(walker(), new byte[0]))
                .isEqualTo("{\"seq\":0,\"order_id\":\"\",\"nums\":[],\"loose\":[],\"parts\":{},\"kind\":\"NONE\","
                        + "\"weight\":0.0,\"flags\":0,\"raw\":\"\",\"seen\":{},\"lines\":[],\"ratio\":0.0,\"far\":0}");
    }

    @Test
    void theLastOfAScalarHoldsAndPartsOfAMessageAreJoined() throws Exception {
        byte[] payload = message(out -> {
            out.writeInt64(1, 1);
            out.writeByteArray(4, message(money -> money.writeInt64(1, 5)));
            out.writeInt64(1, 2);
            out.writeByteArray(4, message(money -> money.writeString(2, "CHF")));
        });

        assertThat(Walked.json(walker(), payload))
                .contains("\"seq\":2,", "\"total\":{\"cents\":5,\"currency\":\"CHF\"}");
    }

    @Test
    void aPayloadOfAnotherMessageIsForeign() {
        byte[] other = {(byte) 0xf8, 1, 5}; // field 31
        assertThatThrownBy(() -> Walked.json(walker(), other))
                .isInstanceOfSatisfying(
                        BrokenPayloadException.class,
                        broken -> assertThat(broken.isForeign()).isTrue())
                .hasMessage("has none of the fields of shop.Order");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertThatThrownBy(() -> Walked.json(walker(), new byte[] {8})).hasMessage("ends before its value is complete");
        assertThatThrownBy(() -> Walked.json(walker(), new byte[] {18, 9, 'a'}))
                .hasMessage("claims more bytes than are left");
        assertThatThrownBy(() -> Walked.json(walker(), new byte[] {18, 2, (byte) 0xc3, 0x28}))
                .hasMessage("has a text that is not valid UTF-8");
        assertThatThrownBy(() -> Walked.json(walker(), new byte[] {0, 1}))
                .hasMessage("has a field of an impossible number");
        assertThatThrownBy(() -> Walked.json(walker(), new byte[] {8, 1, 15}))
                .hasMessage("has a field of no known wire type");
        assertThatThrownBy(() -> Walked.json(walker(), new byte[] {8, 1, 12}))
                .hasMessage("ends a group that was not begun");
    }

    @Test
    void survivesWhateverComes() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 10; i++) {
            Walked.torment(walker(), full(), random);
        }
        byte[] deep = new byte[0];
        for (int i = 0; i < 300; i++) {
            byte[] inner = deep;
            deep = message(out -> out.writeByteArray(500, inner));
        }
        byte[] payload = deep;
        assertThatThrownBy(() -> Walked.json(walker(), payload)).hasMessage("is nested too deeply");
        Walked.pass(walker(), payload);
    }

    @Test
    void findsMessagesByIndexAndByName() throws Exception {
        ProtoFiles files = files();
        assertThat(files.message(new int[] {0}).map(MessageType::name)).contains("shop.Order");
        assertThat(files.message(new int[] {0, 0}).map(MessageType::name)).contains("shop.Order.Line");
        assertThat(files.message(new int[] {1, 0}).map(MessageType::name)).contains("shop.Other.Deep");
        assertThat(files.message(new int[] {2})).isEmpty();
        assertThat(files.message(new int[] {1, 3})).isEmpty();
        assertThat(files.message("Order").map(MessageType::name)).contains("shop.Order");
        assertThat(files.names()).contains("shop.Other.Deep").noneMatch(name -> name.contains("Entry"));
    }

    @Test
    void groupsOfOldAreRead() throws Exception {
        ProtoFiles files = ProtoFiles.ofSources("old.proto", Map.of("old.proto", """
                        syntax = "proto2";
                        message Old { required int32 id = 1; optional int32 never = 2 [default = 7]; optional string s = 3; }
                        """));
        ProtobufWalker walker = new ProtobufWalker(files.message("Old").orElseThrow());
        byte[] payload = message(out -> {
            out.writeTag(9, 3);
            out.writeInt32(1, 5);
            out.writeTag(9, 4);
            out.writeInt32(1, 3);
            out.writeByteArray(3, new byte[] {(byte) 0xff});
        });

        assertThat(Walked.json(walker, payload)).isEqualTo("{\"id\":3,\"s\":\"ff\"}");
    }

    @Test
    void descriptorSetsNeedTheirImports() throws Exception {
        FileDescriptorProto alone = FileDescriptorProto.newBuilder()
                .setName("a.proto")
                .addDependency("b.proto")
                .build();
        assertThatThrownBy(() -> ProtoFiles.ofDescriptorSet(
                        FileDescriptorSet.newBuilder().addFile(alone).build().toByteArray()))
                .isInstanceOf(BadSchemaException.class)
                .hasMessageContaining("--include_imports");
        assertThatThrownBy(
                        () -> ProtoFiles.ofDescriptorSet("nonsense".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(BadSchemaException.class);
    }

    @Test
    void brokenSourcesAreToldInOneLine() {
        assertThatThrownBy(() -> ProtoFiles.ofSources("x.proto", Map.of("x.proto", "message { oops")))
                .isInstanceOf(BadSchemaException.class)
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
        assertThatThrownBy(() -> ProtoFiles.ofSources(
                        "x.proto",
                        Map.of("x.proto", "syntax = \"proto3\"; import \"gone.proto\"; message A { Gone g = 1; }")))
                .isInstanceOf(BadSchemaException.class);
    }
}
