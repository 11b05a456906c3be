package dev.lacuna.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxProcessTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void servesUntilItIsClosedAndStopsCleanly() throws Exception {
        ProcessHandle child;
        try (var sandbox = start("serve", folder.toString())) {
            child = ProcessHandle.of(sandbox.pid()).orElseThrow();
            assertThat(sandbox.bootstrap()).matches("127\\.0\\.0\\.1:\\d+");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", sandbox.bootstrap()))) {
                assertThat(admin.describeCluster().nodes().get(20, TimeUnit.SECONDS))
                        .hasSize(1);
            }
            assertThat(sandbox.isAlive()).isTrue();
        }
        assertThat(child.isAlive()).isFalse();
        // Kafka leaves this file only when it has closed its log in order.
        assertThat(folder.resolve("node-1/.kafka_cleanshutdown")).exists();
    }

    @Test
    void endsWithAParentThatIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxChild.class.getName(),
                        "parent",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        ProcessHandle child;
        try (BufferedReader lines = parent.inputReader()) {
            String line = lines.readLine();
            assertThat(line).startsWith("child ");
            child = ProcessHandle.of(Long.parseLong(line.split(" ")[1])).orElseThrow();
            assertThat(child.isAlive()).isTrue();
        } finally {
            parent.destroyForcibly();
        }
        child.onExit().get(120, TimeUnit.SECONDS);
        assertThat(folder.resolve("node-1/.kafka_cleanshutdown")).exists();
    }

    @Test
    void tellsWhatAChildSaidThatEndedTooEarly() {
        assertThatThrownBy(() -> start("fail"))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("ended before it was ready")
                .hasMessageContaining("the disk is on fire");
    }

    @Test
    void passesOnWhyTheBrokerDidNotStart() throws Exception {
        try (FileChannel held =
                FileChannel.open(folder.resolve("sandbox.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(held.lock().isValid()).isTrue();
            assertThatThrownBy(() -> start("serve", folder.toString()))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("in use by another sandbox");
        }
    }

    @Test
    void endsAChildThatIsNotReadyInTime() {
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
        assertThatThrownBy(() -> SandboxProcess.start(
                        SandboxChild.class.getName(), List.of("hang"), Duration.ofSeconds(1), Duration.ofMillis(100)))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("not ready within 1 s");
        assertThat(ProcessHandle.current().children().filter(child -> !before.contains(child)))
                .allSatisfy(child -> child.onExit().get(120, TimeUnit.SECONDS));
    }

    private static SandboxProcess start(String... arguments) throws Exception {
        return SandboxProcess.start(SandboxChild.class.getName(), List.of(arguments), LONG);
    }
}
