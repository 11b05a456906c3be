package dev.lacuna.repair.replay;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.source.SourceException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the copies of a plan stand in its target.
final class CopyPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(CopyPlaces.class);

    private CopyPlaces() {}

    /// Tells where the plan's copies can be, and where none can be any more.
    static void tell(ReplayJob job, ReplayProgress progress) {
        Map<Integer, PositionRange> ranges = new TreeMap<>();
        try {
            StreamInfo to = job.target().describe(job.plan().to().stream());
            if (!to.id().equals(job.plan().to().streamId())) {
                return; // made anew: none of the copies is in it
            }
            for (PartitionRef partition : job.targets()) {
                PartitionInfo log = to.partitions().get(partition.number());
                Position from = Objects.requireNonNull(job.plan().targetEnds().get(partition.number()));
                if (from.isBefore(log.start())) {
                    progress.note("The log of " + partition + " in the target starts at " + log.start()
                            + " now: retention or a deletion has removed what stood there from " + from
                            + " on, maybe copies of this plan, too. It can't be verified any more.");
                    from = log.start();
                }
                if (from.isBefore(log.end())) {
                    ranges.put(partition.number(), new PositionRange(from, log.end()));
                }
            }
        } catch (SourceException e) {
            LOG.debug("the target could not be described after the run", e);
        }
        progress.within(ranges);
    }
}
