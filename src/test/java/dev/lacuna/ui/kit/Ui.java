package dev.lacuna.ui.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.application.Platform;

/// Runs pieces of a test on the FX thread of the headless platform.
public final class Ui {

    private static final long PATIENCE_SECONDS = 120;
    private static boolean started;

    private Ui() {}

    /// The result of the work, done on the FX thread.
    public static <T> T on(Callable<T> work) {
        start();
        var future = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                future.complete(work.call());
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        });
        return get(future);
    }

    public static void run(Runnable work) {
        on(() -> {
            work.run();
            return true;
        });
    }

    /// What the stylesheets' parser and resolver complained about while the work ran; not what they complain about in a
    /// pulse before it, which dresses windows that other tests have left.
    public static List<String> cssWarnings(Runnable work) {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                warnings.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("javafx.css");
        run(() -> {
            logger.addHandler(handler);
            try {
                work.run();
            } finally {
                logger.removeHandler(handler);
            }
        });
        return new ArrayList<>(warnings);
    }

    private static synchronized void start() {
        if (started) {
            return;
        }
        var ready = new CompletableFuture<Boolean>();
        try {
            Platform.startup(() -> ready.complete(true));
        } catch (IllegalStateException alreadyRunning) {
            ready.complete(true);
        }
        get(ready);
        Platform.setImplicitExit(false);
        started = true;
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
