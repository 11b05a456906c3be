package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FindingsOutputTest {

    @Test
    void tellsATimeOnlyWhereOneIsKnown() {
        assertThat(table(new TimeSpan(0, 0))).doesNotContain("1970");
        assertThat(table(new TimeSpan(1_773_475_200_000L, 1_773_475_200_001L))).contains("2026-03-14 08:00:00.000");
    }

    /// As of a log in the format of Kafka 0.9, which has no times.
    private static String table(TimeSpan time) {
        Finding finding = Finding.of(
                new StreamRef("kafka://127.0.0.1:9092", "orders").partition(0),
                FindingKind.GAP_SEQUENCE,
                Severity.CRITICAL,
                Verdict.LOSS,
                Cause.NEVER_WRITTEN,
                PositionRange.offsets(2_999, 3_001),
                OptionalLong.of(10),
                Basis.EXACT,
                time,
                new Explanation("10 missing sequence numbers", "", ""),
                Evidence.NONE,
                "");
        var text = new StringWriter();
        var out = new PrintWriter(text);
        FindingsOutput.printTable(List.of(finding), out);
        out.flush();
        return text.toString();
    }
}
