package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.index.DensityIndex;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.ui.kit.Tone;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupHeadTest {

    private final MadeUpSource source = new MadeUpSource(6, 2).withIncident();

    private GroupHead head(TimelineSource of, StreamRef stream) {
        Map<StreamRef, GroupHead> groups =
                SnapshotBuilder.build(of, Axis.TIME, 1).groups();
        return Objects.requireNonNull(groups.get(stream));
    }

    @Test
    void addsUpTheLanesOfItsStreamAlone() {
        GroupHead orders = head(source, MadeUpSource.ORDERS);
        assertThat(orders.about()).startsWith("6 partitions · ").endsWith(" events");
        assertThat(orders.open()).isEqualTo(8);
        assertThat(orders.worst()).isEqualTo(Tone.LOSS);
        assertThat(orders.fraction()).isNegative();

        GroupHead payments = head(source, MadeUpSource.PAYMENTS);
        assertThat(payments.about()).startsWith("2 partitions · ");
        assertThat(payments.open()).isZero();
        assertThat(payments.worst()).isNull();
    }

    @Test
    void saysHowFarTheScanOfItsStreamHasCome() {
        GroupHead orders = head(source.scannedTo("07:30:00"), MadeUpSource.ORDERS);

        assertThat(orders.about()).endsWith("reading, 50 %");
        assertThat(orders.fraction()).isEqualTo(0.5);
    }

    @Test
    void onlyTheCountsOfAStreamThatIsNotReadAreEstimated() {
        var partly = new HalfEstimated(source);

        assertThat(head(partly, MadeUpSource.ORDERS).about()).doesNotContain("≈");
        assertThat(head(partly, MadeUpSource.PAYMENTS).about()).contains("≈");
        assertThat(SnapshotBuilder.build(partly, Axis.TIME, 1).heads().get(MadeUpSource.ORDERS.partition(0)))
                .satisfies(lane -> assertThat(lane.events()).doesNotContain("≈"));
    }

    @Test
    void theStripIsOfAllTopicsAndSaysHowMany() {
        Overview overview = SnapshotBuilder.build(source, Axis.TIME, 1).overview();

        assertThat(overview.title()).isEqualTo("2 topics");
        long events = source.density().events();
        assertThat(overview.events()).isEqualTo(events);
    }

    /// Of which payments are only looked up.
    private record HalfEstimated(MadeUpSource all) implements TimelineSource {
        @Override
        public List<StreamInfo> streams() {
            return all.streams();
        }

        @Override
        public DensityIndex density() {
            return all.density();
        }

        @Override
        public List<Finding> findings() {
            return all.findings();
        }

        @Override
        public Basis counts() {
            return Basis.ESTIMATED;
        }

        @Override
        public Basis counts(StreamRef stream) {
            return stream.equals(MadeUpSource.PAYMENTS) ? Basis.ESTIMATED : Basis.EXACT;
        }

        @Override
        public Optional<Coverage> coverage(PartitionRef partition) {
            return all.coverage(partition);
        }
    }
}
