package dev.lacuna.source.kafka;

import dev.lacuna.source.CheckHandler;
import dev.lacuna.source.CheckStep;
import dev.lacuna.source.CheckStep.Kind;
import dev.lacuna.source.CheckStep.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// Whether a listener and a client are of different sorts: one with TLS or a login and one without. Such a listener
/// says
/// nothing, or hangs up: all that Kafka's client ever sees of it is that time is up, as with a broker that is slow.
final class ListenerMismatch implements CheckHandler {

    private final List<CheckStep> failed = new ArrayList<>();

    private ListenerMismatch() {}

    /// The step at which the two part; empty where they don't, or where nobody can tell.
    static Optional<CheckStep> at(List<KafkaAddress.HostPort> hosts, AdminClientConfig config) {
        for (KafkaAddress.HostPort host : hosts) {
            var mismatch = new ListenerMismatch();
            var walk = new SecurityWalk(config, host, new StepTeller(mismatch));
            boolean parts = !walk.tls() || !walk.mayLogIn();
            if (parts && walk.isOfOtherSort()) {
                return Optional.of(mismatch.failed.getLast());
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
