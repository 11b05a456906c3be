package dev.lacuna.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// Logback, set up here instead of by a file that it would have to find and parse while somebody waits for a command.
/// Whoever names a file in `logback.configurationFile` gets that instead.
public final class LogProvider implements SLF4JServiceProvider {

    private static final String OWN_CONFIGURATION = "logback.configurationFile";

    private static volatile Path file = Path.of(System.getProperty("java.io.tmpdir"), "lacuna.log");

    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter facts = new LogbackMDCAdapter();
    private final IMarkerFactory markers = new BasicMarkerFactory();

    /// Makes this the provider of all loggers; to be called before the first of them is made.
    static void use() {
        System.setProperty("slf4j.provider", LogProvider.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN"); // else it says on standard error that it does as told
    }

    /// Where the log goes, instead of the folder for temporary files.
    static void logTo(Path path) {
        file = path;
    }

    @Override
    public void initialize() {
        context.setName("lacuna");
        context.setMDCAdapter(facts);
        if (System.getProperty(OWN_CONFIGURATION) == null || !isConfiguredByFile()) {
            configure();
        }
        context.start();
    }

    private boolean isConfiguredByFile() {
        try {
            new ContextInitializer(context).autoConfig();
            return true;
        } catch (JoranException e) {
            return false;
        }
    }

    private void configure() {
        // clients retry, and say so, by themselves; what matters reaches people as an error of ours
        context.getLogger("org.apache.kafka").setLevel(Level.WARN);
        context.getLogger("kafka").setLevel(Level.WARN);
        context.getLogger("dev.lacuna").setLevel(Level.INFO);
        var appender = new LogFile(file);
        appender.setContext(context);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return facts;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }
}
