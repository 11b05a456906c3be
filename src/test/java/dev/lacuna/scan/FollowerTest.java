package dev.lacuna.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FollowerTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final MemorySource source = new MemorySource();

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void aPartitionWithoutALeaderLeavesTheOthersHeard() throws Exception {
        var stream = source.cluster().create("orders", 2);
        stream.partition(1).append(MemoryContent.of(1, "k", "v"));
        PartitionRef quiet = stream.partition(0).ref();
        PartitionRef leaderless = stream.partition(1).ref();
        source.failAt(
                leaderless, 0, new SourceException(SourceException.Kind.UNREACHABLE, "it has no leader", true, null));
        var opened = new AtomicInteger();
        source.withFault(step -> {
            if (step == MemoryFault.Step.OPEN_READER) {
                opened.incrementAndGet();
            }
        });
        var follower = new Follower(source, "", Map.of(quiet, Position.offset(0), leaderless, Position.offset(0)));
        List<Boolean> heard = new ArrayList<>();

        runner.start("follow", context -> {
                    follower.follow(
                            false,
                            partition -> new Nothing(),
                            beat -> {
                                heard.add(beat.stands().containsKey(quiet));
                                if (opened.get() == 3) { // twice it was tried anew with both of them
                                    beat.stop();
                                }
                            },
                            context);
                    return true;
                })
                .await();

        assertThat(heard).hasSizeGreaterThan(3).doesNotContain(false);
        assertThat(follower.troubles()).containsOnlyKeys(leaderless);
    }

    @Test
    void goesOnWithinTheBatchInWhichTheReadingFailed() throws Exception {
        for (SourceException.Kind kind : List.of(SourceException.Kind.INTERRUPTED, SourceException.Kind.UNREACHABLE)) {
            MemoryPartition partition =
                    source.cluster().create("orders " + kind, 1).partition(0);
            for (int batch = 0; batch < 3; batch++) {
                partition.append(contents(5));
            }
            partition.compactAway(9); // so that a batch ends with a position without an event
            for (long at : new long[] {0, 7, 8, 11}) {
                source.breakWithin(partition.ref(), at, new SourceException(kind, "the line broke", true, null));
            }
            List<Long> handed = new ArrayList<>();
            Follower follower = followed(partition.ref(), handed, true, 14);

            assertThat(handed)
                    .as("%s", kind)
                    .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 10L, 11L, 12L, 13L, 14L);
            PartitionOutcome outcome = follower.outcomes().getFirst();
            assertThat(outcome.reached()).isEqualTo(Position.offset(15));
            assertThat(outcome.events()).isEqualTo(14);
            assertThat(outcome.batches()).isEqualTo(3);
        }
    }

    @Test
    void asksForNoEventsOfABatchOfWhichItWantsNone() throws Exception {
        MemoryPartition partition = source.cluster().create("orders", 1).partition(0);
        partition.append(contents(5));
        partition.append(contents(5));
        AtomicInteger polls = new AtomicInteger();
        source.withFault(step -> {
            if (step == MemoryFault.Step.POLL && polls.incrementAndGet() == 2) {
                throw new SourceException(SourceException.Kind.INTERRUPTED, "the line broke", true, null);
            }
        });
        List<Long> batches = new ArrayList<>();
        followed(partition.ref(), batches, false, 5);

        assertThat(batches).containsExactly(0L, 5L);
    }

    /// @param handed takes what comes: events, or where batches begin
    /// @param last the one after which it stops
    private Follower followed(PartitionRef partition, List<Long> handed, boolean events, long last) throws Exception {
        var follower = new Follower(source, "", Map.of(partition, Position.offset(0)), Duration.ofMillis(1));
        ReadHandler handler = new Nothing() {
            @Override
            public void batch(Batch batch) {
                if (!events) {
                    handed.add(batch.first().asOffset());
                }
            }

            @Override
            public void event(Batch batch, Event event) {
                handed.add(event.position().asOffset());
            }
        };
        runner.start("follow", context -> {
                    follower.follow(
                            events,
                            ref -> handler,
                            beat -> {
                                if (handed.contains(last)) {
                                    beat.stop();
                                }
                            },
                            context);
                    return true;
                })
                .await();
        return follower;
    }

    private static MemoryContent[] contents(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> MemoryContent.of(number, "k" + number, "v"))
                .toArray(MemoryContent[]::new);
    }

    private static class Nothing implements ReadHandler {
        @Override
        public void batch(Batch batch) {}

        @Override
        public void event(Batch batch, Event event) {}

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {}
    }
}
