package dev.lacuna.source.kafka;

import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.StreamReader;

class ConsumerReaderTest extends KafkaReaderContract {

    @Override
    protected StreamReader reader(ReadRequest request) {
        return kafka().consumerReader(request);
    }

    @Override
    protected boolean seesLoggedBatches() {
        return false;
    }
}
