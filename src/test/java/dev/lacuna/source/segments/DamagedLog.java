package dev.lacuna.source.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A partition's folder with nine events in three batches, the second of which is damaged.
public final class DamagedLog {

    private DamagedLog() {}

    public static void write(Path folder) throws IOException {
        var log = new LogWriter(folder).batch(3);
        long second = log.size();
        log.batch(3).batch(3);
        Path file = log.fileOf(0, ".log");
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) second + 70] ^= 1;
        Files.write(file, bytes);
    }
}
