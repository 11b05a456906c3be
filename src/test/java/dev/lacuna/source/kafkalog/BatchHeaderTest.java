package dev.lacuna.source.kafkalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BatchHeaderTest {

    private static final int BYTES_BEHIND_SIZE = BatchHeader.BYTES - 12;

    private static BatchHeader header(long first, int delta) {
        var header = new BatchHeader();
        header.moveTo(
                ByteBuffer.allocate(BatchHeader.BYTES)
                        .putLong(0, first)
                        .putInt(8, BYTES_BEHIND_SIZE)
                        .put(16, (byte) 2)
                        .putInt(23, delta)
                        .putInt(57, 1),
                0);
        return header;
    }

    /// The checksum leaves the offset out, so nothing else keeps such a batch from opening a hole without end.
    @Test
    void isNotSensibleWhereItsOffsetsHaveNoEnd() {
        assertThat(header(Long.MAX_VALUE - 6, 5).isSensible()).isTrue();
        assertThat(header(Long.MAX_VALUE - 5, 5).isSensible()).isFalse();
        assertThat(header(Long.MAX_VALUE, 0).isSensible()).isFalse();
    }
}
