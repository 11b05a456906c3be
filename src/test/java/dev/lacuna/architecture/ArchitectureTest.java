package dev.lacuna.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Holds the floor plan of `src/docs/architecture.md`: change both together.
class ArchitectureTest {

    private static final String ROOT = "dev.lacuna.";

    /// Rooms by floor, bottom first. Rooms on one floor do not meet.
    private static final List<List<String>> FLOORS = List.of(
            List.of("model"),
            List.of("source", "index", "task", "journal", "settings", "sandbox", "decode"),
            List.of("scan", "filter"),
            List.of("detect", "report"),
            List.of("repair"),
            List.of("investigation"),
            List.of("cli", "ui"),
            List.of("launch"));

    /// Third-party packages and the only rooms that may import them. `[]`: the longest prefix wins.
    private static final Map<String, List<String>> ALLOWED = new TreeMap<>(Map.ofEntries(
            Map.entry("javafx.", List.of("ui", "launch")),
            Map.entry("jfx.incubator.", List.of("ui")),
            Map.entry("atlantafx.", List.of("ui")),
            Map.entry("org.kordamp.", List.of("ui")),
            Map.entry("org.apache.kafka.", List.of("source.kafka", "source.kafkalog", "source.segments", "sandbox")),
            Map.entry("kafka.", List.of("sandbox")),
            Map.entry("com.fasterxml.jackson.", List.of("report", "decode", "repair", "journal")),
            Map.entry("org.sqlite.", List.of("journal")),
            Map.entry("java.sql.", List.of("journal")),
            Map.entry("org.apache.avro.", List.of("decode")),
            Map.entry("dev.cel.", List.of("filter")),
            Map.entry("com.google.common.", List.of("filter")),
            Map.entry("com.flipkart.zjsonpatch.", List.of("repair")),
            Map.entry("com.google.protobuf.", List.of("decode")),
            Map.entry("com.squareup.wire.", List.of("decode")),
            Map.entry("okio.", List.of("decode")),
            Map.entry("java.net.http.", List.of("decode.schema")),
            Map.entry("de.siegmar.fastcsv.", List.of("report")),
            Map.entry("picocli.", List.of("cli")),
            Map.entry("ch.qos.logback.", List.of("launch"))));

    private static final List<String> LEAVES = List.of("dev.lacuna.source.kafka..", "dev.lacuna.source.segments..");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.lacuna");

    @Test
    void seesTheWholeHouse() {
        assertThat(CLASSES).hasSizeGreaterThan(MINIMUM_CLASSES);
        for (List<String> floor : FLOORS) {
            for (String room : floor) {
                assertThat(CLASSES.stream().anyMatch(type -> roomOf(type).equals(room)))
                        .as("room %s has classes", room)
                        .isTrue();
            }
        }
    }

    private static final int MINIMUM_CLASSES = 150;

    @Test
    void everyClassLivesInARoomOfThePlan() {
        var rooms = FLOORS.stream().flatMap(List::stream).toList();
        assertThat(CLASSES.stream().map(ArchitectureTest::roomOf).distinct().filter(room -> !rooms.contains(room)))
                .as("rooms missing from the floor plan")
                .isEmpty();
    }

