package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.AbsentPartition;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AbsentWordsTest {

    private static StreamInfo stream(String name, AbsentPartition... absent) {
        return new StreamInfo(
                new StreamRef("segments:logs", name),
                "",
                List.of(),
                Compaction.OFF,
                Optional.empty(),
                TimestampKind.CREATE,
                Map.of(),
                List.of(absent),
                "");
    }

    private static AbsentPartition elsewhere(int number) {
        return new AbsentPartition(number, false, "on broker 2");
    }

    @Test
    void saysNothingOfAStreamThatIsWhole() {
        assertThat(AbsentWords.of(List.of(stream("orders")))).isEqualTo(new AbsentWords("", "", false));
    }

    @Test
    void namesWhatIsElsewhereAndFirstWhatIsMissing() {
        AbsentWords words = AbsentWords.of(List.of(
                stream("orders", elsewhere(3), new AbsentPartition(5, true, "in this very folder"), elsewhere(7))));
        assertThat(words.line()).isEqualTo("Missing in this folder: partition 5 · Not in this folder: partitions 3, 7");
        assertThat(words.due()).isTrue();
        assertThat(words.tip())
                .startsWith("orders, partition 3: on broker 2\norders, partition 5: in this very folder");
    }

    @Test
    void namesTheTopicWhereThereAreSeveralAndNotAllOfVeryMany() {
        var many = IntStream.range(1, 13).mapToObj(AbsentWordsTest::elsewhere).toArray(AbsentPartition[]::new);
        AbsentWords words = AbsentWords.of(List.of(stream("orders", many), stream("payments", elsewhere(2))));
        assertThat(words.line())
                .isEqualTo(
                        "Not in this folder: orders, partitions 1, 2, 3, 4, 5, 6, 7, 8 and 4 more; payments, partition 2");
        assertThat(words.due()).isFalse();
    }
}
