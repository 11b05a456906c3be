package dev.lacuna.decode.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.lacuna.decode.Walked;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/// Other people's libraries write; ours reads.
class PackedWalkersTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random = new Random(5);

    @Test
    void readsWhateverAMessagePackLibraryWrites() throws Exception {
        for (int i = 0; i < 300; i++) {
            JsonNode tree = object(3);
            byte[] payload = msgpack(tree);

            assertThat(Walked.tree(Walked.json(new MessagePackWalker(), payload)))
                    .isEqualTo(Walked.tree(tree.toString()));
            Walked.pass(new MessagePackWalker(), payload);
        }
    }

    @Test
    void readsWhateverACborLibraryWrites() throws Exception {
        ObjectMapper mapper = new ObjectMapper(new CBORFactory());
        for (int i = 0; i < 300; i++) {
            JsonNode tree = object(3);
            byte[] payload = mapper.writeValueAsBytes(tree);

            assertThat(Walked.tree(Walked.json(new CborWalker(), payload))).isEqualTo(Walked.tree(tree.toString()));
            Walked.pass(new CborWalker(), payload);
        }
    }

    @Test
    void noBeginningOfAMapIsAMap() throws Exception {
        ObjectMapper mapper = new ObjectMapper(new CBORFactory());
        for (int i = 0; i < 10; i++) {
            JsonNode tree = object(3);
            assertThat(Walked.torment(new MessagePackWalker(), msgpack(tree), random))
                    .isZero();
            assertThat(Walked.torment(new CborWalker(), mapper.writeValueAsBytes(tree), random))
                    .isZero();
        }
    }

    /// From appendix A of RFC 8949.
    @Test
    void readsTheExamplesOfTheCborStandard() throws Exception {
        cbor("00", "0");
        cbor("1818", "24");
        cbor("1b000000e8d4a51000", "1000000000000");
        cbor("1bffffffffffffffff", "18446744073709551615");
        cbor("c249010000000000000000", "18446744073709551616");
        cbor("3bffffffffffffffff", "-18446744073709551616");
        cbor("c349010000000000000000", "-18446744073709551617");
        cbor("3903e7", "-1000");
        cbor("f93c00", "1.0");
        cbor("f97bff", "65504.0");
        cbor("fb3ff199999999999a", "1.1");
        cbor("fa47c35000", "100000.0");
        cbor("f4", "false");
        cbor("f7", "null");
        cbor("c11a514b67b0", "\"2013-03-21T20:04:00Z\"");
        cbor("c1fb41d452d9ec200000", "\"2013-03-21T20:04:00.500Z\"");
        cbor("c074323031332d30332d32315432303a30343a30305a", "\"2013-03-21T20:04:00Z\"");
        cbor("4401020304", "\"01020304\"");
        cbor("62c3bc", "\"\u00fc\"");
        cbor("8301820203820405", "[1,[2,3],[4,5]]");
        cbor("a201020304", "{\"1\":2,\"3\":4}");
        cbor("5f42010243030405ff", "\"0102030405\"");
        cbor("7f657374726561646d696e67ff", "\"streaming\"");
        cbor("9f018202039f0405ffff", "[1,[2,3],[4,5]]");
        cbor("bf61610161629f0203ffff", "{\"a\":1,\"b\":[2,3]}");
        cbor("d9d9f7a0", "{}");
    }

    @Test
    void readsTimesAndKeysThatAreNoTexts() throws Exception {
        msgpack("d6ff514b67b0", "\"2013-03-21T20:04:00Z\"");
        msgpack("c70cff00000000ffffffffffffffff", "\"1969-12-31T23:59:59Z\"");
        msgpack("8201a161c3c0", "{\"1\":\"a\",\"true\":null}");
        msgpack("81ffcb3ff8000000000000", "{\"-1\":1.5}");
        msgpack("81c40201020a", "{\"c4020102\":10}");
        msgpack("d4050a", "\"0a\"");
        msgpack("a1ff", "\"ff\"");
    }

    @Test
    void claimsOfHugeNumbersCostNothing() {
        for (String hex : new String[] {"dfffffffff", "ddffffffff", "dbffffffff61", "c6ffffffff", "c9ffffffff05"}) {
            byte[] payload = HexFormat.of().parseHex(hex);
            assertThatThrownBy(() -> Walked.json(new MessagePackWalker(), payload))
                    .hasMessageStartingWith("claims more");
        }
        for (String hex :
                new String[] {"9bffffffffffffffff", "bb7fffffffffffffff", "7a7fffffff61", "5bffffffffffffffff"}) {
            byte[] payload = HexFormat.of().parseHex(hex);
            assertThatThrownBy(() -> Walked.json(new CborWalker(), payload)).hasMessageStartingWith("claims more");
        }
    }

    @Test
    void nestingEndsSomewhere() throws Exception {
        byte[] arrays = new byte[5_000];
        Arrays.fill(arrays, (byte) 0x91);
        assertThatThrownBy(() -> Walked.json(new MessagePackWalker(), arrays)).hasMessage("is nested too deeply");
        for (int head : new int[] {0x81, 0x9f, 0xc6}) {
            byte[] payload = new byte[5_000];
            Arrays.fill(payload, (byte) head);
            assertThatThrownBy(() -> Walked.json(new CborWalker(), payload)).hasMessage("is nested too deeply");
            assertThatThrownBy(() -> Walked.pass(new CborWalker(), payload)).hasMessage("is nested too deeply");
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Walked.json(new CborWalker(), new byte[] {(byte) 0xff}))
                .hasMessage("ends something that was not begun");
        assertThatThrownBy(() -> Walked.json(new CborWalker(), new byte[] {0x61, (byte) 0xff}))
                .hasMessage("has a text that is not valid UTF-8");
        assertThatThrownBy(() -> Walked.json(new CborWalker(), new byte[] {1, 2}))
                .hasMessage("goes on behind its value");
        assertThatThrownBy(() -> Walked.json(new MessagePackWalker(), new byte[] {(byte) 0xc1}))
                .hasMessageContaining("never used");
    }

    private static void cbor(String hex, String json) throws Exception {
        assertThat(Walked.json(new CborWalker(), HexFormat.of().parseHex(hex)))
                .as(hex)
                .isEqualTo(json);
        Walked.pass(new CborWalker(), HexFormat.of().parseHex(hex));
    }

    private static void msgpack(String hex, String json) throws Exception {
        assertThat(Walked.json(new MessagePackWalker(), HexFormat.of().parseHex(hex)))
                .as(hex)
                .isEqualTo(json);
    }

    private ObjectNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = 1 + random.nextInt(depth == 1 ? 3 : 20); i > 0; i--) {
            object.set("name" + i, value(depth - 1));
        }
        return object;
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextLong() >> random.nextInt(64));
            case 3 -> NODES.numberNode(random.nextInt(300) - 150L);
            case 4 -> NODES.numberNode(random.nextDouble());
            case 5 -> NODES.textNode("\u00e4\ud83d\ude00x".repeat(random.nextInt(30)));
            case 6 -> NODES.textNode("t".repeat(random.nextInt(40)));
            case 7 -> object(depth);
            default -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = random.nextInt(30); i > 0; i--) {
                    array.add(value(depth - 1));
                }
                yield array;
            }
        };
    }

    private static byte[] msgpack(JsonNode tree) throws IOException {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            pack(tree, packer);
            return packer.toByteArray();
        }
    }

    private static void pack(JsonNode node, MessageBufferPacker packer) throws IOException {
        switch (node.getNodeType()) {
            case NULL -> packer.packNil();
            case BOOLEAN -> packer.packBoolean(node.booleanValue());
            case STRING -> packer.packString(node.textValue());
            case NUMBER -> {
                if (node.isDouble()) {
                    packer.packDouble(node.doubleValue());
                } else {
                    packer.packLong(node.longValue());
                }
            }
            case ARRAY -> {
                packer.packArrayHeader(node.size());
                for (JsonNode item : node) {
                    pack(item, packer);
                }
            }
            default -> {
                packer.packMapHeader(node.size());
                for (Map.Entry<String, JsonNode> entry : node.properties()) {
                    packer.packString(entry.getKey());
                    pack(entry.getValue(), packer);
                }
            }
        }
    }
}
