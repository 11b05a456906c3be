package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.source.SecretRules;
import dev.lacuna.source.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretReferencesTest {

    @TempDir
    private Path folder;

    private Path allowed;
    private SecretReferences references;

    @BeforeEach
    void allowOneFolderAndOneKindOfVariable() throws Exception {
        allowed = Files.createDirectories(folder.resolve("allowed"));
        Files.writeString(allowed.resolve("shop.properties"), "password=from-file\n");
        Files.writeString(folder.resolve("other.properties"), "password=never\n");
        references = new SecretReferences(
                new SecretRules("KAFKA_.*", allowed.toString()),
                Map.of("KAFKA_PASSWORD", "from-variable", "AWS_SECRET_ACCESS_KEY", "never"));
    }

    @Test
    void secretsComeFromVariablesAndFiles() throws Exception {
        assertThat(references.resolve(Map.of(
                        "sasl.jaas.config",
                        "PlainLoginModule required password=\"${env:KAFKA_PASSWORD}\";",
                        "ssl.key.password",
                        "${file:" + allowed.resolve("shop.properties") + ":password}",
                        "client.id",
                        "me")))
                .containsEntry("sasl.jaas.config", "PlainLoginModule required password=\"from-variable\";")
                .containsEntry("ssl.key.password", "from-file")
                .containsEntry("client.id", "me");
    }

    @Test
    void whatIsNotAllowedIsRefusedAndNotTold() {
        for (String reference : new String[] {
            "${env:AWS_SECRET_ACCESS_KEY}",
            "${env:KAFKA_NONE}",
            "${file:" + folder.resolve("other.properties") + ":password}",
            "${file:" + allowed.resolve("../other.properties") + ":password}",
            "${vault:secret/kafka:password}"
        }) {
            var refusal = catchThrowableOfType(
                    SourceException.class, () -> references.resolve(Map.of("ssl.key.password", reference)));
            assertThat(refusal).as(reference).isNotNull();
            assertThat(refusal.getMessage()).contains("ssl.key.password").doesNotContain("never");
        }
    }

    @Test
    void nothingIsAllowedUnlessItWasSaid() {
        var none = new SecretReferences(SecretRules.NONE, Map.of("KAFKA_PASSWORD", "never"));
        assertThat(catchThrowableOfType(
                        SourceException.class, () -> none.resolve(Map.of("a", "${env:KAFKA_PASSWORD}"))))
                .isNotNull();
        assertThat(catchThrowableOfType(
                        SourceException.class,
                        () -> none.resolve(Map.of("a", "${file:" + allowed.resolve("shop.properties") + ":password}"))))
                .isNotNull();
    }

    @Test
    void aFileCantAllowItselfMore() {
        Map<String, String> own = Map.of(
                "config.providers", "mine",
                "config.providers.mine.class", "org.apache.kafka.common.config.provider.FileConfigProvider",
                "a", "${mine:" + folder.resolve("other.properties") + ":password}");
        assertThat(catchThrowableOfType(SourceException.class, () -> references.resolve(own)))
                .hasMessageContaining("${env:NAME}");
    }
}
