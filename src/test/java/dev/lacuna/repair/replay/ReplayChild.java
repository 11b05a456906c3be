package dev.lacuna.repair.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A [ReplayProcess] from the outside: held until it is let go, watched, and killed when the test says so.
final class ReplayChild implements AutoCloseable {

    private static final long LIMIT_SECONDS = 120;

    private final Process process;
    private final List<String> said = new ArrayList<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final CompletableFuture<Boolean> copying = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    private ReplayChild(Process process) {
        this.process = process;
    }

    /// Starts the process, which waits for [#go()].
    ///
    /// @param plans as the process takes them
    static ReplayChild start(String uri, List<String> plans) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dlacuna.kill.timeout=" + System.getProperty("lacuna.kill.timeout", "60000"),
                "-cp",
                System.getProperty("java.class.path"),
                ReplayProcess.class.getName(),
                uri));
        command.addAll(plans);
        String archive = System.getProperty("lacuna.kill.archive");
        if (archive != null) {
            // of classes, so that many processes start sooner; the first that ends well makes it
            command.addAll(1, List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var child = new ReplayChild(process);
        Thread.ofPlatform().daemon().name("replay-child").start(child::listen);
        return child;
    }

    private void listen() {
        String last = "";
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
                synchronized (said) {
                    said.add(line);
                }
                if (line.equals("ready")) {
                    ready.complete(true);
                } else if (line.equals("copying")) {
                    copying.complete(true);
                }
            }
        } catch (IOException e) {
            last = "unheard: " + e.getMessage();
        }
        ready.complete(false);
        copying.complete(false);
        ended.complete(last);
    }

    ReplayChild go() throws Exception {
        if (!ready.get(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it never began: " + everything());
        }
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return this;
    }

    ReplayChild awaitCopying() throws Exception {
        if (!copying.get(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it never copied: " + everything());
        }
        return this;
    }

    /// Returns whether it ended within that time.
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /// Kills it after that time, and returns whether it was still alive.
    boolean killAfter(long millis) throws InterruptedException {
        boolean alive = !endsWithin(millis);
        process.destroyForcibly().waitFor();
        return alive;
    }

    /// Stops it as Ctrl+Z does, until it is told to go on.
    ///
    /// @return whether the system knows how
    boolean stop() throws Exception {
        return signal("STOP");
    }

    void goOn() throws Exception {
        signal("CONT");
    }

    private boolean signal(String name) throws Exception {
        try {
            return new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Waits for its end, and returns its last words: `done complete ..`, `done FENCED ..`, or what else it said.
    String end() throws Exception {
        return ended.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /// How many of its plans ended so: `complete`, `FENCED`.
    long ended(String how) {
        return everything()
                .lines()
                .filter(line -> line.startsWith("done " + how + " "))
                .count();
    }

    String everything() {
        synchronized (said) {
            return String.join("\n", said);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
