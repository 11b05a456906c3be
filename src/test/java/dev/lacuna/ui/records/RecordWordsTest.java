package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import dev.lacuna.ui.gallery.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordWordsTest {

    @Test
    void tellsNothingEmptinessAndBytesApart() {
        Event like = Samples.page(1).rows().getFirst().event();
        assertThat(RecordWords.key(with(like, null, null))).isEqualTo("null");
        assertThat(RecordWords.key(with(like, Bytes.EMPTY, null))).isEqualTo("empty");
        assertThat(RecordWords.value(with(like, null, null))).isEqualTo("tombstone");
        assertThat(RecordWords.value(with(like, null, Bytes.EMPTY))).isEqualTo("empty");
        assertThat(RecordWords.headerValue(new Header("a", null))).isEqualTo("null");
        assertThat(RecordWords.headerValue(new Header("a", Bytes.EMPTY))).isEqualTo("empty");
        assertThat(RecordWords.value(with(like, null, Bytes.of(new byte[] {(byte) 0xff, 1}))))
                .isEqualTo("0xff01");
        assertThat(RecordWords.reference(like)).isEqualTo("orders/1@4110");
        assertThat(RecordWords.copy(Bytes.of(new byte[] {(byte) 0xff, 1}))).isEqualTo("/wE=");
    }

    private static Event with(Event like, @Nullable Bytes key, @Nullable Bytes value) {
        return new Event(
                like.partition(), like.position(), like.millis(), like.timestamps(), key, value, like.headers());
    }
}
