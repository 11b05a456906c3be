package dev.lacuna.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A sandbox in a child JVM of the same Java and class path, so that a fault that halts the broker spares this one.
///
/// The child's standard input is the leash: it closes when this JVM ends, however it ends, and the child follows.
public final class SandboxProcess implements AutoCloseable {

    /// Small, and quick to start rather than fast in the long run.
    private static final List<String> JVM_FLAGS =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private static final Duration POLITE = Duration.ofSeconds(10);
    private static final Duration FIRM = Duration.ofSeconds(3);
    private static final int LINES_KEPT = 20;

    private final Process process;
    private final Duration polite;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private SandboxProcess(Process process, Duration polite) {
        this.process = process;
        this.polite = polite;
    }

    /// Starts the child and waits until its broker serves. When that fails or is interrupted, the child is ended.
    ///
    /// @param mainClass the class whose `main` runs [SandboxServer#run] with its standard input and output
    /// @param arguments what to give it
    /// @param timeout how long the start may take
    public static SandboxProcess start(String mainClass, List<String> arguments, Duration timeout)
            throws SandboxException, InterruptedException {
        return start(mainClass, arguments, timeout, POLITE);
    }

    /// @param polite how long a child has to end by itself
    static SandboxProcess start(String mainClass, List<String> arguments, Duration timeout, Duration polite)
            throws SandboxException, InterruptedException {
        var sandbox = new SandboxProcess(launch(mainClass, arguments), polite);
        boolean started = false;
        try {
            sandbox.awaitReady(timeout);
            started = true;
            return sandbox;
        } finally {
            if (!started) {
                sandbox.close(); // politely: it has a temporary folder to remove
            }
        }
    }

    /// Where clients connect: `127.0.0.1:PORT`.
    public String bootstrap() {
        return ready.join();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /// Lets go of the leash, waits for a clean stop, and ends a child that does not stop. Closing twice is harmless.
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The child is gone already.
        }
        boolean interrupted = false;
        try {
            if (!process.waitFor(polite.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroy();
                process.waitFor(FIRM.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (process.isAlive()) {
            process.destroyForcibly();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(String mainClass, List<String> arguments) throws SandboxException {
        var command = new ArrayList<String>();
        command.add(javaCommand().toString());
        command.addAll(JVM_FLAGS);
        command.add("-cp");
        command.add(System.getProperty("java.class.path", ""));
        command.add(mainClass);
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new SandboxException(
                    "The sandbox's process can't be started with " + command.getFirst() + ": " + e.getMessage()
                            + ". Connect to a broker of your own instead, or start \"lacuna sandbox\" in a terminal.",
                    e);
        }
    }

    private static Path javaCommand() throws SandboxException {
        Path bin = Path.of(System.getProperty("java.home", ""), "bin");
        for (String name : List.of("java", "java.exe")) {
            if (Files.isExecutable(bin.resolve(name))) {
                return bin.resolve(name);
            }
        }
        throw new SandboxException("The sandbox's process can't be started: there is no java command in " + bin
                + ". Use a Java runtime that has one.");
    }

    private void awaitReady(Duration timeout) throws SandboxException, InterruptedException {
        // A platform thread: a read from a pipe would hold a virtual thread's carrier.
        Thread.ofPlatform().daemon().name("sandbox-output").start(this::readOutput);
        try {
            ready.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure("ended before it was ready", e);
        } catch (TimeoutException e) {
            throw failure("was not ready within " + timeout.toSeconds() + " s and was ended", e);
        }
    }

    /// Reads to the end, also after the child is ready: one whose output nobody reads would stand still one day.
    private void readOutput() {
        try (BufferedReader lines = process.inputReader(Charset.defaultCharset())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(SandboxServer.READY)) {
                    ready.complete(line.substring(SandboxServer.READY.length()).strip());
                }
                keep(line);
            }
            ready.completeExceptionally(new IOException("end of output"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private void keep(String line) {
        synchronized (lastLines) {
            lastLines.addLast(line);
            if (lastLines.size() > LINES_KEPT) {
                lastLines.removeFirst();
            }
        }
    }

    private SandboxException failure(String what, Exception cause) {
        String output;
        synchronized (lastLines) {
            output = lastLines.isEmpty() ? "It said nothing." : "It said last:\n" + String.join("\n", lastLines);
        }
        return new SandboxException("The sandbox's process " + what + ". " + output, cause);
    }
}
