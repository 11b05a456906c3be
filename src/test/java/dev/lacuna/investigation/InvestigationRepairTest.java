package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// From a loss to where its events still are, to their copies and to what a look afterwards says.
@Timeout(180)
class InvestigationRepairTest extends InvestigationFixture {

    @Test
    void closesTheWholeLoop() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41, 42, 43));
        numbers("orders-upstream", "order", 100, Set.of());
        Scan scan = scan("orders");
        Finding loss = theLoss(scan);
        assertThat(loss.missing()).hasValue(4);

        List<ReplaySource> sources =
                investigation.findSources(scan, List.of(loss)).await();
        assertThat(sources).singleElement().satisfies(found -> {
            assertThat(found.stream().stream().name()).isEqualTo("orders-upstream");
            assertThat(found.isWhole()).isTrue();
            assertThat(found.holdings().getFirst().found()).containsExactly(new SequenceRange(40, 43));
        });
        ReplayPlan plan = investigation
                .planRepair(scan, List.of(loss), sources.getFirst())
                .await();
        assertThat(plan.events()).isEqualTo(4);
        assertThat(investigation.run(plan, false, false).task().await().written())
                .isEqualTo(4);
        assertThat(investigation.run(plan, true, false).task().await().isComplete())
                .isTrue();
        assertThat(investigation.run(plan, true, false).task().await().isNoOp()).isTrue();

        Verification seen = investigation.verify(plan).await();
        assertThat(seen.isVerified()).isTrue();
        assertThat(seen.closed()).containsExactly(loss.id());
        assertThat(gaps(scan("orders"))).isEmpty();

        // by the old findings the same events would be copied once more, under another plan's id
        assertThatThrownBy(() -> investigation
                        .planRepair(scan, List.of(loss), sources.getFirst())
                        .await())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("4 of the missing events stand in orders by now");
    }

    /// A repair from the best source that there is.
    private ReplayPlan planned(Scan scan, List<Finding> losses) throws Exception {
        ReplaySource best = investigation.findSources(scan, losses).await().getFirst();
        return investigation.planRepair(scan, losses, best).await();
    }

    @Test
    void aPlanThatWasNotRunIsNotVerified() throws Exception {
        numbers("orders", "order", 100, Set.of(40));
        numbers("orders-upstream", "order", 100, Set.of());
        Scan scan = scan("orders");
        List<Finding> losses = List.of(theLoss(scan));
        ReplayPlan plan = planned(scan, losses);
        Verification seen = investigation.verify(plan).await();
        assertThat(seen.isVerified()).isFalse();
        assertThat(seen.closed()).isEmpty();
        assertThat(seen.open())
                .singleElement()
                .extracting(Finding::id)
                .isEqualTo(losses.getFirst().id());
    }

    @Test
    void aStreamThatMerelyCountsAlikeIsNoSource() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41));
        numbers("payments", "payment", 100, Set.of());
        Scan scan = scan("orders");
        assertThat(investigation.findSources(scan, List.of(theLoss(scan))).await())
                .isEmpty();
    }

    @Test
    void aSourceThatHoldsOnlySomeSaysSo() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41, 42));
        numbers("orders-mirror", "order", 100, Set.of(41));
        Scan scan = scan("orders");
        ReplaySource found =
                investigation.findSources(scan, List.of(theLoss(scan))).await().getFirst();
        assertThat(found.isWhole()).isFalse();
        assertThat(found.found()).isEqualTo(2);
        assertThat(found.missing()).isEqualTo(3);
    }

    @Test
    void aNumberThatStandsTwiceUpstreamIsCopiedOnce() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41, 42));
        MemoryPartition upstream = cluster.create("orders-upstream", 1).partition(0);
        for (int seq = 0; seq < 100; seq++) {
            upstream.append(event("order", seq));
            if (seq == 41) {
                upstream.append(event("order", 41)); // its producer sent it again
            }
        }
        Scan scan = scan("orders");
        List<Finding> losses = List.of(theLoss(scan));
        ReplaySource found = investigation.findSources(scan, losses).await().getFirst();
        assertThat(found.isWhole()).isTrue();
        ReplayPlan plan = investigation.planRepair(scan, losses, found).await();
        assertThat(plan.events()).isEqualTo(3);
        investigation.run(plan, true, false).task().await();
        assertThat(investigation.verify(plan).await().isVerified()).isTrue();
        assertThat(scan("orders").findings().all()).noneMatch(finding -> finding.kind() == FindingKind.DUPLICATE);
    }

    @Test
    void aNumberThatStandsThereWithTwoContentsIsNotCopied() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41, 42));
        MemoryPartition upstream = cluster.create("orders-upstream", 1).partition(0);
        for (int seq = 0; seq < 100; seq++) {
            upstream.append(event("order", seq));
            if (seq == 41) {
                upstream.append(event("other", 41));
            }
        }
        Scan scan = scan("orders");
        ReplaySource found =
                investigation.findSources(scan, List.of(theLoss(scan))).await().getFirst();
        assertThat(found.found()).isEqualTo(2);
        assertThat(found.holdings())
                .flatExtracting(ReplaySource.Holding::found)
                .containsExactly(new SequenceRange(40, 40), new SequenceRange(42, 42));
    }

    @Test
    void aCopyThatWentItsOwnWayWithinTheGapIsNoSource() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41, 42));
        MemoryPartition copy = cluster.create("orders-copy", 1).partition(0);
        for (int seq = 0; seq < 42; seq++) {
            copy.append(event(seq < 40 ? "order" : "trial", seq));
        }
        Scan scan = scan("orders");
        assertThat(investigation.findSources(scan, List.of(theLoss(scan))).await())
                .isEmpty();
    }

    @Test
    void eachGapIsProvenByItsOwnNeighbours() throws Exception {
        numbers("orders", "order", 100, Set.of(20, 21, 60, 61));
        MemoryPartition copy = cluster.create("orders-copy", 1).partition(0);
        for (int seq = 0; seq < 100; seq++) {
            copy.append(event(seq < 50 ? "order" : "trial", seq));
        }
        Scan scan = scan("orders");
        ReplaySource found = investigation.findSources(scan, gaps(scan)).await().getFirst();
        assertThat(found.missing()).isEqualTo(4);
        assertThat(found.holdings())
                .flatExtracting(ReplaySource.Holding::found)
                .containsExactly(new SequenceRange(20, 21));
    }

    @Test
    void aFindingWhoseGapWasForgottenByRetentionIsNotClosed() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41, 42));
        numbers("orders-mirror", "order", 100, Set.of(41));
        Scan scan = scan("orders");
        List<Finding> losses = List.of(theLoss(scan));
        ReplayPlan plan = planned(scan, losses);
        investigation.run(plan, true, false).task().await();
        cluster.stream("orders").partition(0).moveHead(50);
        Verification seen = investigation.verify(plan).await();
        assertThat(seen.copies().isOk()).isTrue();
        assertThat(seen.closed()).isEmpty();
        assertThat(seen.isVerified()).isFalse();
        assertThat(seen.open())
                .singleElement()
                .satisfies(open -> assertThat(open.explanation().explanation())
                        .contains(losses.getFirst().id()));
    }

    @Test
    void aSilenceThatOneLostEventDoesNotExplainStaysOpen() throws Exception {
        MemoryPartition partition = cluster.create("orders", 1).partition(0);
        for (int seq = 0; seq < 2000; seq++) {
            long pause = seq < 1000 ? 0 : 600;
            if (seq != 1000) {
                partition.append(MemoryContent.of(
                        MORNING + (seq + pause) * SECOND,
                        "order" + seq,
                        "{\"seq\":" + seq + ",\"id\":\"" + seq + "\"}"));
            }
        }
        Scan scan = scan("orders");
        assertThat(theLoss(scan).missing()).hasValue(1);
        assertThat(scan.findings().all())
                .filteredOn(finding -> finding.kind() == FindingKind.SILENCE)
                .singleElement()
                .satisfies(silence -> assertThat(silence.status()).isEqualTo(FindingStatus.OPEN));
    }
}
