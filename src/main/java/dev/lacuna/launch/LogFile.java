package dev.lacuna.launch;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The program's log: a file and three older ones. It is opened with the first line, which most commands never write.
final class LogFile extends AppenderBase<ILoggingEvent> {

    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level [%thread] %logger{36} %msg%n";
    private static final long MOST_BYTES = 5 * FileSize.MB_COEFFICIENT;
    private static final int OLDER_FILES = 3;

    private final Path path;
    private @Nullable RollingFileAppender<ILoggingEvent> open;

    LogFile(Path path) {
        this.path = path;
    }

    /// Called under the lock of [AppenderBase].
    @Override
    protected void append(ILoggingEvent event) {
        RollingFileAppender<ILoggingEvent> file = open;
        if (file == null) {
            file = opened();
            open = file;
        }
        file.doAppend(event);
    }

    private RollingFileAppender<ILoggingEvent> opened() {
        var file = new RollingFileAppender<ILoggingEvent>();
        file.setContext(getContext());
        file.setName("file");
        file.setFile(path.toString());

        var encoder = new PatternLayoutEncoder();
        encoder.setContext(getContext());
        encoder.setPattern(PATTERN);
        encoder.start();
        file.setEncoder(encoder);

        var rolling = new FixedWindowRollingPolicy();
        rolling.setContext(getContext());
        rolling.setParent(file);
        rolling.setFileNamePattern(path + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(OLDER_FILES);
        rolling.start();
        file.setRollingPolicy(rolling);

        var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        trigger.setContext(getContext());
        trigger.setMaxFileSize(new FileSize(MOST_BYTES));
        trigger.start();
        file.setTriggeringPolicy(trigger);

        file.start();
        return file;
    }

    @Override
    public void stop() {
        RollingFileAppender<ILoggingEvent> file = open;
        if (file != null) {
            file.stop();
        }
        super.stop();
    }
}
