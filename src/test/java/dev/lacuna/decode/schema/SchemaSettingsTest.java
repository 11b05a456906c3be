package dev.lacuna.decode.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.PayloadFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaSettingsTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatConfluentsClientsReadAndOurOwnKeys() throws Exception {
        SchemaSettings settings = SchemaSettings.of(Map.of(
                "bootstrap.servers", "x:1",
                "schema.registry.url", "http://a:8081, https://b/base",
                "bearer.auth.token", "t0k",
                "lacuna.payload.format", "Protobuf",
                "lacuna.payload.schema.files", "a.proto,b.proto",
                "lacuna.payload.schema.message", "shop.Order"));

        assertThat(settings.registries()).map(Object::toString).containsExactly("http://a:8081/", "https://b/base/");
        assertThat(settings.authorization()).contains("Bearer t0k");
        assertThat(settings.format()).isEqualTo(PayloadFormat.PROTOBUF);
        assertThat(settings.files()).containsExactly(Path.of("a.proto"), Path.of("b.proto"));
        assertThat(SchemaSettings.isKey("schema.registry.url")).isTrue();
        assertThat(SchemaSettings.isKey("sasl.jaas.config")).isFalse();
    }

    @Test
    void refusesAddressesThatCarryCredentialsWithoutTellingThem() {
        assertThatThrownBy(() -> SchemaSettings.of(Map.of("schema.registry.url", "http://me:s3cret@host:8081")))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("basic.auth.user.info")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> SchemaSettings.of(Map.of("schema.registry.url", "ftp://host")))
                .hasMessageContaining("http://HOST:PORT");
        assertThatThrownBy(() -> SchemaSettings.of(Map.of("lacuna.payload.format", "thrift")))
                .hasMessageContaining("avro", "thrift");
    }

    @Test
    void findsTheImportsOfASchemaFileAboveIt() throws Exception {
        Files.createDirectories(folder.resolve("shop/v1"));
        Files.writeString(
                folder.resolve("shop/money.proto"),
                "syntax = \"proto3\"; package shop; message Money { int64 c = 1; }");
        Path main = folder.resolve("shop/v1/order.proto");
        Files.writeString(
                main,
                "syntax = \"proto3\"; package shop;\nimport \"shop/money.proto\";\nmessage Order { Money m = 1; }\n");

        assertThat(LocalSchemas.read(java.util.List.of(main)).format()).isEqualTo(PayloadFormat.PROTOBUF);
    }

    @Test
    void saysWhatIsWrongWithASchemaFile() throws Exception {
        Path broken = folder.resolve("broken.avsc");
        Files.writeString(broken, "{\"type\":\"recor\"}");
        assertFails(broken, "broken.avsc can't be used");
        assertFails(folder.resolve("gone.avsc"), "There is no schema file");
        Path thrift = Files.writeString(folder.resolve("x.thrift"), "struct");
        assertFails(thrift, "--descriptor_set_out");
        Path set = Files.write(folder.resolve("x.desc"), new byte[] {1, 2, 3});
        assertFails(set, "no descriptor set");
        Path proto = Files.writeString(folder.resolve("y.proto"), "syntax = \"proto3\"; message A {} message B {}");
        assertThatThrownBy(() -> Schemas.of(SchemaSettings.of(
                        Map.of("lacuna.payload.schema.files", proto.toString(), "lacuna.payload.schema.message", "C"))))
                .hasMessageContaining("It has A, B");
    }

    private static void assertFails(Path file, String part) {
        assertThatThrownBy(() -> LocalSchemas.read(java.util.List.of(file)))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining(part);
    }
}
