package dev.lacuna.source.kafka;

import java.util.Locale;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;

/// A right as Kafka's own tools name it, and on what: `Describe on topic 'orders'`.
record Right(AclOperation operation, ResourceType type, String name) {

    static Right topic(AclOperation operation, String topic) {
        return new Right(operation, ResourceType.TOPIC, topic);
    }

    static Right group(AclOperation operation, String group) {
        return new Right(operation, ResourceType.GROUP, group);
    }

    static Right writer(String writerId) {
        return new Right(AclOperation.WRITE, ResourceType.TRANSACTIONAL_ID, writerId);
    }

    /// Whether it is this right for want of which that was refused, and not one on something else.
    boolean isMissedBy(Throwable refusal) {
        return switch (refusal) {
            case TopicAuthorizationException e -> type == ResourceType.TOPIC;
            case GroupAuthorizationException e -> type == ResourceType.GROUP;
            case TransactionalIdAuthorizationException e -> type == ResourceType.TRANSACTIONAL_ID;
            default -> false;
        };
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
        return word(operation) + " on " + type.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " '" + name + "'";
    }
}
