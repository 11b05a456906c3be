package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.journal.AuditRecord;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.source.Access;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceSpec;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every door through which something could be written, with every profile that could forbid it.
class WriteGateTest extends WriteGateFixture {

    /// A way to be told that one must not.
    record Guard(String name, String profiles, Access access, Kind refusal) {}

    private static final List<Guard> GUARDS = List.of(
            new Guard("a read-only connection", "", new Access(true, "", false), Kind.READ_ONLY),
            new Guard(
                    "a read-only profile, by its name",
                    "ro: bootstrap.servers=" + ADDRESS + "\nlacuna.readonly=true",
                    new Access(true, "ro", false),
                    Kind.READ_ONLY),
            new Guard(
                    "a read-only profile, by its address",
                    "ro: bootstrap.servers=" + ADDRESS + "\nlacuna.readonly=true",
                    Access.PLAIN,
                    Kind.READ_ONLY),
            new Guard(
                    "a read-only profile, in capitals",
                    "ro: bootstrap.servers=Broker-1:9092\nlacuna.readonly=TRUE",
                    Access.PLAIN,
                    Kind.READ_ONLY),
            new Guard(
                    "a read-only profile that names another broker of the cluster",
                    "ro: bootstrap.servers=" + OTHER_BROKER + "\nlacuna.readonly=true",
                    Access.PLAIN,
                    Kind.READ_ONLY),
            new Guard(
                    "a profile whose word on writing can't be understood",
                    "ro: bootstrap.servers=" + ADDRESS + "\nlacuna.readonly=ja",
                    Access.PLAIN,
                    Kind.READ_ONLY),
            new Guard(
                    "a production profile, by its name",
                    "prod: bootstrap.servers=" + ADDRESS + "\nlacuna.environment=production",
                    new Access(false, "prod", true),
                    Kind.UNCONFIRMED),
            new Guard(
                    "a production profile, by its address",
                    "prod: bootstrap.servers=" + ADDRESS + "\nlacuna.environment=Production",
                    Access.PLAIN,
                    Kind.UNCONFIRMED),
            new Guard(
                    "a production profile that names another broker of the cluster",
                    "prod: bootstrap.servers=" + OTHER_BROKER + "\nlacuna.environment=production",
                    Access.PLAIN,
                    Kind.UNCONFIRMED),
            new Guard(
                    "a production profile, through another profile",
                    "prod: bootstrap.servers=" + ADDRESS + "\nlacuna.environment=production",
                    new Access(false, "writer", false),
                    Kind.UNCONFIRMED),
            new Guard(
                    "a production profile, confirmed by a wrong name",
                    "prod: bootstrap.servers=" + ADDRESS + "\nlacuna.environment=production",
                    Access.PLAIN.confirmedAs("stage"),
                    Kind.UNCONFIRMED));

    static Stream<Arguments> doorsAndGuards() {
        return DOORS.keySet().stream().flatMap(door -> GUARDS.stream().map(guard -> Arguments.of(door, guard)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("doorsAndGuards")
    void nothingIsWrittenThrough(String door, Guard guard) throws Exception {
        profiles(guard.profiles());
        var refusal = catchThrowableOfType(
                SourceException.class, () -> door(door).enter(this, new SourceSpec(URI, Map.of(), guard.access())));
        assertThat(refusal.kind()).isEqualTo(guard.refusal());
        assertThat(refusal.isRefusal()).isTrue();
        assertThat(copied()).isZero();
        assertThat(stands()).isEqualTo(STANDS);
        assertThat(journal.trail()).as("what was refused is no write").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void whatNobodyForbidsIsWrittenAndAudited(String door) throws Exception {
        profiles("other: bootstrap.servers=elsewhere:9092\nlacuna.readonly=true");
        door(door).enter(this, SourceSpec.of(URI));
        assertThat(hasWritten(door)).isTrue();
        assertThat(moments()).containsExactly(AuditRecord.Moment.BEGUN, AuditRecord.Moment.ENDED);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void productionIsWrittenOnceItsNameIsTypedAndTheTrailSaysSo(String door) throws Exception {
        profiles("prod: bootstrap.servers=" + ADDRESS + "\nlacuna.environment=production");
        door(door).enter(this, SourceSpec.of(URI).confirmedAs("prod"));
        assertThat(hasWritten(door)).isTrue();
        assertThat(journal.trail().getFirst().said().orElseThrow().record().confirmed())
                .isEqualTo("prod");
    }

    @Test
    void saysExactlyWhatToType() throws Exception {
        profiles("prod-eu: bootstrap.servers=" + ADDRESS + "\nlacuna.environment=production");
        assertThatThrownBy(() -> run(SOURCE, SourceSpec.of(URI)))
                .hasMessageContaining("nothing was written")
                .hasMessageEndingWith("--confirm-cluster prod-eu");
        assertThat(gate.namesToConfirm(SourceSpec.of(URI), Set.of(), "target")).containsExactly("prod-eu");
    }

    @Test
    void aWriterProfileForTheSameClusterMayWriteBesideAReadOnlyOne() throws Exception {
        profiles("ro: bootstrap.servers=" + ADDRESS + "\nlacuna.readonly=true");
        run(SOURCE, new SourceSpec(URI, Map.of(), new Access(false, "writer", false)));
        assertThat(copied()).isEqualTo(10);
    }

    @Test
    void whatCantBeAuditedIsNotWrittenAndWhatOnlyReadsGoesOn() throws Exception {
        ReplayPlan plan = plan(SOURCE, SourceSpec.of(URI));
        journal.close();
        Files.writeString(journal.file(), "no database. ".repeat(500));
        var refusal = catchThrowableOfType(SourceException.class, () -> run(plan, SourceSpec.of(URI), true));
        assertThat(refusal.kind()).isEqualTo(Kind.UNAUDITED);
        assertThat(refusal.getMessage())
                .contains("Nothing was written")
                .contains(journal.file().toString());
        assertThat(copied()).isZero();
        assertThat(notices).isEmpty();

        run(plan, SourceSpec.of(URI), false);
        assertThat(notices).singleElement().asString().contains("not kept in the journal");
    }

    @Test
    void aRunThatIsRepeatedLeavesItsTraceToo() throws Exception {
        ReplayPlan plan = plan(SOURCE, SourceSpec.of(URI));
        run(plan, SourceSpec.of(URI), true);
        run(plan, SourceSpec.of(URI), true);
        assertThat(copied()).isEqualTo(10);
        assertThat(moments()).hasSize(4);
        AuditRecord first = journal.trail().get(1).said().orElseThrow().record();
        assertThat(first.outcome()).isEqualTo("done");
        assertThat(first.counts()).containsEntry("written", 10L);
        assertThat(first.positions()).containsOnlyKeys("copy/0");
        AuditRecord second = journal.trail().get(3).said().orElseThrow().record();
        assertThat(second.counts()).containsEntry("written", 0L).containsEntry("already_there", 10L);
    }
}
