package dev.lacuna.detect.log;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Logs that are not what an earlier scan saw: the only proof of an unclean election, which leaves no hole.
///
/// - Another stream id: the stream was deleted and made anew ([FindingKind#TOPIC_RECREATED]), and nothing else
///   is compared.
/// - A leader epoch newer than any then, that begins below where the earlier scan came to: the log was cut off
///   right there. A leader that was in sync would have begun behind it.
/// - The log ends below where the earlier scan came to: it was cut off there, or further down.
/// - Another batch at a place where one was kept of: it was cut off at the latest there.
///
/// Positions that retention took since are not compared; where the stream is compacted only what the cleaner
/// leaves alone is. It proves that events are gone from the log, not that their senders didn't send them again.
///
/// @param baselines what was kept of the earlier scan, by partition number
public record TruncationRule(Map<Integer, Baseline> baselines) implements Rule {

    public TruncationRule {
        baselines = Map.copyOf(baselines);
    }

    public TruncationRule(List<Baseline> baselines) {
        this(baselines.stream()
                .collect(Collectors.toMap(
                        baseline -> baseline.partition().number(),
                        Function.identity(),
                        (a, b) -> a.to().isBefore(b.to()) ? b : a)));
    }

    @Override
    public FindingKind kind() {
        return FindingKind.LOG_TRUNCATED;
    }

    @Override
    public Need needs() {
        return Need.BATCHES;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        Baseline earlier = baselines.get(context.partition().number());
        if (earlier == null || !earlier.from().isDense()) {
            return (reached, complete) -> {};
        }
        var texts = new TruncationTexts(context, earlier, findings);
        String then = earlier.streamId();
        String now = context.stream().id();
        if (!then.isEmpty() && !now.isEmpty() && !then.equals(now)) {
            return (reached, complete) -> texts.recreated();
        }
        return new TruncationDetector(context, earlier, texts);
    }
}
