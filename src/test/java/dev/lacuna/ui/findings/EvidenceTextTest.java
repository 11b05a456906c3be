package dev.lacuna.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Evidence;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Formats;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTextTest {

    private final EvidenceText text = new EvidenceText(new Formats());

    @Test
    void putsWhatIsMissingBetweenTheEventsBesideIt() {
        assertThat(lines(Samples.lostRun()))
                .containsExactly(
                        "seq 7 695\toffset 4 120\t08:12:41.003",
                        "– – – 173 missing: 7 696 … 7 868 – – –",
                        "seq 7 869\toffset 4 121\t08:15:34.118");
        assertThat(text.lines(Samples.lostRun()).get(1).role()).isEqualTo(EvidenceLine.Role.MISSING);
    }

    @Test
    void takesTheMissingOffsetsFromTheRangeOfAHole() {
        Finding hole = offsets(
                PositionRange.offsets(100, 140),
                Evidence.of("positions", 40)
                        .with("before_first", 90)
                        .with("before_last", 99)
                        .with("after_first", 140)
                        .with("after_last", 150)
                        .build());

        assertThat(lines(hole))
                .containsExactly(
                        "offset 99\t08:12:41.003",
                        "– – – 40 missing: 100 … 139 – – –",
                        "offset 140\t08:15:34.118",
                        "before first\t90",
                        "after last\t150");
    }

    @Test
    void doesNotCallARangeMissingThatEnclosesManyHoles() {
        assertThat(lines(Samples.markers())).containsExactly("markers\t1 208");
    }

    @Test
    void writesNumbersTimesAndIdsAsWhatTheyAre() {
        Finding finding = offsets(
                PositionRange.offsets(0, 1),
                Evidence.of("producer_id", 4_001)
                        .with("usual_per_minute", 12_000)
                        .with("silent_ms", 900_000)
                        .with("last_millis", 1_795_421_561_003L)
                        .with("complete", true)
                        .build());

        assertThat(lines(finding))
                .containsExactly(
                        "producer id\t4001",
                        "usual per minute\t12 000",
                        "silent\t15 min",
                        "last\t2026-11-23 08:12:41.003",
                        "complete\tyes");
    }

    private static Finding offsets(PositionRange positions, Evidence evidence) {
        Finding like = Samples.lostRun();
        return Finding.of(
                like.partition(),
                FindingKind.GAP_OFFSETS,
                like.severity(),
                like.verdict(),
                like.cause(),
                positions,
                like.missing(),
                like.basis(),
                like.time(),
                like.explanation(),
                evidence,
                "");
    }

    private List<String> lines(Finding finding) {
        return text.lines(finding).stream()
                .map(line -> line.text().replace('\u202f', ' '))
                .toList();
    }
}
