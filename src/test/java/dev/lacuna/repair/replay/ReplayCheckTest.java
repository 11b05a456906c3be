package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.replay.ReplayCheckResult.Trouble;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCheckTest {

    private final Incident incident = new Incident();
    private final ReplayPlan plan = incident.planAll();

    @BeforeEach
    void copyAll() throws Exception {
        assertThat(incident.execute(plan).isComplete()).isTrue();
    }

    @Test
    void countsTheCopiesOfWhatTheSourceDoesNotKeepAnyMore() throws Exception {
        incident.upstream.partition(0).moveHead(4);

        ReplayCheckResult result = incident.check(plan);

        assertThat(result.isOk()).isFalse();
        assertThat(result.isOkAsFarAsKept()).isTrue();
        assertThat(result.gone()).isEqualTo(4);
        assertThat(result.found()).isEqualTo(plan.events());
        assertThat(result.summary()).startsWith("As far as can be told").contains("4 could only be counted");
        assertThat(result.notes())
                .containsExactly(
                        "The log of upstream/0 begins at 4 now: 4 of the planned events are not kept any more. Their"
                                + " copies were counted, not compared: 4 stand in the target.");
    }

    @Test
    void looksAgainWhereRetentionComesWhileItLooks() throws Exception {
        var polls = new AtomicInteger();
        MemorySource client = incident.cluster.connect().withFault(step -> {
            if (step == MemoryFault.Step.POLL && polls.getAndIncrement() == 0) {
                incident.upstream.partition(0).moveHead(4);
            }
        });

        ReplayCheckResult result =
                ReplayCheck.check(new ReplayJob(plan, client, client, Incident.KEY_SEQUENCE), new FakeContext());

        assertThat(result.isOkAsFarAsKept()).as(result.summary()).isTrue();
        assertThat(result.gone()).isEqualTo(4);
    }

    @Test
    void countsTheCopiesWhereNothingIsKeptAnyMore() throws Exception {
        for (var partition : incident.upstream.partitions()) {
            partition.moveHead(partition.info().end().asOffset());
        }

        ReplayCheckResult result = incident.check(plan);

        assertThat(result.isOkAsFarAsKept()).as(result.summary()).isTrue();
        assertThat(result.gone()).isEqualTo(plan.events());
        assertThat(result.expected()).isZero();
    }

    @Test
    void tellsThatCopiesAreMissingOrDoubledThoughTheirOriginalsAreGone() throws Exception {
        Event first = incident.arrived(0).getFirst();
        incident.orders.partition(0).lose(first.position().asOffset());
        incident.upstream.partition(0).moveHead(4);

        ReplayCheckResult lost = incident.check(plan);

        assertThat(lost.isOkAsFarAsKept()).isFalse();
        assertThat(lost.missing()).isEqualTo(1);

        incident.orders.partition(0).append(contentOf(first), contentOf(first));
        ReplayCheckResult doubled = incident.check(plan);

        assertThat(doubled.missing()).isZero();
        assertThat(doubled.doubled()).isEqualTo(1);
        assertThat(doubled.isOkAsFarAsKept()).isFalse();
    }

    @Test
    void tellsAltersOfWhatIsStillKept() throws Exception {
        incident.upstream.partition(0).moveHead(4);

        alter(1, 0, content -> content.with("more", Bytes.utf8("x")));

        assertThat(incident.check(plan).isOkAsFarAsKept()).isFalse();
        assertThat(incident.check(plan).altered()).isEqualTo(1);
    }

    @Test
    void believesCopiesWhereTheTargetsSettingsAreNotToBeRead() throws Exception {
        var timed = new Incident();
        timed.orders.timestamps(TimestampKind.APPEND);
        ReplayPlan all = timed.planAll();
        assertThat(timed.execute(all).isComplete()).isTrue();
        timed.orders.unread("The settings can't be read.");

        ReplayCheckResult result = timed.check(all);

        assertThat(result.isOk()).as(result.summary()).isTrue();
        assertThat(result.timestampsCompared()).isFalse();
    }

    private static MemoryContent contentOf(Event event) {
        return new MemoryContent(event.millis(), event.key(), event.value(), event.headers());
    }

    private void alter(int partition, int copy, UnaryOperator<MemoryContent> change) {
        MemoryPartition log = incident.orders.partition(partition);
        Event event = incident.arrived(partition).get(copy);
        log.alter(event.position().asOffset(), change.apply(contentOf(event)));
    }

    private void assertAltered(int partition, int copy, UnaryOperator<MemoryContent> change) throws Exception {
        Event before = incident.arrived(partition).get(copy);
        alter(partition, copy, change);
        ReplayCheckResult result = incident.check(plan);
        assertThat(result.isOk()).isFalse();
        assertThat(result.altered()).isEqualTo(1);
        assertThat(result.missing() + result.doubled() + result.strays()).isZero();
        assertThat(result.examples()).singleElement().satisfies(example -> {
            assertThat(example.trouble()).isEqualTo(Trouble.ALTERED);
            assertThat(example.copy()).isEqualTo("orders/" + partition + "@" + before.position());
        });
        alter(partition, copy, content -> contentOf(before));
        assertThat(incident.check(plan).isOk()).isTrue();
    }

    @Test
    void isContentWithARunThatWentWell() throws Exception {
        ReplayCheckResult result = incident.check(plan);

        assertThat(result.isOk()).isTrue();
        assertThat(result.summary())
                .isEqualTo("Verified: 16 of 16 events stand in the target; missing 0, doubled 0, altered 0.");
        assertThat(result.places()).extracting(ReplayCheckResult.Place::copies).containsExactly(11L, 5L);
        assertThat(result.places().get(1).first())
                .isEqualTo(incident.arrived(1).getFirst().position());
        assertThat(result.places().get(1).last())
                .isEqualTo(incident.arrived(1).getLast().position());
        assertThat(result.outOfOrder()).isZero();
    }

    @Test
    void findsEveryKindOfAlteration() throws Exception {
        assertAltered(0, 0, c -> new MemoryContent(c.millis() + 1, c.key(), c.value(), c.headers()));
        assertAltered(0, 2, c -> new MemoryContent(c.millis(), Bytes.EMPTY, c.value(), c.headers()));
        assertAltered(0, 4, c -> new MemoryContent(c.millis(), c.key(), Bytes.EMPTY, c.headers()));
        assertAltered(
                0,
                4,
                c -> new MemoryContent(c.millis(), c.key(), c.value(), replace(c.headers(), "null", Bytes.EMPTY)));
        assertAltered(0, 3, c -> {
            Header empty = new Header("empty", null);
            return new MemoryContent(c.millis(), c.key(), c.value(), replace(c.headers(), "empty", empty.value()));
        });
        assertAltered(0, 5, c -> {
            List<Header> swapped = new ArrayList<>(c.headers());
            swapped.add(0, swapped.remove(1));
            return new MemoryContent(c.millis(), c.key(), c.value(), swapped);
        });
        assertAltered(1, 1, c -> c.with("added", Bytes.EMPTY));
    }

    private static List<Header> replace(
            List<Header> headers, String name, @org.jspecify.annotations.Nullable Bytes value) {
        return headers.stream()
                .map(header -> header.name().equals(name) ? new Header(name, value) : header)
                .toList();
    }

    @Test
    void findsMissingAndDoubledCopiesAndStrays() throws Exception {
        MemoryPartition log = incident.orders.partition(1);
        Event lost = incident.arrived(1).get(1);
        Event doubled = incident.arrived(1).get(3);
        log.lose(lost.position().asOffset());
        log.append(contentOf(doubled));
        log.append(Incident.content(1)
                .with("lacuna.origin", Bytes.utf8("east/upstream/1@400"))
                .with("lacuna.plan", Bytes.utf8(Incident.PLAN_ID)));

        ReplayCheckResult result = incident.check(plan);

        assertThat(result.isOk()).isFalse();
        assertThat(result.found()).isEqualTo(15);
        assertThat(result.missing()).isEqualTo(1);
        assertThat(result.doubled()).isEqualTo(1);
        assertThat(result.strays()).isEqualTo(1);
        assertThat(result.altered()).isZero();
        assertThat(result.examples())
                .extracting(ReplayCheckResult.Example::trouble, ReplayCheckResult.Example::origin)
                .contains(
                        org.assertj.core.api.Assertions.tuple(Trouble.MISSING, "east/upstream/1@1"),
                        org.assertj.core.api.Assertions.tuple(Trouble.DOUBLED, "east/upstream/1@3"),
                        org.assertj.core.api.Assertions.tuple(Trouble.STRAY, "east/upstream/1@400"));
        assertThat(result.summary()).contains("15 of 16", "missing 1, doubled 1, altered 0, strays 1");
    }

    private static MemoryContent timeless(String value) {
        return new MemoryContent(-1, Bytes.utf8("9"), Bytes.utf8(value), List.of());
    }

    @Test
    void comparesAllButTheTimeWhereAnOriginalHasNone() throws Exception {
        var fresh = new Incident();
        fresh.upstream.partition(1).append(timeless("a"), timeless("b"));
        ReplayPlan planned = fresh.planAll();
        ReplayReport report = fresh.execute(planned);

        assertThat(report.hazards()).extracting(Hazard::title).contains("Copies of events without a timestamp get one");
        ReplayCheckResult result = fresh.check(planned);
        assertThat(result.isOk()).as(result.summary()).isTrue();
        assertThat(result.notes())
                .containsExactly(
                        "2 of the events have no timestamp: their copies have the time of writing, which was not"
                                + " compared.");

        Event copy = fresh.arrived(1).getLast();
        fresh.orders
                .partition(1)
                .alter(
                        copy.position().asOffset(),
                        new MemoryContent(copy.millis(), copy.key(), Bytes.utf8("c"), copy.headers()));
        assertThat(fresh.check(planned).altered()).isEqualTo(1);
    }

    @Test
    void comparesNoTimesWhereTheTargetSetsThem() throws Exception {
        var fresh = new Incident();
        fresh.orders.timestamps(TimestampKind.APPEND);
        fresh.upstream.partition(1).append(timeless("a"));
        ReplayPlan planned = fresh.planAll();
        fresh.execute(planned);

        ReplayCheckResult result = fresh.check(planned);
        assertThat(result.isOk()).as(result.summary()).isTrue();
        assertThat(result.timestampsCompared()).isFalse();
    }

    @Test
    void findsACopyInTheWrongPartition() throws Exception {
        Event copy = incident.arrived(1).get(4);
        incident.orders.partition(1).lose(copy.position().asOffset());
        incident.orders.partition(0).append(contentOf(copy));

        assertThat(incident.check(plan).altered()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 16, 1000})
    void saysTheSameHoweverThePlanIsSliced(int positions) throws Exception {
        incident.orders.partition(1).lose(incident.arrived(1).get(1).position().asOffset());
        incident.orders.partition(0).append(contentOf(incident.arrived(0).get(7)));
        alter(0, 9, content -> content.with("x", null));
        MemorySource client = incident.cluster.connect();
        var job = new ReplayJob(plan, client, client, Incident.KEY_SEQUENCE);

        ReplayCheckResult sliced = ReplayCheck.check(job, CopyListing.NONE, new FakeContext(), positions);

        ReplayCheckResult whole = incident.check(plan);
        assertThat(sliced).usingRecursiveComparison().ignoringFields("examples").isEqualTo(whole);
        assertThat(sliced.examples()).containsExactlyInAnyOrderElementsOf(whole.examples());
        assertThat(sliced.missing()).isEqualTo(1);
        assertThat(sliced.doubled()).isEqualTo(1);
        assertThat(sliced.altered()).isEqualTo(1);
    }

    @Test
    void listsEachCopyOnceHoweverThePlanIsSliced() throws Exception {
        MemorySource client = incident.cluster.connect();
        var job = new ReplayJob(plan, client, client, Incident.KEY_SEQUENCE);
        List<String> listed = new ArrayList<>();

        ReplayCheck.check(
                job, (partition, position) -> listed.add(partition.number() + "@" + position), new FakeContext(), 3);

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(IntStream.of(0, 1)
                        .boxed()
                        .flatMap(number -> incident.arrived(number).stream())
                        .map(copy -> copy.partition().number() + "@" + copy.position())
                        .toList());
    }

    @Test
    void findsAllMissingBeforeTheFirstRun() throws Exception {
        var fresh = new Incident();
        ReplayCheckResult result = fresh.check(fresh.planAll());
        assertThat(result.missing()).isEqualTo(16);
        assertThat(result.found()).isZero();
    }

    @Test
    void listsOnlyTheFirstTwentyOfAKind() throws Exception {
        var fresh = new Incident();
        for (int i = 0; i < 50; i++) {
            fresh.upstream.partition(1).append(Incident.content(200 + i));
        }
        ReplayCheckResult result = fresh.check(fresh.planAll());
        assertThat(result.missing()).isEqualTo(66);
        assertThat(result.examples()).hasSize(20);
    }

    @Test
    void isNotContentWhenTheSourceHoldsFewerEventsThanPlanned() throws Exception {
        incident.upstream.partition(1).compactAway(0);
        ReplayCheckResult result = incident.check(plan);
        assertThat(result.isOk()).isFalse();
        assertThat(result.expected()).isEqualTo(15);
        assertThat(result.summary()).contains("the source holds only 15");
    }

    @Test
    void refusesWhenTheSourceWasCut() {
        incident.upstream.partition(1).truncate(2);
        assertThatThrownBy(() -> incident.check(plan)).isInstanceOf(PlanException.class);
    }
}
