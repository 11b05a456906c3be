package dev.lacuna.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxServerTest {

    @TempDir
    Path folder;

    @Test
    void saysReadyOnceAndStopsWhenItsInputCloses() throws Exception {
        var parentsEnd = new PipedOutputStream();
        var ready = new CompletableFuture<String>();
        CompletableFuture<Void> served = serve(ready, new PipedInputStream(parentsEnd));
        assertThat(ready.get(120, TimeUnit.SECONDS)).matches("ready 127\\.0\\.0\\.1:\\d+");
        parentsEnd.write('\n'); // what is typed does not stop it
        parentsEnd.flush();
        assertThat(served).isNotDone();
        parentsEnd.close();
        served.get(120, TimeUnit.SECONDS);
    }

    @Test
    void stopsWhenItsThreadIsInterruptedAndKeepsTheInterrupt() throws Exception {
        var interrupted = new CompletableFuture<Boolean>();
        var ready = new CompletableFuture<String>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                SandboxServer.run(
                        SandboxSettings.temporary().withDataFolder(folder),
                        SandboxServer.Preparation.NONE,
                        ready::complete,
                        null);
                interrupted.complete(Thread.currentThread().isInterrupted());
            } catch (SandboxException e) {
                interrupted.completeExceptionally(e);
            }
        });
        ready.get(120, TimeUnit.SECONDS);
        thread.interrupt();
        assertThat(interrupted.get(120, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("node-1/.kafka_cleanshutdown")).exists();
    }

    private static CompletableFuture<Void> serve(CompletableFuture<String> ready, InputStream input) {
        return CompletableFuture.runAsync(() -> {
            try {
                SandboxServer.run(SandboxSettings.temporary(), SandboxServer.Preparation.NONE, ready::complete, input);
            } catch (SandboxException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
