package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gestures with keys held, on the real toolkit and a display that nobody sees. Where there is no Xvfb it is skipped.
/// Alone: `mvn test -Dgroups=display`.
@Tag("display")
class GesturesOnDisplayTest {

    private static final long LIMIT_SECONDS = 300;

    @TempDir
    private Path folder;

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of)
                .anyMatch(bin -> Files.isExecutable(bin.resolve(program)));
    }

    @Test
    void gesturesWithKeysHeldDoWhatTheRulesSay() throws Exception {
        assumeTrue(
                isOnPath("Xvfb"),
                "There is no Xvfb on the PATH, so gestures with modifiers are not tried here. They need the packages"
                        + " xvfb, libgtk-3-0 and libxtst6.");
        Process display = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader numbers = display.inputReader()) {
            String number = numbers.readLine();
            assumeTrue(number != null, "Xvfb found no free display, so gestures with modifiers are not tried here.");
            List<String> told = handsOn(":" + number);
            assumeTrue(
                    told.stream().noneMatch(line -> line.contains("UnsatisfiedLinkError")),
                    "JavaFX finds no GTK here, so gestures with modifiers are not tried. They need libgtk-3-0.");
            assertThat(told).last().as(String.join("\n", told)).isEqualTo("done");
            assertThat(told).noneMatch(line -> line.startsWith("wrong "));
            assertThat(told).filteredOn(line -> line.startsWith("ok ")).hasSize(18);
        } finally {
            display.destroy();
            if (!display.waitFor(5, TimeUnit.SECONDS)) {
                display.destroyForcibly();
            }
        }
    }

    private List<String> handsOn(String display) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx768m",
                "-Dglass.platform=gtk",
                "-Dprism.order=sw",
                "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DisplayHands.class.getName()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("DISPLAY", display);
        // no session of whoever runs the tests is to be asked for anything
        builder.environment().put("NO_AT_BRIDGE", "1");
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().remove("DBUS_SESSION_BUS_ADDRESS");
        Process hands = builder.start();
        try {
            hands.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        } finally {
            hands.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }
}
