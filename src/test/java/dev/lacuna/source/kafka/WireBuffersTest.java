package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class WireBuffersTest {

    private static final int LARGE = 3 << 20;

    private final WireBuffers buffers = new WireBuffers();

    @Test
    void usesMemoryAgainOnceAllOfAResponseIsHandedOver() {
        ByteBuffer first = received(LARGE);
        buffers.settle();
        buffers.recycle();

        assertThat(buffers.tryAllocate(LARGE)).isSameAs(first);
    }

    @Test
    void neverLendsWhatIsNotHandedOverYet() {
        ByteBuffer first = received(LARGE);
        buffers.settle();

        assertThat(buffers.tryAllocate(LARGE)).isNotSameAs(first);
    }

    @Test
    void neverLendsWhatIsStillBeingFilled() {
        ByteBuffer coming = buffers.tryAllocate(LARGE);
        coming.position(LARGE - 1);
        buffers.settle();
        buffers.recycle();

        assertThat(buffers.tryAllocate(LARGE)).isNotSameAs(coming);
    }

    @Test
    void takesBackWhatABrokenConnectionLeaves() {
        ByteBuffer coming = buffers.tryAllocate(LARGE);
        coming.position(17);
        buffers.release(coming);

        ByteBuffer again = buffers.tryAllocate(LARGE - 5);
        assertThat(again).isSameAs(coming);
        assertThat(again.position()).isZero();
        assertThat(again.remaining()).isEqualTo(LARGE - 5);
    }

    @Test
    void replacesWhatIsTooSmall() {
        ByteBuffer small = received(LARGE);
        buffers.settle();
        buffers.recycle();

        ByteBuffer larger = buffers.tryAllocate(2 * LARGE);

        assertThat(larger).isNotSameAs(small);
        assertThat(larger.remaining()).isEqualTo(2 * LARGE);
        assertThat(buffers.tryAllocate(LARGE)).isNotSameAs(small);
    }

    /// As the network fills it and the parser reads it.
    private ByteBuffer received(int bytes) {
        ByteBuffer buffer = buffers.tryAllocate(bytes);
        buffer.position(buffer.limit());
        return buffer;
    }
}
