package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.Comparison;
import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.SecondLook;
import dev.lacuna.detect.Spill;
import dev.lacuna.model.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Brings together what the partitions of one scan have seen of each id. Findings come at the end, for only
/// then is it known what is the original and what a duplicate near to which others.
final class DuplicateComparison implements Comparison {

    /// A copy that a replay wrote is never the original, though it carries the original's time.
    private static final Comparator<Sighting> EARLIEST = Comparator.comparing(Sighting::replayed)
            .thenComparing(sighting -> sighting.millis() < 0)
            .thenComparingLong(Sighting::millis)
            .thenComparingInt(Sighting::partition);

    private static final Comparator<Sighting> BY_PLACE =
            Comparator.comparingInt(Sighting::partition).thenComparingLong(Sighting::at);

    private final DuplicateRule rule;
    private final SightingStore store;
    private final RunExamples examples;
    private final Map<Integer, DuplicateDetector> detectors = new TreeMap<>();

    DuplicateComparison(DuplicateRule rule, Spill spill, SecondLook again) {
        this.rule = rule;
        this.store = new SightingStore(rule.mostIds(), spill);
        this.examples = new RunExamples(again);
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        DuplicateDetector detector = new DuplicateDetector(rule, store, examples, context);
        detectors.put(context.partition().number(), detector);
        return detector;
    }

    @Override
    public void end(Consumer<Finding> findings, BooleanSupplier cancelled) throws IOException {
        detectors.values().forEach(DuplicateDetector::beginComparison);
        try {
            store.repeated(cancelled, this::resolve);
        } finally {
            // what was found before the files failed is true all the same
            examples.begin(cancelled);
            long refused = store.refused();
            detectors.values().forEach(detector -> detector.report(refused, findings));
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    /// @param same all sightings of one id
    private void resolve(List<Sighting> same) {
        same.sort(BY_PLACE);
        List<Sighting> firsts = new ArrayList<>();
        Map<Integer, Sighting> earliest = new HashMap<>();
        for (Sighting sighting : same) {
            Sighting first = firsts.isEmpty() ? null : firsts.get(firsts.size() - 1);
            if (first != null && first.partition() == sighting.partition()) {
                add(sighting, first);
            } else {
                firsts.add(sighting);
                earliest.merge(sighting.payload(), sighting, BinaryOperator.minBy(EARLIEST));
            }
        }
        for (Sighting first : firsts) {
            Sighting original = earliest.get(first.payload());
            if (original != null && original != first) {
                add(first, original);
            }
        }
    }

    private void add(Sighting seen, Sighting original) {
        DuplicateDetector detector = detectors.get(seen.partition());
        if (detector != null) {
            detector.add(new Duplicate(Duplicate.causeOf(seen, original), seen, original, null));
        }
    }
}
