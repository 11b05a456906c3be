package dev.lacuna.ui.shell;

import dev.lacuna.investigation.WriteGate;
import dev.lacuna.journal.Journal;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.FxPulse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;

/// How long it takes from the start of the process until the start page is painted: `WindowStartBenchmark [ROUNDS]`.
/// Each round is a JVM of its own with the options of this one.
public final class WindowStartBenchmark {

    private static final String CHILD = "--child";

    private WindowStartBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0 && args[0].equals(CHILD)) {
            showOnce();
            return;
        }
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 9;
        long[] millis = new long[rounds];
        for (int round = 0; round < rounds; round++) {
            millis[round] = child();
        }
        Arrays.sort(millis);
        System.out.printf(
                "window painted after %,d ms (median of %d; %,d to %,d)%n",
                millis[rounds / 2], rounds, millis[0], millis[rounds - 1]);
    }

    private static long child() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), WindowStartBenchmark.class.getName(), CHILD));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return Long.parseLong(said.strip());
    }

    private static void showOnce() {
        Instant began = ProcessHandle.current().info().startInstant().orElseThrow();
        Platform.startup(() -> {
            var runner = new TaskRunner(Clock.systemUTC());
            Path home = Path.of(System.getProperty("java.io.tmpdir"), "lacuna-window-start");
            var journal = new Journal(home, runner.clock(), "bench");
            var start = new Start(
                    runner,
                    new Sources(ServiceLoader.load(SourceProvider.class)),
                    Preferences.inMemory(),
                    progress -> {
                        throw new IllegalStateException("nobody asks for the sample here");
                    },
                    journal,
                    WriteGate.of(home.resolve("profiles"), journal, text -> {}),
                    "bench",
                    Clock.systemUTC(),
                    new Opening.StartPage(),
                    home.resolve("rewinds"),
                    "dev.lacuna.launch.Main");
            var pulse = new FxPulse();
            var workspace = new WorkspaceModel(start, WindowState.FIRST, pulse::post);
            new MainWindow(new Stage(), start, workspace, pulse, () -> {
                        throw new IllegalStateException("nobody chooses a file here");
                    })
                    .show();
            afterTwoPulses(began);
        });
    }

    /// The first pulse lays out and hands over, the second begins when that was painted.
    private static void afterTwoPulses(Instant began) {
        new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                if (++pulses == 3) {
                    System.out.println(
                            java.time.Duration.between(began, Instant.now()).toMillis());
                    System.out.flush();
                    Runtime.getRuntime().halt(0);
                }
            }
        }.start();
    }
}
