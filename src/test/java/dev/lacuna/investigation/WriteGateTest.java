package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.journal.AuditRecord;
import dev.lacuna.journal.Journal;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.rewind.RewindAim;
import dev.lacuna.repair.rewind.RewindMode;
import dev.lacuna.repair.rewind.RewindReport;
import dev.lacuna.source.Access;
import dev.lacuna.source.ConsumerGroups;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every door through which something could be written, with every profile that could forbid it.
@Timeout(180)
class WriteGateTest {

    /// What the gate doesn't pass on is answered by a default: nobody would know of rights that are missing, or a write
    /// would find its way around.
    @Test
    void passesOnAllThatASourceIsAskedFor() {
        assertThat(GatedSource.class.getDeclaredMethods())
                .extracting(Method::getName)
                .containsAll(askedOf(StreamSource.class));
        assertThat(GatedGroups.class.getDeclaredMethods())
                .extracting(Method::getName)
                .containsAll(askedOf(ConsumerGroups.class));
    }

    private static List<String> askedOf(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .toList();
    }

    private static final String ADDRESS = "broker-1:9092";
    private static final String OTHER_BROKER = "broker-2:9092";
    private static final String URI = "kafka://" + ADDRESS;
    private static final String SOURCE = "kafka://source:9092";
    private static final String GROUP = "billing";
    private static final long STANDS = 8;

    @TempDir
    private Path home;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final MemoryCluster cluster = new MemoryCluster(URI, "target");
    private final MemoryCluster origin = new MemoryCluster(SOURCE, "origin");
    private final List<String> notices = new ArrayList<>();
    private final Sources sources = new Sources(List.of(new SourceProvider() {
        @Override
        public boolean accepts(String uri) {
            return true;
        }

        @Override
        public StreamSource open(SourceSpec spec) {
            return spec.uri().equals(SOURCE)
                    ? origin.connect()
                    : cluster.connect().announcing(Set.of(ADDRESS, OTHER_BROKER));
        }
    }));
    private Journal journal;
    private WriteGate gate;

    @BeforeEach
    void fill() throws Exception {
        Files.createDirectories(home.resolve("profiles"));
        for (MemoryCluster each : List.of(cluster, origin)) {
            var log = each.create("orders", 1).partition(0);
            for (int i = 0; i < 10; i++) {
                log.append(MemoryContent.of(1_773_475_200_000L + i, "k" + i, "{\"seq\":" + i + "}"));
            }
        }
        cluster.create("copy", 1);
        cluster.groups().commit(GROUP, cluster.stream("orders").ref().partition(0), STANDS);
        journal = new Journal(home, Clock.systemUTC(), "test");
        gate = WriteGate.of(home.resolve("profiles"), journal, notices::add);
    }

    @AfterEach
    void close() {
        runner.close();
        journal.close();
    }

    /// A way to write.
    interface Door {
        void enter(WriteGateTest test, SourceSpec target) throws Exception;
    }

    /// A way to be told that one must not.
    record Guard(String name, String profiles, Access access, Kind refusal) {}

    private static final Map<String, Door> DOORS = Map.of(
            "a replay within the cluster", (test, target) -> test.run(target.uri(), target),
            "a replay to another cluster", (test, target) -> test.run(SOURCE, target),
            "a rewind", (test, target) -> test.rewind(target, false),
            "a roll-back", (test, target) -> test.rewind(target, true));

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

    private static Door door(String name) {
        return Objects.requireNonNull(DOORS.get(name));
    }

