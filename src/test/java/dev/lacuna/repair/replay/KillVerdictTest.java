package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// The judge of the kill tests must itself see what they are about.
class KillVerdictTest {

    private static final Map<String, String> EXPECTED = Map.of("c/t/0@1", "0|a", "c/t/0@2", "0|b");

    private static PlainEvent copy(String origin, String content) {
        return new PlainEvent(new ConsumerRecord<>("copies", 0, 0, new byte[0], new byte[0]), content, origin, "plan");
    }

    private static KillVerdict judge(PlainEvent... copies) {
        return KillVerdict.of(EXPECTED, List.of(copies));
    }

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(judge(copy("c/t/0@1", "a"), copy("c/t/0@2", "b"))).isEqualTo(KillVerdict.CLEAN);
    }

    @Test
    void countsEachKindOfTrouble() {
        assertThat(judge(copy("c/t/0@2", "b"))).isEqualTo(new KillVerdict(1, 0, 0, 0, 0));
        assertThat(judge(copy("c/t/0@1", "a"), copy("c/t/0@1", "a"), copy("c/t/0@2", "b")))
                .isEqualTo(new KillVerdict(0, 1, 0, 0, 0));
        assertThat(judge(copy("c/t/0@1", "a"), copy("c/t/0@2", "a"))).isEqualTo(new KillVerdict(0, 0, 1, 0, 0));
        assertThat(judge(copy("c/t/0@1", "a"), copy("c/t/0@2", "b"), copy("c/t/0@3", "c")))
                .isEqualTo(new KillVerdict(0, 0, 0, 1, 0));
        assertThat(judge(copy("c/t/0@2", "b"), copy("c/t/0@1", "a"))).isEqualTo(new KillVerdict(0, 0, 0, 0, 1));
    }
}
