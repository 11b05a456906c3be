package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.TimelineAction;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

/// How long the FX thread is held at a stretch by the first opening of each part of the window, of the clock and of a
/// processor: `FxStretchBenchmark [stacks]`. With `stacks` it also tells where the longest stretches were.
final class FxStretchBenchmark {

    private static final double WORTH_A_STACK = 40e6;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean stacks;
    private final Map<String, Integer> seen = new HashMap<>();
    private Thread fx = Thread.currentThread();
    private volatile boolean watching = true;
    private volatile long asked;
    private double longest;
    private double processor;
    private long lastCpu;

    private FxStretchBenchmark(boolean stacks) {
        this.stacks = stacks;
    }

    public static void main(String[] args) throws Exception {
        new FxStretchBenchmark(args.length > 0 && args[0].equals("stacks")).run();
        System.exit(0);
    }

    /// What the FX thread does between two questions to it is a stretch.
    private void watch() {
        while (watching) {
            long from = System.nanoTime();
            asked = from;
            var done = new CountDownLatch(1);
            Platform.runLater(() -> {
                long cpu = threads.getCurrentThreadCpuTime();
                longest = Math.max(longest, System.nanoTime() - from);
                processor = Math.max(processor, cpu - lastCpu);
                lastCpu = cpu;
                asked = Long.MAX_VALUE;
                done.countDown();
            });
            try {
                done.await();
                Thread.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void sample() {
        while (watching) {
            if (System.nanoTime() - asked > WORTH_A_STACK / 8 && asked != Long.MAX_VALUE) {
                String at = Stream.of(fx.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("dev.lacuna"))
                        .limit(5)
                        .map(frame -> frame.getClassName().replaceAll(".*\\.", "") + "." + frame.getMethodName() + ":"
                                + frame.getLineNumber())
                        .toList()
                        .toString();
                seen.merge(at, 1, Integer::sum);
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void measure(String what, Runnable begin, BooleanSupplier ended) throws Exception {
        Ui.run(() -> {
            longest = 0;
            processor = 0;
            seen.clear();
        });
        Ui.run(begin);
        while (!Ui.on(ended::getAsBoolean)) {
            Thread.sleep(5);
        }
        Thread.sleep(700); // with what comes after it: layout, painting, answers
        Ui.run(() -> System.out.printf("%-46s %6.0f ms, processor %6.0f ms%n", what, longest / 1e6, processor / 1e6));
        if (stacks && longest > WORTH_A_STACK) {
            new HashMap<>(seen)
                    .entrySet().stream()
                            .sorted(Map.Entry.<String, Integer>comparingByValue()
                                    .reversed())
                            .limit(12)
                            .forEach(entry -> System.out.printf("    %4d %s%n", entry.getValue(), entry.getKey()));
        }
    }

    private void run() throws Exception {
        var shop = new Shop();
        Start start = shop.start(new Opening.StartPage());
        fx = Ui.on(Thread::currentThread);
        Thread.ofPlatform().daemon().start(this::watch);
        if (stacks) {
            Thread.ofPlatform().daemon().start(this::sample);
        }
        Ui.run(Theme.DARK::apply);
        FxPulse pulse = Ui.on(FxPulse::new);
        WorkspaceModel workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        MainWindow window = Ui.on(() -> new MainWindow(new Stage(), start, workspace, pulse, NoFiles::new));
        measure("the start page", window::show, () -> true);
        measure("what is made while somebody reads it", window::getReady, () -> true);
        Thread.sleep(1_500);
        measure(
                "the first source",
                workspace::openSample,
                () -> workspace.streams().scan() != null
                        && !workspace.streams().busyProperty().get());
        measure("the first finding is selected", () -> window.timeline().stepFinding(true), () -> true);
        measure("the tab of records", () -> window.showTab(1), () -> true);
        measure("the tab of notes", () -> window.showTab(3), () -> true);
        measure("the tab of findings", () -> window.showTab(0), () -> true);
        measure("the command palette", window::showPalette, () -> true);
        Ui.run(() -> ViewHands.type(window.scene().getFocusOwner(), KeyCode.ESCAPE, false));
        measure("where to go", window::askWhereTo, () -> true);
        Ui.run(() -> ViewHands.type(window.scene().getFocusOwner(), KeyCode.ESCAPE, false));
        measure("the list of tasks", window::toggleTasks, () -> true);
        measure("the field of the filter", window::askForFilter, () -> true);
        measure("the other theme", window::toggleTheme, () -> true);
        measure("the replay", () -> window.workspacePane().perform(TimelineAction.REPLAY), () -> true);
        Ui.run(() -> Window.getWindows().getLast().hide());
        measure("the page of topics", () -> workspace.selectStream(""), () -> true);
        measure("the other topic", () -> workspace.selectStream("orders-upstream"), () -> true);
        measure("a topic beside", () -> workspace.addToView("orders"), () -> true);
        measure("the start page again", window::showStartPage, () -> true);
        measure(
                "a form to connect",
                () -> ((javafx.scene.control.Button) window.scene().lookup("#open-kafka")).fire(),
                () -> true);
        Platform.runLater(window::showKeys);
        measure("the sheet of keys", () -> {}, () -> Window.getWindows().size() > 1);
        watching = false;
    }

    private static final class NoFiles implements FileDialogs {
        @Override
        public Optional<Path> save(String title, String proposedName) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> open(String title) {
            return Optional.empty();
        }
    }
}
