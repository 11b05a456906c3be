package dev.lacuna.source.segments;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The folder of one partition, whose files are written by hand.
abstract class SegmentFixture {

    @TempDir
    Path home;

    Path folder;
    LogWriter log;

    @BeforeEach
    void begin() throws IOException {
        folder = home.resolve("orders-0");
        log = new LogWriter(folder);
    }

    Readings read(boolean events) throws Exception {
        return Readings.all(folder, "orders", 0, events);
    }

    PartitionRef partition() {
        return new StreamRef("segments:" + folder, "orders").partition(0);
    }

    static void flip(Path file, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 0x40;
        Files.write(file, bytes);
    }

    Path file(long base) {
        return log.fileOf(base, ".log");
    }
}
