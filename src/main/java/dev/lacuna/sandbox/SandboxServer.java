package dev.lacuna.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A sandbox that runs until it is told to stop: what stands behind `lacuna sandbox`.
public final class SandboxServer {

    /// The line that tells where it serves: this, then `HOST:PORT`.
    public static final String READY = "ready ";

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private SandboxServer() {}

    /// What is to be done with a broker before it is said to be ready.
    @FunctionalInterface
    public interface Preparation {
        Preparation NONE = bootstrap -> {};

        void prepare(String bootstrap) throws SandboxException;
    }

    /// Starts a broker, says `ready HOST:PORT`, and stops it cleanly when this thread is interrupted, the JVM is asked
    /// to end (Ctrl+C), or the stream closes. An interrupt is kept for the caller to see.
    ///
    /// @param firstDo done before the line is said, with the broker's address; when it fails the broker stops
    /// @param lineOut takes the one line
    /// @param untilClosed the parent's end of the pipe, when there is a parent to follow: it closes however that
    ///     one dies
    public static void run(
            SandboxSettings settings, Preparation firstDo, Consumer<String> lineOut, @Nullable InputStream untilClosed)
            throws SandboxException {
        var stopAsked = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        var hook = new Thread(() -> stopAndWait(stopAsked, stopped), "sandbox-shutdown");
        try (SandboxBroker broker = SandboxBroker.start(settings)) {
            Runtime.getRuntime().addShutdownHook(hook);
            if (untilClosed != null) {
                Thread.ofPlatform().daemon().name("sandbox-parent-watch").start(() -> {
                    drain(untilClosed);
                    stopAsked.countDown();
                });
            }
            firstDo.prepare(broker.bootstrap());
            lineOut.accept(READY + broker.bootstrap());
            stopAsked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the broker is closed by now
        } finally {
            stopped.countDown();
            forget(hook);
        }
    }

    /// Keeps a JVM that ends from ending before the broker has closed its log.
    private static void stopAndWait(CountDownLatch stopAsked, CountDownLatch stopped) {
        stopAsked.countDown();
        try {
            stopped.await(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drain(InputStream stream) {
        try {
            stream.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A pipe that breaks is as good as one that closes: the parent is gone.
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already: the hook has done its work.
        }
    }
}
