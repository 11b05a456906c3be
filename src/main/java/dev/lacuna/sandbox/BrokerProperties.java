package dev.lacuna.sandbox;

import java.util.Map;
import java.util.Properties;

/// How the sandbox's broker is set: one combined KRaft node, quick to start, small, and forgetting nothing by time.
final class BrokerProperties {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String CLIENT_LISTENER = "CLIENTS";

    private BrokerProperties() {}

    static Properties of(LoopbackPorts ports, DataFolder folder, Map<String, String> overrides) {
        var properties = new Properties();
        addListeners(properties, ports);
        properties.put("log.dirs", folder.node(NODE_ID).toString());
        addInternalTopics(properties);
        addSmallness(properties);
        addTime(properties);
        addCleaner(properties);
        properties.putAll(overrides);
        return properties;
    }

    private static void addListeners(Properties properties, LoopbackPorts ports) {
        String clients = CLIENT_LISTENER + "://" + LoopbackPorts.HOST + ":" + ports.clients();
        String controller = LoopbackPorts.HOST + ":" + ports.controller();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@" + controller);
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put("listeners", clients + "," + CONTROLLER_LISTENER + "://" + controller);
        properties.put("advertised.listeners", clients);
        properties.put(
                "listener.security.protocol.map", CONTROLLER_LISTENER + ":PLAINTEXT," + CLIENT_LISTENER + ":PLAINTEXT");
        properties.put("inter.broker.listener.name", CLIENT_LISTENER);
    }

    private static void addInternalTopics(Properties properties) {
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("add.partitions.to.txn.retry.backoff.ms", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "2");
        properties.put("auto.create.topics.enable", "false");
    }

    private static void addSmallness(Properties properties) {
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        properties.put("log.index.size.max.bytes", "1048576");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.coordinator.append.linger.ms", "0");
    }

    /// Incidents lie in the past: nothing may expire by its age, and no timestamp may be refused.
    private static void addTime(Properties properties) {
        properties.put("log.retention.ms", "-1");
        properties.put("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
        properties.put("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
        properties.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    }

    /// Compaction is to be seen at once, not after a quarter of a minute.
    private static void addCleaner(Properties properties) {
        properties.put("log.cleaner.dedupe.buffer.size", "2097152");
        properties.put("log.cleaner.backoff.ms", "200");
    }
}
