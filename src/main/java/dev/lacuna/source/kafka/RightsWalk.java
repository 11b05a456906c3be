package dev.lacuna.source.kafka;

import dev.lacuna.source.CheckRequest;
import dev.lacuna.source.CheckStep.Kind;
import dev.lacuna.source.NearestNames;
import dev.lacuna.source.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// The steps that look at what this user may do. Rights are asked for, never tried: nothing is read or written.
final class RightsWalk {

    private static final int LIMIT_MILLIS = 8_000;
    private static final int MOST_TOPICS = 2_000;
    private static final int MOST_NAMED = 3;
    /// Of all writers of replays.
    private static final String WRITERS = "lacuna-";

    private final ClientSettings settings;
    private final CheckRequest request;
    private final StepTeller steps;
    private final int mostTopics;
    private int topicsLeft;

    RightsWalk(ClientSettings settings, CheckRequest request, StepTeller steps) {
        this(settings, request, steps, MOST_TOPICS);
    }

    /// @param mostTopics whose rights are asked for where there are more
    RightsWalk(ClientSettings settings, CheckRequest request, StepTeller steps, int mostTopics) {
        this.settings = settings;
        this.request = request;
        this.steps = steps;
        this.mostTopics = mostTopics;
    }

    void run() {
        Map<String, Object> quick = new HashMap<>(settings.admin());
        quick.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        quick.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        try (Admin admin = Admin.create(quick)) {
            try {
                walk(admin);
            } finally {
                admin.close(Duration.ZERO);
            }
        } catch (SourceException e) {
            steps.fail(e.getMessage(), "");
        } catch (KafkaException e) {
            steps.fail(
                    KafkaFailures.translate("The rights can't be asked for", e).getMessage(), "");
        }
    }

    private void walk(Admin admin) throws SourceException {
        steps.begin(Kind.TOPICS, request.stream().orElse(""));
        Map<String, Set<AclOperation>> topics =
                request.stream().isPresent() ? one(admin, request.stream().get()) : all(admin);
        if (topics.isEmpty()) {
            steps.skip(Kind.READ, "Not tried: no topic may be seen.");
        } else if (steps.isWanted()) {
            tell(Kind.READ, AclOperation.READ, "read", topics);
        }
        if (steps.isWanted()) {
            groups(admin);
        }
        if (request.write() && steps.isWanted()) {
            write(admin, topics);
        }
    }

    /// By topic what may be done there; empty where none may be seen. Ends the step.
    private Map<String, Set<AclOperation>> all(Admin admin) throws SourceException {
        Collection<String> names = KafkaFailures.await(
                admin.listTopics(new ListTopicsOptions().listInternal(false)).names(), "The topics can't be listed");
        Map<String, Set<AclOperation>> rights = new TreeMap<>();
        List<String> asked = names.stream().sorted().limit(mostTopics).toList();
        topicsLeft = names.size() - asked.size();
        for (var entry : describe(admin, asked).entrySet()) {
            try {
                rights.put(
                        entry.getKey(),
                        operations(KafkaFailures.await(entry.getValue(), "Topic '" + entry.getKey() + "'")));
            } catch (SourceException e) {
                if (e.kind() != SourceException.Kind.UNKNOWN_STREAM) {
                    throw e; // else it was deleted just now
                }
            }
        }
        if (rights.isEmpty()) {
            steps.doubt(
                    "No topic may be seen: there is none, or this user may see none.",
                    "If there should be some, ask for: " + Acl.topic(AclOperation.DESCRIBE, "TOPIC"));
        } else {
            steps.ok(names.size() == 1 ? "One topic may be seen." : names.size() + " topics may be seen.");
        }
        return rights;
    }

    private Map<String, Set<AclOperation>> one(Admin admin, String topic) throws SourceException {
        try {
            TopicDescription description =
                    describe(admin, List.of(topic)).values().iterator().next().get();
            int count = description.partitions().size();
            steps.ok(count == 1 ? "One partition." : count + " partitions.");
            return Map.of(topic, operations(description));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFailures.translate("Topic '" + topic + "' can't be described", e);
        } catch (ExecutionException e) {
            switch (KafkaFailures.causeOf(e)) {
                case AuthorizationException denied ->
                    steps.fail(
                            "This user may not see topic '" + topic + "', if there is one: Describe is missing.",
                            "Ask for: " + Acl.topic(AclOperation.DESCRIBE, topic));
                case UnknownTopicOrPartitionException unknown ->
                    steps.fail("There is no topic '" + topic + "'.", meant(admin, topic));
                default -> throw KafkaFailures.translate("Topic '" + topic + "' can't be described", e);
            }
            return Map.of();
        }
    }

    /// What may have been meant; a list that can't be had is no reason to fail once more.
    private static String meant(Admin admin, String topic) {
        List<String> nearest = List.of();
        try {
            nearest = NearestNames.of(
                    topic, KafkaFailures.await(admin.listTopics().names(), "The topics can't be listed"));
        } catch (SourceException e) {
            // the step is told all the same
        }
        return nearest.isEmpty() ? "Check how it is written." : "Did you mean " + String.join(" or ", nearest) + "?";
    }

