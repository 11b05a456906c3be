package dev.lacuna.source.kafka;

import java.util.Locale;
import org.apache.kafka.common.acl.AclOperation;

/// A right as Kafka's own tools name it, and on what: `Describe on topic 'orders'`.
record Right(AclOperation operation, String on) {

    static Right topic(AclOperation operation, String topic) {
        return new Right(operation, "topic '" + topic + "'");
    }

    static Right group(AclOperation operation, String group) {
        return new Right(operation, "group '" + group + "'");
    }

    static Right writer(String writerId) {
        return new Right(AclOperation.WRITE, "transactional id '" + writerId + "'");
    }

    /// `DESCRIBE_CONFIGS` as `DescribeConfigs`.
    static String word(AclOperation operation) {
        var word = new StringBuilder();
        for (String part : operation.name().split("_")) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }

    @Override
    public String toString() {
        return word(operation) + " on " + on;
    }
}
