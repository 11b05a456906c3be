package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Ui;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What stylesheets complain of, and what nobody has caught on the FX thread, from the beginning to the end.
final class Troubles extends Handler {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Logger styles = Logger.getLogger("javafx.css");
    private final Thread.UncaughtExceptionHandler before;

    Troubles() {
        styles.addHandler(this);
        before = Ui.on(() -> {
            Thread here = Thread.currentThread();
            Thread.UncaughtExceptionHandler usual = here.getUncaughtExceptionHandler();
            here.setUncaughtExceptionHandler((thread, failure) -> told.add(failure.toString()));
            return usual;
        });
    }

    List<String> told() {
        return told;
    }

    void end() {
        styles.removeHandler(this);
        Ui.run(() -> Thread.currentThread().setUncaughtExceptionHandler(before));
    }

    @Override
    public void publish(LogRecord entry) {
        told.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
