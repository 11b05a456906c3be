package dev.lacuna.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Incident;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IncidentsTest {

    private static final long NOON = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;

    private static Finding finding(FindingKind kind, int partition, long from, long to) {
        Verdict verdict = kind == FindingKind.LOG_ELECTION ? Verdict.BENIGN : Verdict.SUSPECT;
        return Finding.of(
                new StreamRef("kafka://a:1", "orders").partition(partition),
                kind,
                Severity.MAJOR,
                verdict,
                Cause.UNKNOWN,
                PositionRange.offsets(from / 1000, to / 1000 + 1),
                OptionalLong.empty(),
                Basis.NONE,
                new TimeSpan(NOON + from, NOON + to),
                new Explanation("s", "e", "s"),
                Evidence.NONE,
                "");
    }

    @Test
    void whatAGroupSkippedDidNotHappenWhenItsEventsDid() {
        assertThat(Incidents.of(List.of(
                        finding(FindingKind.GAP_SEQUENCE, 2, 15_000, 25_000),
                        finding(FindingKind.GROUP_SKIP, 2, 15_000, 25_000),
                        finding(FindingKind.GROUP_REWIND, 2, 20_000, 25_000))))
                .isEmpty();
    }

    @Test
    void putsTheSameMinuteOverAllPartitionsIntoOneIncidentWithTheLikelyCauseFirst() {
        Finding election = finding(FindingKind.LOG_ELECTION, 2, 20_000, 20_000);
        Finding gap = finding(FindingKind.GAP_SEQUENCE, 2, 15_000, 25_000);
        Finding duplicates = finding(FindingKind.DUPLICATE, 5, 40_000, 90_000);

        List<Incident> incidents = Incidents.of(List.of(duplicates, gap, election));

        assertThat(incidents).singleElement().satisfies(incident -> {
            assertThat(incident.findings()).containsExactly(election, gap, duplicates);
            assertThat(incident.cause()).isEqualTo(election);
            assertThat(incident.partitions()).isEqualTo(2);
            assertThat(incident.time()).isEqualTo(new TimeSpan(NOON + 15_000, NOON + 90_000));
        });
    }

    @Test
    void joinsTheBurstThatFollowsASilenceInItsPartition() {
        Finding silence = finding(FindingKind.SILENCE, 1, 0, 30 * MINUTE);
        Finding burst = finding(FindingKind.RATE_SPIKE, 1, 30 * MINUTE + 20_000, 32 * MINUTE);
        Finding elsewhere = finding(FindingKind.RATE_SPIKE, 3, 35 * MINUTE, 36 * MINUTE);

        assertThat(Incidents.of(List.of(silence, burst, elsewhere)))
                .singleElement()
                .satisfies(incident -> assertThat(incident.findings()).containsExactly(silence, burst));
    }

    @Test
    void doesNotLetADrizzleFlowTogether() {
        List<Finding> drizzle = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            drizzle.add(finding(FindingKind.GAP_SEQUENCE, i, i * 50_000L, i * 50_000L + 10));
        }
        assertThat(Incidents.of(drizzle))
                .allSatisfy(incident -> assertThat(incident.time().millis()).isLessThan(2 * MINUTE));
    }

    @Test
    void isNothingOfOneFindingNorOfHarmlessOnes() {
        Finding alone = finding(FindingKind.GAP_SEQUENCE, 1, 0, 10);
        Finding later = finding(FindingKind.GAP_SEQUENCE, 2, 10 * MINUTE, 10 * MINUTE);
        Finding election = finding(FindingKind.LOG_ELECTION, 3, 20 * MINUTE, 20 * MINUTE);
        Finding second = finding(FindingKind.LOG_ELECTION, 4, 20 * MINUTE, 20 * MINUTE);
        Finding dismissed = finding(FindingKind.DUPLICATE, 5, 0, 5).withStatus(FindingStatus.DISMISSED);
        Finding explained = finding(FindingKind.SILENCE, 1, 0, 10).withStatus(FindingStatus.EXPLAINED);
        assertThat(Incidents.of(List.of(alone, later, election, second, dismissed, explained)))
                .isEmpty();
        assertThat(Incidents.of(List.of())).isEmpty();
    }

    @Test
    void isTheSameWhateverTheOrderOfFindings() {
        var random = new Random(5);
        List<Finding> findings = new ArrayList<>();
        FindingKind[] kinds = {
            FindingKind.GAP_SEQUENCE, FindingKind.DUPLICATE, FindingKind.SILENCE, FindingKind.LOG_ELECTION
        };
        for (int i = 0; i < 300; i++) {
            long from = random.nextInt(6_000_000);
            findings.add(finding(kinds[i % 4], random.nextInt(6), from, from + random.nextInt(400_000)));
        }
        List<Incident> first = Incidents.of(findings);
        Collections.shuffle(findings, random);
        assertThat(Incidents.of(findings)).isEqualTo(first);
        assertThat(first.stream().flatMap(incident -> incident.findings().stream()))
                .doesNotHaveDuplicates();
    }
}
