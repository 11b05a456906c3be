package dev.lacuna.cli;

import static dev.lacuna.cli.CliFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import dev.lacuna.decode.Orders;
import dev.lacuna.decode.schema.FakeRegistry;
import dev.lacuna.model.Bytes;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Payloads that need schemas, as the command line names them.
class CliFormatsTest {

    private static final long MORNING = 1_773_475_200_000L;

    @TempDir
    private Path home;

    private final FakeRegistry registry = FakeRegistry.start();
    private CliFixture cli;

    @BeforeEach
    void fill() {
        cli = new CliFixture(home);
        registry.with(Orders.AVRO_ID, "AVRO", Orders.AVRO);
        stream("framed", Orders::framedAvro);
        stream("bare", Orders::avro);
    }

    @AfterEach
    void close() {
        cli.close();
        registry.close();
    }

    /// Orders numbered from 0 to 99 without 40 and 41.
    private void stream(String name, Function<Orders, byte[]> writer) {
        MemoryPartition partition = cli.cluster.create(name, 1).partition(0);
        for (int seq = 0; seq < 100; seq++) {
            if (seq != 40 && seq != 41) {
                Orders order = new Orders(seq, "O-" + seq, "north", MORNING + seq * 1000L);
                partition.append(new MemoryContent(
                        order.millis(), Bytes.utf8("k" + seq), Bytes.of(writer.apply(order)), List.of()));
            }
        }
    }

    private Said scan(String topic, String... more) {
        Object[] words = new Object[6 + more.length];
        System.arraycopy(
                new Object[] {"scan", SOURCE, "--topic", topic, "--sequence", "json:/meta/seq"}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        return cli.lacuna(words);
    }

    @Test
    void readsBySchemasOfARegistryAndSaysSo() {
        Said said = scan("framed", "--schema-registry", registry.url());

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("\"kind\":\"gap.sequence\"", "\"missing\":2");
        assertThat(said.err())
                .contains("Payloads were read as avro. 60 of 60 sampled values begin as in the registry's wire format");
    }

    @Test
    void readsBySchemaFilesAndByWhatAProfileSays() throws Exception {
        Path file = Files.writeString(home.resolve("order.avsc"), Orders.AVRO);
        Said byFile = scan("bare", "--format", "avro", "--schema-file", file.toString());
        assertThat(byFile.out()).contains("\"kind\":\"gap.sequence\"", "\"missing\":2");
        assertThat(byFile.err()).contains("Payloads were read as avro. As --format or the profile says.");

        Files.createDirectories(home.resolve("profiles"));
        Files.writeString(
                home.resolve("profiles/shop.properties"),
                "bootstrap.servers=" + CliFixture.BROKER + "\nlacuna.payload.schema.files=" + file + "\n");
        Said byProfile = cli.lacuna("scan", "shop", "--topic", "bare", "--sequence", "json:/meta/seq");
        assertThat(byProfile.out()).contains("\"kind\":\"gap.sequence\"");
        assertThat(byProfile.err()).contains("can be read by the schema in order.avsc");
    }

    @Test
    void slipsAreUsageErrorsBeforeAnythingIsConnectedTo() {
        Said none = scan("framed", "--format", "avro");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("--schema-registry URL or --schema-file FILE");

        Said secret = scan("framed", "--schema-registry", "http://me:s3cret@host:1");
        assertThat(secret.code()).isEqualTo(2);
        assertThat(secret.err()).contains("basic.auth.user.info").doesNotContain("s3cret");

        Said gone = scan("framed", "--schema-file", home.resolve("gone.avsc").toString());
        assertThat(gone.code()).isNotZero();
        assertThat(gone.err()).contains("There is no schema file");

        assertThat(scan("framed", "--format", "thrift").code()).isEqualTo(2);
    }

    @Test
    void theNextCommandGetsTheSameSchemas() {
        Said planned = cli.lacuna(
                "plan",
                "replay",
                SOURCE,
                "--topic",
                "framed",
                "--schema-registry",
                registry.url(),
                "--to-topic",
                "bare",
                "--plan",
                home.resolve("plan.json"));
        assertThat(planned.err()).contains("plan.json --schema-registry " + registry.url());
    }

    @Test
    void recordsStandBesideTheirBytesAsJson() {
        Said said =
                cli.lacuna("records", SOURCE, "--topic", "framed", "--limit", "1", "--schema-registry", registry.url());

        assertThat(said.out())
                .contains("\"value_base64\":\"AAAA", "\"value_decoded\":{\"meta\":{\"seq\":0},\"id\":\"O-0\"");
    }
}
