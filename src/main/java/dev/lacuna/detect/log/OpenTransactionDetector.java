package dev.lacuna.detect.log;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.model.Producer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Keeps the transactions of one partition for which no marker has come.
final class OpenTransactionDetector implements Detector {

    private final OpenTransactionRule rule;
    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final Map<Long, OpenTransaction> open = new LinkedHashMap<>();
    private long latestMillis = -1;
    private boolean decidedAtStable;
    private long notFollowed;

    OpenTransactionDetector(OpenTransactionRule rule, PartitionContext context, Consumer<Finding> findings) {
        this.rule = rule;
        this.context = context;
        this.findings = findings;
    }

    @Override
    public void batch(Batch batch) {
        latestMillis = Math.max(latestMillis, batch.maxMillis());
        if (batch.last().isBefore(context.info().lastStable()) || !batch.logged()) {
            return;
        }
        Producer producer = batch.producer();
        boolean isOpen = batch.transactional() && !batch.control() && batch.fate() == Fate.OPEN;
        if (!isOpen) {
            // what was undecided when the scan began was decided when it came here
            decidedAtStable |= batch.first().compareTo(context.info().lastStable()) <= 0;
            if (batch.control() && producer != null) {
                open.remove(producer.id());
            }
        } else if (producer != null) {
            follow(batch, producer);
        }
    }

    private void follow(Batch batch, Producer producer) {
        OpenTransaction known = open.get(producer.id());
        if (known != null) {
            known.add(batch);
        } else if (open.size() < rule.mostProducers()) {
            open.put(producer.id(), new OpenTransaction(batch, producer, latestMillis));
        } else {
            notFollowed++;
        }
    }

    @Override
    public boolean followsEvents() {
        return false;
    }

    @Override
    public void end(Position reached, boolean complete) {
        Position stable = context.info().lastStable();
        boolean follows = context.edge() != null; // then what is not decided is waited for, and not read
        if (!stable.isBefore(context.info().end()) || (!follows && reached.compareTo(stable) <= 0)) {
            return;
        }
        var texts = new OpenTransactionTexts(context, rule.longestMillis(context), latestMillis, findings);
        List<OpenTransaction> oldestFirst = new ArrayList<>(open.values());
        boolean unseen = !decidedAtStable && context.scanned().from().compareTo(stable) <= 0;
        if (oldestFirst.isEmpty() && (follows || unseen)) {
            texts.reportUnseen();
        }
        int told = Math.min(oldestFirst.size(), rule.mostFindings());
        oldestFirst.subList(0, told).forEach(texts::report);
        texts.reportRest(oldestFirst.subList(told, oldestFirst.size()), notFollowed);
    }
}
