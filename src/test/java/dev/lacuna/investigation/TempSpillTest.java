package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.detect.SpillFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TempSpillTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatWasWrittenAndLeavesNothingBehind() throws IOException {
        try (SpillFile file = new TempSpill(folder).create()) {
            file.append(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            file.append(ByteBuffer.wrap(new byte[] {4, 5}));
            ByteBuffer read = ByteBuffer.allocate(3);
            file.read(2, read);

            assertThat(read.array()).containsExactly(3, 4, 5);
            assertThatThrownBy(() -> file.read(3, ByteBuffer.allocate(3))).isInstanceOf(EOFException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }
}
