package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamGlance;
import dev.lacuna.source.StreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// All that is promised of Kafka, of a broker as old as 2.4: no ids of topics, no latest times, no history of epochs.
class OlderBrokerTest extends KafkaReaderContract {

    @Override
    protected String uri() {
        return SharedBroker.olderUri();
    }

    @Override
    protected StreamReader reader(ReadRequest request) throws SourceException {
        return kafka().wireReader(request);
    }

    @Override
    protected boolean seesLoggedBatches() {
        return true;
    }

    @Test
    void takesTheTimeOfTheLastBatchForTheLatest() throws Exception {
        String topic = createStream("latest", 3);
        PartitionRef first = partition(topic, 0);
        PartitionRef second = partition(topic, 1);
        write(first, 100);
        write(second, 3);
        List<PartitionRef> all = List.of(first, second, partition(topic, 2));

        Map<PartitionRef, TimeSpan> extents = kafka().extents(all);

        assertThat(extents).containsOnlyKeys(first, second);
        try (KafkaSource today =
                (KafkaSource) new KafkaSourceProvider().open(dev.lacuna.source.SourceSpec.of(SharedBroker.uri()))) {
            PartitionRef same = today.describe(topic).stream().partition(0);
            assertThat(extents.get(first))
                    .isEqualTo(today.extents(List.of(same)).get(same));
        }
    }

    @Test
    void tellsOfTopicsInListsWhatItKnows() throws Exception {
        String filled = createStream("filled", 2);
        String empty = createStream("empty", 2);
        write(partition(filled, 1), 5);
        List<StreamGlance> glances = new ArrayList<>();
        kafka().glance(List.of(filled, empty), glances::add);

        assertThat(glances).extracting(StreamGlance::isKnown).containsExactly(true, true);
        assertThat(glances.get(0).last()).isPresent();
        assertThat(glances.get(1).last()).isEmpty();
    }
}