    @Test
    void roomsImportOnlyFromLowerFloors() {
        classes()
                .should(new ArchCondition<JavaClass>("depend only on their own room and lower floors") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                            JavaClass target = dependency.getTargetClass();
                            if (!target.getPackageName().startsWith(ROOT)) {
                                continue;
                            }
                            String from = roomOf(type);
                            String to = roomOf(target);
                            if (!from.equals(to) && floorOf(to) >= floorOf(from)) {
                                events.add(SimpleConditionEvent.violated(
                                        type, from + " may not import " + to + ": " + dependency.getDescription()));
                            }
                        }
                    }
                })
                .because("a floor rests on the floors below it, and siblings do not meet")
                .check(CLASSES);
    }

    @Test
    void leavesOfTheSourceAreImportedByNobody() {
        for (String leaf : LEAVES) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(leaf)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(leaf)
                    .because("sources are found by ServiceLoader")
                    .check(CLASSES);
        }
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lacuna.source..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lacuna.source.kafkalog..")
                .because("Kafka's log format is a matter of the leaves that read it")
                .check(CLASSES);
    }

    @Test
    void thirdPartyLibrariesStayInTheirRooms() {
        classes()
                .should(new ArchCondition<JavaClass>("import a library only where the plan allows it") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        String name = type.getPackageName().substring(ROOT.length());
                        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                            String target = dependency.getTargetClass().getName();
                            for (var entry : ALLOWED.entrySet()) {
                                if (target.startsWith(entry.getKey())
                                        && entry.getValue().stream().noneMatch(room -> isIn(name, room))) {
                                    events.add(SimpleConditionEvent.violated(
                                            type,
                                            name + " may not use " + entry.getKey() + ": "
                                                    + dependency.getDescription()));
                                }
                            }
                        }
                    }
                })
                .check(CLASSES);
    }

    @Test
    void modelIndexAndDetectKnowOnlyTheJavaLibrary() {
        classes()
                .that()
                .resideInAnyPackage("dev.lacuna.model..", "dev.lacuna.index..", "dev.lacuna.detect..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify..", "dev.lacuna.model..", "dev.lacuna.index..", "dev.lacuna.detect..")
                .because("the same classes will run inside a Flink cluster's JVM")
                .check(CLASSES);
    }

    @Test
    void everySourceComesOutOfTheGateClosed() {
        assertThat(callers("dev.lacuna.source.Sources", "open"))
                .as("who opens sources")
                .containsExactly("dev.lacuna.investigation.WriteGate");
        assertThat(callers("dev.lacuna.source.SourceProvider", "open"))
                .as("who asks a provider for a source")
                .containsExactly("dev.lacuna.source.Sources");
    }

    /// Repairs call a source's own method, and all that they get is the gate's; only the gate calls past itself.
    @Test
    void whatWritesIsCalledInOnePlaceAndByTheGate() {
        assertThat(callers("dev.lacuna.source.StreamSource", "openSink"))
                .containsExactly("dev.lacuna.investigation.GatedSource", "dev.lacuna.repair.replay.CopyAttempt");
        for (String change : List.of("alter", "delete")) {
            assertThat(callers("dev.lacuna.source.ConsumerGroups", change))
                    .containsExactly("dev.lacuna.investigation.GatedGroups", "dev.lacuna.repair.rewind.PositionWriter");
        }
    }

    @Test
    void theProgramInvestigatesNothingWithoutItsGate() {
        noClasses()
                .should()
                .callMethod(dev.lacuna.investigation.WriteGate.class, "withoutJournal")
                .orShould()
                .callMethod(
                        dev.lacuna.investigation.Investigation.class,
                        "open",
                        dev.lacuna.source.SourceSpec.class,
                        dev.lacuna.source.Sources.class,
                        dev.lacuna.task.TaskRunner.class,
                        String.class)
                .because("a write that the program makes must be guarded and audited")
                .check(CLASSES.that(DescribedPredicate.describe(
                        "others", type -> !type.isEquivalentTo(dev.lacuna.investigation.Investigation.class))));
    }

    private static List<String> callers(String type, String method) {
        return CLASSES.stream()
                .filter(caller -> caller.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTarget().getName().equals(method)
                                && call.getTargetOwner().getName().equals(type)))
                .map(JavaClass::getName)
                .sorted()
                .toList();
    }

    @Test
    void onlyTheTaskRunnerMakesThreads() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.lacuna.task..", "dev.lacuna.sandbox..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "make threads",
                        type -> type.getName().equals("java.util.concurrent.Executors")
                                || type.getName().equals("java.util.Timer")
                                || type.getName().equals("java.util.concurrent.ForkJoinPool")))
                .because("long work is a task from the runner")
                .check(CLASSES);
    }

    @Test
    void onlyTheKitEntersTheFxThread() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lacuna.ui.kit..")
                .should()
                .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
                .because("every view uses the one pulse")
                .check(CLASSES);
    }

    @Test
    void onlyTheFacesPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.lacuna.cli..", "dev.lacuna.launch..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("data goes to stdout and progress to stderr, and only the command line knows which is which")
                .check(CLASSES);
    }

    @Test
    void onlyMainExits() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lacuna.launch..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void namesSayARole() {
        var forbidden = List.of("Manager", "Helper", "Util", "Utils", "Impl");
        var offenders = new ArrayList<String>();
        for (JavaClass type : CLASSES) {
            if (forbidden.stream().anyMatch(type.getSimpleName()::endsWith)
                    || type.getSimpleName().startsWith("Abstract")) {
                offenders.add(type.getName());
            }
        }
        assertThat(offenders).isEmpty();
    }

    @Test
    void fxPropertiesStayInTheWindow() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages("dev.lacuna.ui..", "dev.lacuna.launch..")
                .should()
                .haveNameEndingWith("Property")
                .check(CLASSES);
    }

    private static boolean isIn(String packageName, String room) {
        return packageName.equals(room) || packageName.startsWith(room + ".");
    }

    private static String roomOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) {
            return name;
        }
        String inside = name.substring(ROOT.length());
        int dot = inside.indexOf('.');
        return dot < 0 ? inside : inside.substring(0, dot);
    }

    private static int floorOf(String room) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).contains(room)) {
                return i;
            }
        }
        throw new AssertionError("no floor for room " + room);
    }
}
