package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.CopyRequest;
import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Depth;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.SourceWords;
import dev.lacuna.ui.connect.ConnectRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is open, scanned and looked at, and why it is not.
class WorkspaceModelTest extends WorkspaceFixture {

    @Test
    void opensTheSampleAndScansItsEveryRecordWithGuessedFields() throws Exception {
        Scan scan = opened();

        assertThat(workspace.streams().streamProperty().get()).isEqualTo("orders");
        assertThat(scan.request().depth()).isEqualTo(Depth.RECORDS);
        assertThat(workspace.streams().fieldsProperty().get().sequence()).contains("json:/seq");
        assertThat(loss(scan).missing()).hasValue(Shop.LOST);
        assertThat(workspace.streams().problemProperty().get()).isNull();
    }

    @Test
    void callsWhatIsBeingOpenedByTheNameOfItsProfile() throws Exception {
        var words = new SourceWords("shop-eu", "", List.of());
        workspace.open(new Opening.Open(SourceSpec.of(Shop.URI), words, Optional.of("orders")));
        assertThat(workspace.connections().openingName()).isEqualTo("shop-eu");

        fx.runUntil(() -> workspace.streams().scan() != null);
        assertThat(Objects.requireNonNull(workspace.connections().connection())
                        .commands()
                        .open("orders", "2@4120"))
                .isEqualTo("lacuna open shop-eu --topic orders --at 2@4120");
    }

    @Test
    void saysWhyASourceCannotBeOpened() throws Exception {
        workspace.open(Shop.opening("kafka://nowhere.invalid:9092", "orders"));
        fx.runUntil(() -> !workspace.connections().failureProperty().get().isEmpty());

        assertThat(workspace.connections().failureProperty().get())
                .isEqualTo("Nobody answers at kafka://nowhere.invalid:9092. Check host and port.");
        assertThat(workspace.connections().stateProperty().get()).isEqualTo(ConnectionModel.State.CLOSED);
    }

    @Test
    void keepsWhatIsOpenWhenAnotherSourceCannotBeOpened() throws Exception {
        Scan before = opened();
        workspace.connect(new ConnectRequest("nowhere.invalid:9092", "", false));
        fx.runUntil(() -> !workspace.connections().failureProperty().get().isEmpty());

        assertThat(workspace.connections().stateProperty().get()).isEqualTo(ConnectionModel.State.OPEN);
        assertThat(scan()).isSameAs(before);
        assertThat(workspace.windowStateProperty().get().recent()).isEmpty();
    }

    @Test
    void tellsOfAnUnknownTopicAndOffersToTryAgain() throws Exception {
        opened();
        workspace.selectStream("no-such-topic");
        fx.runUntil(() -> workspace.streams().problemProperty().get() != null);

        Problem problem =
                Objects.requireNonNull(workspace.streams().problemProperty().get());
        assertThat(problem.text()).contains("no-such-topic");
        assertThat(problem.retry()).isNotNull();
        assertThat(workspace.streams().busyProperty().get()).isFalse();
    }

    @Test
    void drawsALargeTopicByLookUpsAndReadsWhatIsZoomedInto() throws Exception {
        long start = 1_773_475_200_000L;
        MemoryPartition huge = shop.cluster.create("huge", 1).partition(0);
        for (int i = 0; i < 1_000; i++) {
            huge.append(MemoryContent.of(start + i * 1_000, "k" + i, "{}"));
        }
        huge.skip(StreamLook.MOST_FOR_BATCHES);
        huge.append(MemoryContent.of(start + 7_200_000, "k", "{}"));
        opened();
        workspace.selectStream("huge");
        fx.runUntil(() -> workspace.streams().depthProperty().get() == Depth.OVERVIEW
                && !workspace.streams().busyProperty().get());

        assertThat(scan().isOverview()).isTrue();
        assertThat(scan().index().events()).isZero();
        assertThat(scan().index().unread()).isEqualTo(StreamLook.MOST_FOR_BATCHES + 1_001);

        workspace.streams().lookInto(new TimeSpan(start, start + 3_600_000)); // too much to be read at once
        workspace.streams().lookInto(new TimeSpan(start + 100_000, start + 200_000));
        // events come before it is known that all of the span was read
        while (scan().readSpans().isEmpty() || scan().isRunning()) {
            Thread.onSpinWait();
        }

        assertThat(scan().index().events()).isEqualTo(100);
        assertThat(scan().readSpans()).containsExactly(new TimeSpan(start + 100_000, start + 200_000));
        assertThat(scan().isOverview()).isTrue();
    }

