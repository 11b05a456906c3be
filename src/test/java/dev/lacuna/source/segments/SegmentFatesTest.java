package dev.lacuna.source.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Position;
import dev.lacuna.source.StreamSource;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// Whether what a transaction wrote was committed, told by markers that stand in other files.
class SegmentFatesTest extends SegmentFixture {

    @Test
    void tellsFatesByMarkersInLaterFiles() throws Exception {
        log.transactional(1, 0, 2).transactional(2, 0, 1).batch(1);
        log.roll().transactional(1, 2, 1).abort(1).commit(2);
        log.roll().transactional(1, 3, 1).commit(1).transactional(3, 0, 2);

        Readings read = read(true);

        assertThat(read.batches())
                .extracting(batch -> batch.first() + " " + batch.fate() + (batch.control() ? " marker" : ""))
                .containsExactly(
                        "0 ABORTED",
                        "2 COMMITTED",
                        "3 COMMITTED",
                        "4 ABORTED",
                        "5 ABORTED marker",
                        "6 COMMITTED marker",
                        "7 COMMITTED",
                        "8 COMMITTED marker",
                        "9 OPEN");
        try (StreamSource source = Readings.open(folder)) {
            assertThat(Readings.range(source, partition(), 4, 5, false).batches())
                    .extracting(Batch::fate)
                    .containsExactly(Fate.ABORTED);
            var info = source.describe("orders").partitions().getFirst();
            assertThat(info.lastStable()).isEqualTo(Position.offset(9));
            assertThat(info.end()).isEqualTo(Position.offset(11));
        }
    }

    @Test
    void doesNotKnowTheFateWhereTheMarkerMayHaveBeenLost() throws Exception {
        log.transactional(1, 0, 2);
        log.roll().commit(1);
        log.roll().transactional(1, 2, 1).abort(1);
        Files.delete(file(2));

        assertThat(read(true).batches())
                .extracting(batch -> batch.first() + " " + batch.fate())
                .containsExactly("0 UNKNOWN", "3 ABORTED", "4 ABORTED");
    }

    @Test
    void takesTheFateFromTheIndexWhereTheMarkerIsLost() throws Exception {
        log.transactional(1, 0, 2);
        log.roll().abort(1);
        log.roll().transactional(1, 2, 1).commit(1);
        Files.delete(file(2));
        var entry = ByteBuffer.allocate(34)
                .putShort((short) 0)
                .putLong(1)
                .putLong(0)
                .putLong(2)
                .putLong(3);
        Files.write(log.fileOf(2, ".txnindex"), entry.array());

        assertThat(read(true).batches())
                .extracting(batch -> batch.first() + " " + batch.fate())
                .containsExactly("0 ABORTED", "3 COMMITTED", "4 COMMITTED");
    }

    @Test
    void keepsAMarkersWordThroughHolesThatCompactionLeft() throws Exception {
        log.transactional(1, 0, 1)
                .skip(5)
                .transactional(1, 6, 1)
                .skip(3)
                .commit(1)
                .batch(1);
        assertThat(read(true).batches()).extracting(Batch::fate).containsOnly(Fate.COMMITTED);
    }
}
