package dev.lacuna.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

    private static final class Nothing implements ReadHandler {
        @Override
        public void batch(Batch batch) {}

        @Override
        public void event(Batch batch, Event event) {}

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {}
    }
}