    private static Map<String, KafkaFuture<TopicDescription>> describe(Admin admin, Collection<String> names) {
        return admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
    }

    private static Set<AclOperation> operations(TopicDescription topic) {
        Set<AclOperation> operations = topic.authorizedOperations();
        return operations == null ? Set.of(AclOperation.ANY) : operations; // a broker too old to say
    }

    private static boolean may(AclOperation operation, Set<AclOperation> rights) {
        return rights.contains(operation) || rights.contains(AclOperation.ALL) || rights.contains(AclOperation.ANY);
    }

    /// What this user may do with each of the topics.
    private void tell(Kind kind, AclOperation operation, String verb, Map<String, Set<AclOperation>> topics) {
        steps.begin(kind, request.stream().orElse(""));
        List<String> denied = denied(operation, topics);
        List<String> unset = kind == Kind.READ ? denied(AclOperation.DESCRIBE_CONFIGS, topics) : List.of();
        String right = Right.word(operation);
        if (denied.size() == topics.size()) {
            steps.fail(
                    "This user may not " + verb + " " + named(denied) + ": " + right + " is missing.",
                    "Ask for: " + Acl.topic(operation, denied.getFirst()));
        } else if (!denied.isEmpty()) {
            steps.doubt(
                    "This user may " + verb + " " + (topics.size() - denied.size()) + " of "
                            + (topicsLeft > 0 ? "the first " : "") + topics.size() + " topics, but not " + named(denied)
                            + ": " + right + " is missing.",
                    "Where it is needed, ask for: " + Acl.topic(operation, denied.getFirst()));
        } else if (!unset.isEmpty()) {
            steps.doubt(
                    "Events may be read, but not the settings of " + named(unset)
                            + ": retention and policy stay unknown.",
                    "Ask for: " + Acl.topic(AclOperation.DESCRIBE_CONFIGS, unset.getFirst()));
        } else {
            steps.ok((topicsLeft > 0
                            ? "The first " + topics.size() + " by name may be "
                            : topics.size() == 1 ? "It may be " : "All " + topics.size() + " may be ")
                    + (kind == Kind.READ ? "read" : "written to")
                    + (topicsLeft > 0 ? "; the others were not looked at." : "."));
        }
    }

    private static List<String> denied(AclOperation operation, Map<String, Set<AclOperation>> topics) {
        List<String> denied = new ArrayList<>();
        topics.forEach((topic, rights) -> {
            if (!may(operation, rights)) {
                denied.add(topic);
            }
        });
        denied.sort(null);
        return denied;
    }

    private static String named(List<String> topics) {
        String first = String.join(", ", topics.subList(0, Math.min(MOST_NAMED, topics.size())));
        return topics.size() > MOST_NAMED ? first + " and " + (topics.size() - MOST_NAMED) + " more" : first;
    }

    private void groups(Admin admin) throws SourceException {
        steps.begin(Kind.GROUPS, "");
        Set<AclOperation> rights = KafkaFailures.await(
                admin.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                        .authorizedOperations(),
                "The rights on the cluster can't be told");
        if (rights == null || may(AclOperation.DESCRIBE, rights)) {
            steps.ok("All consumer groups may be seen.");
            return;
        }
        int seen = KafkaFailures.await(admin.listGroups().valid(), "The consumer groups can't be listed")
                .size();
        steps.doubt(
                "Only consumer groups that this user may describe can be seen, which are " + seen
                        + " now: Describe on the cluster is missing.",
                "To see all, ask for: " + Acl.cluster(AclOperation.DESCRIBE));
    }

    private void write(Admin admin, Map<String, Set<AclOperation>> topics) {
        if (topics.isEmpty()) {
            steps.skip(Kind.WRITE, "Not tried: no topic may be seen.");
            return;
        }
        if (WriteTermsLookup.isWriterDenied(admin, WRITERS + "check")) {
            steps.begin(Kind.WRITE, request.stream().orElse(""));
            steps.fail(
                    "This user may not use transactions, by which a replay writes: Describe and Write on transactional"
                            + " ids '" + WRITERS + "…' are missing.",
                    "Ask for: " + Acl.writers(WRITERS));
        } else {
            tell(Kind.WRITE, AclOperation.WRITE, "write to", topics);
        }
    }

    /// What grants a right, by Kafka's own tool.
    private static final class Acl {

        private static final String TOOL = "kafka-acls --add --allow-principal User:NAME";

        private Acl() {}

        static String topic(AclOperation operation, String topic) {
            return TOOL + " --operation " + Right.word(operation) + " --topic " + topic;
        }

        static String cluster(AclOperation operation) {
            return TOOL + " --operation " + Right.word(operation) + " --cluster";
        }

        static String writers(String prefix) {
            return TOOL + " --operation Describe --operation Write --transactional-id " + prefix
                    + " --resource-pattern-type prefixed";
        }
    }
}