    static Stream<String> doors() {
        return DOORS.keySet().stream();
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

    @Test
    void noSourceThatIsOpenedCanBeWrittenToAroundTheGate() throws Exception {
        try (StreamSource source = gate.open(SourceSpec.of(URI), sources)) {
            assertThatThrownBy(() -> source.openSink("me"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("gate");
            assertThatThrownBy(() -> source.groups().alter(GROUP, Map.of())).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> source.groups().delete(GROUP, List.of()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theGatePassesOnAllThatASourceCanDo() {
        assertThat(forgotten(StreamSource.class, GatedSource.class))
                .as("a method that is not passed on answers for no source, or writes around the gate")
                .isEmpty();
        assertThat(forgotten(ConsumerGroups.class, GatedGroups.class)).isEmpty();
    }

    private static List<String> forgotten(Class<?> contract, Class<?> gated) {
        return Arrays.stream(contract.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !isDeclared(method, gated))
                .map(Method::getName)
                .toList();
    }

    private static boolean isDeclared(Method method, Class<?> gated) {
        try {
            gated.getDeclaredMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private void run(String from, SourceSpec target) throws Exception {
        run(plan(from, target), target, true);
    }

    /// Sets the group from 8 to 3; or takes it back to 2, where it stood before it was set to 8 by another door.
    private void rewind(SourceSpec target, boolean back) throws Exception {
        Path file = home.resolve("rewind.json");
        PartitionRef partition = cluster.stream("orders").ref().partition(0);
        RewindPlan plan;
        try (Investigation free = Investigation.open(SourceSpec.of(URI), sources, runner, "test")) {
            if (back) {
                cluster.groups().commit(GROUP, partition, 2);
            }
            plan = free.rewinds()
                    .plan(GROUP, Optional.empty(), Set.of(), new RewindAim.At(back ? STANDS : 3))
                    .await()
                    .plan();
            if (back) {
                free.rewinds()
                        .run(plan, file, RewindMode.EXECUTE, true, Recipe.NONE)
                        .await();
            }
        }
        assertThat(stands()).isEqualTo(STANDS);
        try (Investigation guarded = open(URI, target)) {
            TaskHandle<RewindReport> task = back
                    ? guarded.rewinds().rollBack(plan, file, RewindMode.EXECUTE, true, "", Recipe.NONE)
                    : guarded.rewinds().run(plan, file, RewindMode.EXECUTE, true, Recipe.NONE);
            task.await();
        }
    }

    private long stands() {
        PartitionRef partition = cluster.stream("orders").ref().partition(0);
        return Objects.requireNonNull(cluster.groups().positions(GROUP).get(partition))
                .next()
                .asOffset();
    }

    private boolean hasWritten(String door) {
        return door.contains("replay") ? copied() == 10 : stands() != STANDS;
    }

    private ReplayPlan plan(String from, SourceSpec target) throws Exception {
        try (Investigation investigation = open(from, target)) {
            return investigation
                    .planCopy(new CopyRequest("orders", Set.of(), Bounds.ALL, target, "copy", FieldSpec.NONE))
                    .await();
        }
    }

    private void run(ReplayPlan plan, SourceSpec target, boolean execute) throws Exception {
        try (Investigation investigation = open(plan.from().uri(), target)) {
            investigation
                    .run(plan, execute, ReplayOptions.DEFAULT, target, Recipe.NONE)
                    .task()
                    .await();
        }
    }

    private Investigation open(String from, SourceSpec target) throws SourceException {
        SourceSpec spec = from.equals(target.uri()) ? target : SourceSpec.of(from);
        return Investigation.open(spec, sources, runner, gate, "test");
    }

    private long copied() {
        return cluster.stream("copy").partition(0).committed().size();
    }

    private List<AuditRecord.Moment> moments() throws Exception {
        return journal.trail().stream()
                .map(entry -> entry.said().orElseThrow().record().moment())
                .toList();
    }

    /// @param text `NAME: PROPERTIES`, or nothing
    private void profiles(String text) throws Exception {
        if (!text.isEmpty()) {
            int colon = text.indexOf(": ");
            Files.writeString(
                    home.resolve("profiles").resolve(text.substring(0, colon) + ".properties"),
                    text.substring(colon + 2));
        }
    }
}
