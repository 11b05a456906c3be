package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.source.Access;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceSpec;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Profiles that were used once guard their cluster by its id, by whatever address somebody comes later.
class KnownProfileTest extends WriteGateFixture {

    static Stream<Arguments> doorsAndKnownProfiles() {
        return DOORS.keySet().stream()
                .flatMap(door -> Stream.of(
                        Arguments.of(door, "lacuna.readonly=true", Kind.READ_ONLY),
                        Arguments.of(door, "lacuna.environment=production", Kind.UNCONFIRMED)));
    }

    /// The profile goes by a load balancer, of which the brokers say nothing.
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("doorsAndKnownProfiles")
    void aProfileThatWasUsedGuardsItsClusterByItsId(String door, String says, Kind refused) throws Exception {
        String balancer = "balancer:9092";
        profiles("guard: bootstrap.servers=" + balancer + "\n" + says);
        var byName = new SourceSpec("kafka://" + balancer, Map.of(), new Access(true, "guard", false));
        gate.open(byName, sources).close();

        var refusal =
                catchThrowableOfType(SourceException.class, () -> door(door).enter(this, SourceSpec.of(URI)));

        assertThat(refusal.kind()).isEqualTo(refused);
        assertThat(copied()).isZero();
        assertThat(stands()).isEqualTo(STANDS);
    }

    @Test
    void ofSeveralNamesTheOneItWasOpenedByIsAskedForFirst() throws Exception {
        profiles("alpha: bootstrap.servers=" + ADDRESS + "\nlacuna.environment=production");
        profiles("omega: bootstrap.servers=" + ADDRESS + "\nlacuna.environment=production");
        var byName = new SourceSpec(URI, Map.of(), new Access(false, "omega", true));

        assertThat(gate.namesToConfirm(byName, Set.of(), "")).containsExactly("omega", "alpha");
        assertThat(gate.namesToConfirm(SourceSpec.of(URI), Set.of(), "")).containsExactly("alpha", "omega");
    }

    @Test
    void aProfileThatLeadsElsewhereByNowDoesNotGuardTheClusterOfThen() throws Exception {
        profiles("guard: bootstrap.servers=balancer:9092\nlacuna.readonly=true");
        gate.open(SourceSpec.of("kafka://balancer:9092"), sources).close();
        profiles("guard: bootstrap.servers=elsewhere:9092\nlacuna.readonly=true");

        run(SOURCE, SourceSpec.of(URI));

        assertThat(copied()).isEqualTo(10);
    }

    @Test
    void aKnownProfileWhoseWordOnWritingCantBeUnderstoodForbidsIt() throws Exception {
        profiles("guard: bootstrap.servers=balancer:9092\nlacuna.readonly=true");
        gate.open(SourceSpec.of("kafka://balancer:9092"), sources).close();
        profiles("guard: bootstrap.servers=balancer:9092\nlacuna.readonly=ja");

        var refusal = catchThrowableOfType(SourceException.class, () -> run(SOURCE, SourceSpec.of(URI)));

        assertThat(refusal.kind()).isEqualTo(Kind.READ_ONLY);
        assertThat(copied()).isZero();
    }
}
