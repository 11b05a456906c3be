package dev.lacuna.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class WholeFileTest {

    @TempDir
    private Path folder;

    private static void write(Path file, String text) throws IOException {
        WholeFile.<IOException>write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatFailsLeavesWhatWasThere() throws Exception {
        Path file = Files.writeString(folder.resolve("kept"), "before");

        assertThatThrownBy(() -> WholeFile.<IOException>write(file, out -> {
                    out.write(1);
                    throw new IOException("full");
                }))
                .hasMessage("full");

        assertThat(file).hasContent("before");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aLinkStaysOne() throws Exception {
        Path file = Files.writeString(folder.resolve("kept"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("latest"), Path.of("kept"));

        write(link, "after");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("after");
    }

    /// As `/dev/stdout`, or a device: to put a file in its place would take it from everybody.
    @Test
    void aPipeIsWrittenIntoAndStays() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                return String.valueOf(e);
            }
        });

        write(pipe, "through it");

        assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo("through it");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }
}
