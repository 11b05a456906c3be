package dev.lacuna.source.kafka;

import dev.lacuna.source.CheckHandler;
import dev.lacuna.source.CheckStep;
import dev.lacuna.source.CheckStep.Kind;
import dev.lacuna.source.CheckStep.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/// Whether a listener wants TLS or a login of a client that brings none. Such a listener says nothing, or hangs up: all
/// that Kafka's client ever sees of it is that time is up, as with a broker that is slow.
final class ListenerMismatch implements CheckHandler {

    private final List<CheckStep> failed = new ArrayList<>();

    private ListenerMismatch() {}

    /// The step at which the two part; empty where they don't, or where nobody can tell.
    static Optional<CheckStep> at(List<KafkaAddress.HostPort> hosts, AdminClientConfig config) {
        SecurityProtocol protocol = ConnectionWalk.protocol(config);
        if (protocol != SecurityProtocol.PLAINTEXT && protocol != SecurityProtocol.SASL_PLAINTEXT) {
            return Optional.empty(); // a client that speaks TLS is told by the first answer
        }
        for (KafkaAddress.HostPort host : hosts) {
            var mismatch = new ListenerMismatch();
            var walk = new SecurityWalk(config, host, new StepTeller(mismatch));
            if (!walk.tls() || !walk.mayLogIn()) {
                Optional<CheckStep> parting = mismatch.failed.stream()
                        .filter(step -> step.kind() == Kind.TLS || step.kind() == Kind.LOGIN)
                        .findFirst();
                if (parting.isPresent()) {
                    return parting;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void begun(Kind kind, String subject) {}

    @Override
    public void ended(CheckStep step) {
        if (step.state() == State.FAILED) {
            failed.add(step);
        }
    }

    @Override
    public boolean isWanted() {
        return true;
    }
}