    @Test
    void showsTheOverviewBeforeFieldsAreGuessed() throws Exception {
        var stalled = shop.cluster.stream("orders").partition(0).ref();
        shop.withFaults(source -> source.stallAt(stalled, 0));
        workspace.open(new Opening.Sample());
        fx.runUntil(() -> workspace.streams().scan() != null);
        while (scan().index().unread() == 0) {
            Thread.onSpinWait();
        }

        assertThat(workspace.streams().busyProperty().get()).isTrue();
        assertThat(scan().index().events()).isZero();
        workspace.streams().cancel();
        assertThat(workspace.streams().busyProperty().get()).isFalse();
        while (scan().isRunning()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void keepsWhatACancelledScanHasSeen() throws Exception {
        var stalled = shop.cluster.stream("orders").partition(1).ref();
        shop.withFaults(source -> source.stallAt(stalled, 250));
        workspace.open(new Opening.Sample());
        fx.runUntil(() -> workspace.streams().scan() != null);
        while (scan().index().events() < 300) {
            Thread.onSpinWait();
        }
        workspace.streams().cancel();
        fx.runUntil(() -> !workspace.streams().busyProperty().get());

        assertThat(scan().index().events()).isGreaterThanOrEqualTo(300);
        assertThat(Objects.requireNonNull(workspace.streams().problemProperty().get())
                        .text())
                .contains("cancelled");
    }

    @Test
    void saysWhereAndWhyAScanStopped() throws Exception {
        var broken = shop.cluster.stream("orders").partition(1).ref();
        shop.withFaults(source -> source.failAt(
                broken, 250, new SourceException(SourceException.Kind.INTERRUPTED, "The broker is gone.", true, null)));
        opened();

        Problem problem =
                Objects.requireNonNull(workspace.streams().problemProperty().get());
        assertThat(problem.text()).contains("orders/1", "250", "The broker is gone.");
        assertThat(problem.retry()).isNotNull();
    }

    @Test
    void readsTheRecordsOfASelectedRange() throws Exception {
        Scan scan = opened();
        Finding loss = loss(scan);
        var time = new TimeSpan(loss.time().fromMillis(), loss.time().toMillis() + 1);
        var selection = new Selection.Span(time, Set.of(loss.partition()));

        var page = workspace.records(selection, Optional.of(time)).orElseThrow().await();

        assertThat(page.rows()).hasSize(2);
        assertThat(page.rows()).allMatch(row -> row.event().partition().equals(loss.partition()));
    }

    @Test
    void closesAFindingWhenARescanNoLongerSeesIt() throws Exception {
        Scan scan = opened();
        Finding loss = loss(scan);
        List<ReplaySource> places =
                workspace.investigation().findSources(scan, List.of(loss)).await();
        assertThat(places)
                .first()
                .satisfies(place -> assertThat(place.isWhole()).isTrue());

        ReplayPlan plan = workspace
                .planRepair(scan, List.of(loss), Optional.empty(), CopyRequest.SAFE)
                .await();
        workspace.investigation().run(plan, true, false).task().await();
        var verification = workspace.investigation().verify(plan).await();
        assertThat(verification.isVerified()).isTrue();
        workspace.verified(verification);
        assertThat(scan).isSameAs(scan());
        fx.runUntil(() -> scan() != scan && !workspace.streams().busyProperty().get());

        assertThat(scan().findings().get(loss.id()))
                .get()
                .extracting(Finding::status)
                .isEqualTo(FindingStatus.REPAIRED);
        assertThat(scan().index().events()).isEqualTo(scan.index().events() + Shop.LOST);
    }

    @Test
    void keepsWhatWasDismissedDismissed() throws Exception {
        Scan scan = opened();
        Finding loss = loss(scan);
        workspace.dismiss(loss, "a test order");
        workspace.streams().rescan();
        fx.runUntil(() -> scan() != scan && !workspace.streams().busyProperty().get());

        Finding again = scan().findings().get(loss.id()).orElseThrow();
        assertThat(again.status()).isEqualTo(FindingStatus.DISMISSED);
        assertThat(again.evidence().text("dismissed_because")).isEqualTo("a test order");
    }

    @Test
    void keepsTheWindowsStateWithoutATaskThatAnybodyWouldWatch() {
        workspace.remember(WindowState.FIRST.withSize(1_000, 700, false));

        assertThat(workspace.runner().tasks()).isEmpty();
        assertThat(workspace.windowStateProperty().get().width()).isEqualTo(1_000);
    }

    @Test
    void remembersASourceThatWasOpened() throws Exception {
        var request = new ConnectRequest(Shop.URI, "", false);
        workspace.connect(request);
        fx.runUntil(() -> workspace.connections().connection() != null);

        assertThat(workspace.windowStateProperty().get().recent())
                .singleElement()
                .satisfies(recent -> {
                    assertThat(recent.request()).isEqualTo(request);
                    assertThat(recent.opened()).isPresent();
                });
        assertThat(workspace.streams().streamProperty().get()).isEmpty();
    }

    @Test
    void halfARescanTakesNotThePlaceOfTheWholeThatIsShown() throws Exception {
        var sources = new ArrayList<MemorySource>();
        shop.withFaults(source -> {
            sources.add(source);
            return source;
        });
        Scan whole = opened();
        var broken = shop.cluster.stream("orders").partition(1).ref();
        sources.forEach(source -> source.failAt(
                broken, 250, new SourceException(SourceException.Kind.INTERRUPTED, "The broker is gone.", true, null)));
        workspace.streams().rescanBehind();
        fx.runUntil(() -> !workspace.streams().busyProperty().get());

        assertThat(scan()).isSameAs(whole);
        assertThat(Objects.requireNonNull(workspace.streams().problemProperty().get())
                        .text())
                .contains("The broker is gone.");
    }
}
