package dev.lacuna.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogProviderTest {

    @TempDir
    private Path folder;

    private final LogProvider provider = new LogProvider();

    @BeforeEach
    void start() {
        LogProvider.logTo(log());
        provider.initialize();
    }

    @AfterEach
    void stop() {
        ((LoggerContext) provider.getLoggerFactory()).stop();
    }

    private Path log() {
        return folder.resolve("lacuna.log");
    }

    @Test
    void makesTheFileOnlyForALineThatIsWorthOne() throws Exception {
        provider.getLoggerFactory().getLogger("org.apache.kafka.clients").info("connected");
        provider.getLoggerFactory().getLogger("dev.lacuna.scan").debug("a detail");
        assertThat(log()).doesNotExist();

        provider.getLoggerFactory().getLogger("dev.lacuna.scan").info("task '{}' failed", "Scan orders");

        assertThat(Files.readString(log()))
                .matches(
                        "(?s)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO .*dev.lacuna.scan task 'Scan orders' failed\\R");
    }

    @Test
    void keepsWhatClientsWarnOf() throws Exception {
        provider.getLoggerFactory().getLogger("org.apache.kafka.clients").warn("the connection broke");
        provider.getLoggerFactory().getLogger("elsewhere").error("it failed", new IllegalStateException("why"));

        assertThat(Files.readString(log())).contains("the connection broke", "IllegalStateException: why");
    }
}
