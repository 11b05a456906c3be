package dev.lacuna.launch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    @Test
    void aReaderThatHasGoneIsNoFailure() {
        var out = new StandardOutput(failing("Broken pipe"), () -> {});
        assertThatCode(() -> {
                    out.write(1);
                    out.write(2);
                    out.flush();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aFullDiskIs() {
        var out = new StandardOutput(failing("No space left on device"), () -> {});
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(message);
            }
        };
    }
}
