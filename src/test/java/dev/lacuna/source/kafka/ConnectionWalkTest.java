package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.sandbox.FreePorts;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.CheckRequest;
import dev.lacuna.source.CheckStep;
import dev.lacuna.source.CheckStep.Kind;
import dev.lacuna.source.CheckStep.State;
import dev.lacuna.source.CheckedSteps;
import dev.lacuna.source.SourceSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The way to a broker without any security, and to addresses where there is none.
@Timeout(180)
class ConnectionWalkTest {

    static CheckedSteps check(String uri, Map<String, String> properties) {
        return CheckedSteps.of(
                new KafkaSourceProvider(),
                new CheckRequest(new SourceSpec(uri, properties, false), Optional.empty(), true));
    }

    @Test
    void goesAllTheWayToABrokerThatWantsNothing() {
        KafkaTopics.create("checked", 1, Map.of());

        CheckedSteps steps = check(SharedBroker.uri(), Map.of());

        assertThat(steps.all())
                .extracting(CheckStep::kind)
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Kind.OPEN)));
        assertThat(steps.kinds(State.SKIPPED)).as(steps.words()).containsExactly(Kind.TLS, Kind.LOGIN);
        assertThat(steps.kinds(State.FAILED)).as(steps.words()).isEmpty();
        assertThat(steps.kinds(State.DOUBT)).as(steps.words()).isEmpty();
        assertThat(steps.only(Kind.METADATA).told()).contains("1 broker");
        assertThat(steps.begun()).contains(Kind.NAME, Kind.BROKERS, Kind.WRITE);
    }

    @Test
    void namesTheHostThatIsUnknown() {
        CheckedSteps steps = check("kafka://no-such-host.invalid:9092", Map.of());

        assertThat(steps.kinds(State.FAILED)).containsExactly(Kind.NAME);
        assertThat(steps.only(Kind.NAME).told()).contains("no-such-host.invalid");
        assertThat(steps.kinds(State.SKIPPED)).contains(Kind.TLS, Kind.LOGIN, Kind.METADATA, Kind.READ);
    }

    @Test
    void namesThePortThatNobodyListensAt() throws Exception {
        int port = FreePorts.next();

        CheckedSteps steps = check("kafka://127.0.0.1:" + port, Map.of());

        assertThat(steps.kinds(State.FAILED)).containsExactly(Kind.CONNECT);
        assertThat(steps.only(Kind.CONNECT).told()).contains("refused", String.valueOf(port));
    }

    @Test
    void goesOnByAnotherAddressAndDoubtsTheFirst() throws Exception {
        KafkaTopics.create("checked", 1, Map.of());
        CheckedSteps steps = check("kafka://127.0.0.1:" + FreePorts.next() + "," + SharedBroker.bootstrap(), Map.of());

        assertThat(steps.kinds(State.DOUBT)).containsExactly(Kind.CONNECT);
        assertThat(steps.kinds(State.FAILED)).as(steps.words()).isEmpty();
    }

    @Test
    void saysWhenNoneOfTheAddressesCanBeReached() throws Exception {
        CheckedSteps steps =
                check("kafka://127.0.0.1:" + FreePorts.next() + ",127.0.0.1:" + FreePorts.next(), Map.of());

        assertThat(steps.kinds(State.FAILED)).containsExactly(Kind.CONNECT);
    }

    @Test
    void saysThatThePortSpeaksWithoutTls() {
        CheckedSteps steps = check(SharedBroker.uri(), Map.of("security.protocol", "SSL"));

        assertThat(steps.kinds(State.FAILED)).containsExactly(Kind.TLS);
        assertThat(steps.only(Kind.TLS).told()).contains("without TLS");
        assertThat(steps.only(Kind.TLS).advice()).contains("security.protocol to PLAINTEXT");
    }

    @Test
    void saysThatThePortWantsNoLogin() {
        CheckedSteps steps = check(
                SharedBroker.uri(),
                Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=a password=b;"));

        assertThat(steps.kinds(State.FAILED)).containsExactly(Kind.LOGIN);
        assertThat(steps.only(Kind.LOGIN).told()).contains("wants no login");
    }

    @Test
    void saysThatSomebodyElseListens() throws Exception {
        try (var other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!other.isClosed()) {
                    try (var socket = other.accept()) {
                        socket.getInputStream().read(); // closing before would break the connection, too
                        socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                    } catch (IOException e) {
                        return;
                    }
                }
            });

            CheckedSteps steps = check("kafka://127.0.0.1:" + other.getLocalPort(), Map.of());

            assertThat(steps.kinds(State.FAILED)).as(steps.words()).containsExactly(Kind.METADATA);
            assertThat(steps.only(Kind.METADATA).told()).contains("doesn't answer as a Kafka broker");
        }
    }

    @Test
    void doubtsPropertiesThatAreNearlyOnes() {
        CheckedSteps steps = check(SharedBroker.uri(), Map.of("security.protocl", "PLAINTEXT", "our.own.key", "x"));

        assertThat(steps.only(Kind.PROPERTIES).state()).isEqualTo(State.DOUBT);
        assertThat(steps.only(Kind.PROPERTIES).told())
                .contains("'security.protocol' is")
                .doesNotContain("our.own");
    }

    @Test
    void namesThePropertyThatCantBeUsed() {
        CheckedSteps steps = check(SharedBroker.uri(), Map.of("security.protocol", "SECRET"));

        assertThat(steps.kinds(State.FAILED)).containsExactly(Kind.PROPERTIES);
        assertThat(steps.only(Kind.PROPERTIES).told()).contains("security.protocol");
    }

    @Test
    void stopsWhenNobodyWaitsAnyMore() {
        var steps = new CheckedSteps().unwantedAfter(3);
        new KafkaSourceProvider()
                .check(new CheckRequest(SourceSpec.of(SharedBroker.uri()), Optional.empty(), false), steps);

        assertThat(steps.all()).hasSize(3);
    }

    @Test
    void saysWhatIsWrongWithAnAddress() {
        CheckedSteps steps = check("kafka://nobody", Map.of());

        assertThat(steps.all()).hasSize(1);
        assertThat(steps.only(Kind.PROPERTIES).told()).contains("HOST:PORT");
    }

    @Test
    void looksAtOneTopicWhereOneIsNamed() {
        CheckedSteps steps = CheckedSteps.of(
                new KafkaSourceProvider(),
                new CheckRequest(SourceSpec.of(SharedBroker.uri()), Optional.of("no-such-topic"), false));

        assertThat(steps.kinds(State.FAILED)).containsExactly(Kind.TOPICS);
        assertThat(steps.only(Kind.TOPICS).told()).contains("no-such-topic");
        assertThat(List.of(Kind.WRITE))
                .doesNotContainAnyElementsOf(
                        steps.all().stream().map(CheckStep::kind).toList());
    }

    @Test
    void saysWhichTopicMayHaveBeenMeant() {
        String topic = KafkaTopics.create("meant", 1, Map.of());
        CheckedSteps steps = CheckedSteps.of(
                new KafkaSourceProvider(),
                new CheckRequest(
                        SourceSpec.of(SharedBroker.uri()), Optional.of(topic.replace("meant", "maent")), false));

        assertThat(steps.only(Kind.TOPICS).advice()).startsWith("Did you mean ").contains(topic);
    }

    @Test
    void saysHowManyTopicsItLookedAtWhereItWasNotAll() throws Exception {
        KafkaTopics.create("limited", 1, Map.of());
        KafkaTopics.create("limited", 1, Map.of());
        var address = KafkaAddress.parse(SharedBroker.uri());
        var request = new CheckRequest(new SourceSpec(SharedBroker.uri(), Map.of(), false), Optional.empty(), true);
        var steps = new CheckedSteps();
        new RightsWalk(ClientSettings.of(address, request.spec()), request, new StepTeller(steps), 1).run();

        assertThat(steps.only(Kind.READ).told())
                .isEqualTo("The first 1 by name may be read; the others were not looked at.");
        assertThat(steps.only(Kind.WRITE).told()).contains("may be written to; the others");
    }
}
