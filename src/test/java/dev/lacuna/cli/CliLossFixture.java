package dev.lacuna.cli;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The command line over a topic that lacks two numbers.
abstract class CliLossFixture {

    @TempDir
    Path home;

    CliFixture cli;

    @BeforeEach
    void startWithALoss() {
        cli = new CliFixture(home);
        cli.numbers("orders", 100, Set.of(40, 41));
    }

    @AfterEach
    void close() {
        cli.close();
    }
}
