package dev.lacuna.source.kafka;

import dev.lacuna.source.SourceException;
import dev.lacuna.source.WriteTerms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;

/// Asks under which rights and quotas a topic is written to.
final class WriteTermsLookup {

    private static final String PRODUCER_RATE = "producer_byte_rate";

    private final Admin admin;

    WriteTermsLookup(Admin admin) {
        this.admin = admin;
    }

    /// Whoever may not ask for quotas is told of none.
    WriteTerms of(String topic, String writerId) throws SourceException {
        Map<String, TopicDescription> described = KafkaFailures.await(
                admin.describeTopics(List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                        .allTopicNames(),
                "The rights on topic '" + topic + "' can't be told");
        Set<AclOperation> operations =
                described.get(topic) == null ? null : described.get(topic).authorizedOperations();
        List<String> missing = new ArrayList<>();
        Optional<Boolean> allowed = Optional.empty();
        if (operations != null && !operations.isEmpty()) {
            allowed = Optional.of(may(AclOperation.WRITE, operations));
            // a replay knows by what it reads there which copies stand already
            for (AclOperation needed : List.of(AclOperation.READ, AclOperation.WRITE)) {
                if (!may(needed, operations)) {
                    missing.add(Right.topic(needed, topic).toString());
                }
            }
        }
        if (isWriterDenied(admin, writerId)) {
            missing.add(Right.writer(writerId).toString());
        }
        return new WriteTerms(allowed, missing, quota());
    }

    private static boolean may(AclOperation operation, Set<AclOperation> allowed) {
        return allowed.contains(operation) || allowed.contains(AclOperation.ALL);
    }

    /// Whether a writer of that id is refused; one who may only ask for it is not known to be.
    static boolean isWriterDenied(Admin admin, String writerId) {
        try {
            admin.describeTransactions(List.of(writerId)).all().get();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return KafkaFailures.causeOf(e) instanceof TransactionalIdAuthorizationException;
        }
    }

    /// The tightest of those that hold for every client or every user. What was set for a single one may hold for
    /// another than this, which doesn't know by what name the brokers know it.
    private OptionalDouble quota() {
        try {
            return KafkaFailures.await(
                            admin.describeClientQuotas(ClientQuotaFilter.all()).entities(), "Quotas")
                    .entrySet()
                    .stream()
                    .filter(entry -> isForAll(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .map(limits -> limits.get(PRODUCER_RATE))
                    .filter(rate -> rate != null && rate > 0)
                    .mapToDouble(Double::doubleValue)
                    .min();
        } catch (SourceException e) {
            return OptionalDouble.empty();
        }
    }

    private static boolean isForAll(ClientQuotaEntity entity) {
        Collection<String> names = entity.entries().values();
        return names.stream().allMatch(name -> name == null);
    }
}
