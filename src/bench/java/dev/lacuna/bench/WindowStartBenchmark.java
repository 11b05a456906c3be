package dev.lacuna.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/// How long it takes from the start of the process until the start page is painted, beside a window of JavaFX that
/// shows one word: `WindowStartBenchmark [ROUNDS]`. Lacuna is started as `mvn package` has left it; on the display that
/// `DISPLAY` names, else on none.
public final class WindowStartBenchmark {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String BARE = "--one-word";
    private static final String PAINTED = "window painted";

    private WindowStartBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0 && args[0].equals(BARE)) {
            Application.launch(OneWord.class);
            return;
        }
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 7;
        long[] lacuna = new long[rounds];
        long[] bare = new long[rounds];
        for (int round = 0; round < rounds; round++) {
            lacuna[round] = lacuna();
            bare[round] = bare();
        }
        print("Lacuna", lacuna);
        print("one word", bare);
        System.out.printf("%.2f times as long%n", (double) lacuna[rounds / 2] / bare[rounds / 2]);
    }

    private static void print(String name, long[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                "%-9s painted after %,d ms (median of %d; %,d to %,d)%n",
                name, millis[millis.length / 2], millis.length, millis[0], millis[millis.length - 1]);
    }

    /// By the time that the log gives the line, for to look for it takes time as well.
    private static long lacuna() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("window-start");
        Path log = home.resolve("lacuna.log");
        var builder = new ProcessBuilder("target/lacuna/bin/lacuna");
        Map<String, String> environment = builder.environment();
        environment.put("LACUNA_HOME", home.toString());
        environment.put("LACUNA_OPTS", String.join(" ", onDisplay()));
        environment.putIfAbsent("DISPLAY", "none");
        Instant began = Instant.now();
        Process window = start(builder);
        try {
            Instant limit = began.plus(LIMIT);
            while (Instant.now().isBefore(limit)) {
                List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
                for (String line : lines) {
                    if (line.contains(PAINTED)) {
                        return Duration.between(began, Instant.parse(line.substring(0, line.indexOf(' '))))
                                .toMillis();
                    }
                }
                Thread.sleep(100);
            }
            throw new IOException("no window within " + LIMIT + ", see " + home);
        } finally {
            window.destroy();
            window.waitFor();
            remove(home);
        }
    }

    private static long bare() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Run.java(), "--enable-native-access=ALL-UNNAMED"));
        command.addAll(onDisplay());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), WindowStartBenchmark.class.getName(), BARE));
        Instant began = Instant.now();
        Process window = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String painted = new String(window.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        window.waitFor();
        return Duration.between(began, Instant.parse(painted.strip())).toMillis();
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> onDisplay() {
        return System.getenv("DISPLAY") == null ? List.of("-Dglass.platform=Headless", "-Dprism.order=sw") : List.of();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// The least that a window of JavaFX can be.
    public static final class OneWord extends Application {

        @Override
        public void start(Stage stage) {
            stage.setScene(new Scene(new Label("Lacuna"), 1_280, 800));
            stage.show();
            new AnimationTimer() {
                private int pulses;

                @Override
                public void handle(long now) {
                    if (++pulses == 3) {
                        System.out.println(Instant.now());
                        System.out.flush();
                        Runtime.getRuntime().halt(0);
                    }
                }
            }.start();
        }
    }
}
