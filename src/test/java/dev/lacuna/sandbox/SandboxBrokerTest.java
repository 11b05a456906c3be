package dev.lacuna.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxBrokerTest {

    @TempDir
    Path folder;

    @Test
    void keepsItsDataAcrossARestartOnAnotherPort() throws Exception {
        Path data = folder.resolve("new/data");
        var settings = SandboxSettings.temporary().withDataFolder(data);
        String clusterId;
        try (var broker = SandboxBroker.start(settings)) {
            assertThat(broker.dataFolder()).isEqualTo(data);
            clusterId = writeThree(broker.bootstrap());
        }
        try (var broker = SandboxBroker.start(settings)) {
            assertThat(Topics.read(broker.bootstrap(), "kept"))
                    .extracting(event -> new String(event.value()))
                    .containsExactly("0", "1", "2");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
                assertThat(admin.describeCluster().clusterId().get(20, TimeUnit.SECONDS))
                        .isEqualTo(clusterId);
            }
        }
        assertThat(data).isNotEmptyDirectory();
    }

    @Test
    void listensOnLoopbackOnlyAndCleansUpBehindItself() throws Exception {
        Set<Thread> before = nonDaemonThreads();
        Path data;
        String bootstrap;
        try (var broker = SandboxBroker.start()) {
            bootstrap = broker.bootstrap();
            data = broker.dataFolder();
            assertThat(bootstrap).matches("127\\.0\\.0\\.1:\\d+");
            assertThat(data).isDirectory();
            assertThat(reachable("127.0.0.2", portOf(bootstrap))).isFalse();
            assertThat(reachable("127.0.0.1", portOf(bootstrap))).isTrue();
        }
        assertThat(data).doesNotExist();
        assertThat(reachable("127.0.0.1", portOf(bootstrap))).isFalse();
        assertNoThreadsBeyond(before);
    }

    @Test
    void stopsInOrderOnAnInterruptedThread() throws Exception {
        var broker = SandboxBroker.start(SandboxSettings.temporary().withDataFolder(folder));
        Thread.currentThread().interrupt();
        broker.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder.resolve("node-1/.kafka_cleanshutdown")).exists();
    }

    @Test
    void makesNoTopicThatNobodyAskedFor() throws Exception {
        try (var broker = SandboxBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("typo"))
                            .allTopicNames()
                            .get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void saysWhichPortIsTakenAndMakesNoFolder() throws Exception {
        Set<Thread> before = nonDaemonThreads();
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Path data = folder.resolve("never");
            var settings =
                    SandboxSettings.temporary().withPort(taken.getLocalPort()).withDataFolder(data);
            assertThatThrownBy(() -> SandboxBroker.start(settings))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " on 127.0.0.1")
                    .hasMessageContaining("choose another port");
            assertThat(data).doesNotExist();
        }
        assertNoThreadsBeyond(before);
    }

    @Test
    void saysWhichFolderCannotBeUsed() throws Exception {
        Set<Thread> before = nonDaemonThreads();
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThatThrownBy(() -> SandboxBroker.start(SandboxSettings.temporary().withDataFolder(file)))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Choose a folder");
        assertThatThrownBy(() -> SandboxBroker.start(SandboxSettings.temporary().withDataFolder(file.resolve("below"))))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("in the way");
        assertNoThreadsBeyond(before);
    }

    @Test
    void refusesAFolderThatAnotherSandboxHolds() throws Exception {
        var settings = SandboxSettings.temporary().withDataFolder(folder.resolve("shared"));
        try (var broker = SandboxBroker.start(settings)) {
            assertThatThrownBy(() -> SandboxBroker.start(settings))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("in use by another sandbox");
            assertThat(reachable("127.0.0.1", portOf(broker.bootstrap()))).isTrue();
        }
    }

    @Test
    void leavesNoThreadBehindWhenKafkaFailsHalfWay() throws Exception {
        Set<Thread> before = nonDaemonThreads();
        int controllerPort = LoopbackPorts.choose(0).controller();
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var settings = SandboxSettings.temporary()
                    .withBrokerSetting("controller.quorum.voters", "1@127.0.0.1:" + controllerPort)
                    .withBrokerSetting(
                            "listeners",
                            "CLIENTS://127.0.0.1:" + taken.getLocalPort() + ",CONTROLLER://127.0.0.1:"
                                    + controllerPort);
            assertThatThrownBy(() -> SandboxBroker.start(settings))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("did not start");
        }
        assertNoThreadsBeyond(before);
    }

    private static String writeThree(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
            for (int i = 0; i < 3; i++) {
                producer.send(new ProducerRecord<>("kept", Integer.toString(i)));
            }
            producer.flush();
            return admin.describeCluster().clusterId().get(20, TimeUnit.SECONDS);
        }
    }

    private static int portOf(String bootstrap) {
        return Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1));
    }

    private static boolean reachable(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Set<Thread> nonDaemonThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }

    /// Threads that were told to end may need a moment; one that was not never ends.
    private static void assertNoThreadsBeyond(Set<Thread> before) throws InterruptedException {
        for (Thread thread : nonDaemonThreads()) {
            if (!before.contains(thread)) {
                thread.join(60_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }
}
