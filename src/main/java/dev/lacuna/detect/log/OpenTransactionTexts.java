package dev.lacuna.detect.log;

import static dev.lacuna.detect.Phrases.count;
import static dev.lacuna.detect.Phrases.length;
import static dev.lacuna.detect.Phrases.moment;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Turns open transactions into findings that people can read.
final class OpenTransactionTexts {

    private final PartitionContext context;
    private final long longestMillis;
    private final long latestMillis;
    private final Consumer<Finding> findings;
    private final Position stable;

    /// @param latestMillis the latest timestamp that was read
    OpenTransactionTexts(PartitionContext context, long longestMillis, long latestMillis, Consumer<Finding> findings) {
        this.context = context;
        this.longestMillis = longestMillis;
        this.latestMillis = latestMillis;
        this.findings = findings;
        this.stable = context.info().lastStable();
    }

    void report(OpenTransaction open) {
        long age = ageOf(open.sinceMillis());
        boolean hangs = age > longestMillis;
        boolean holdsBack = open.first().equals(stable);
        PositionRange positions = holdsBack
                ? new PositionRange(stable, context.info().end())
                : new PositionRange(open.first(), open.last().next());
        Evidence.Builder facts = Evidence.of("producer_id", open.producer().id())
                .with("producer_epoch", open.producer().epoch());
        Phrases.position(facts, "first", open.first());
        facts.with("records", open.records());
        addStable(facts, holdsBack ? heldBack() : 0);
        addAge(facts, age);
        emit(
                hangs,
                positions,
                open.sinceMillis(),
                new Explanation(
                        (hangs ? "a hanging transaction of producer " : "an open transaction of producer ")
                                + open.producer().id(),
                        story(open) + since(open, hangs) + (holdsBack ? consequence() : ""),
                        hangs ? endIt(open) : "Nothing to do if the producer is at work: scan again in a moment."),
                facts.build(),
                open.producer().id() + "/" + open.producer().epoch());
    }

    private String story(OpenTransaction open) {
        return "Producer " + open.producer().id() + " (epoch " + open.producer().epoch()
                + ") wrote " + count(open.records(), "record") + " from position " + open.first() + " of partition "
                + context.partition()
                + " on in a transaction that was neither committed nor aborted when it was read. ";
    }

    private String since(OpenTransaction open, boolean hangs) {
        if (open.sinceMillis() < 0) {
            return "When it began is not known. ";
        }
        return "By the timestamps up to its first record it began at "
                + moment(open.sinceMillis()) + " or later"
                + (hangs
                        ? ". Brokers end a transaction after " + length(longestMillis)
                                + " at the latest, and by these timestamps that has passed: it hangs, and will not end by "
                                + "itself. "
                        : ". ");
    }

    private String consequence() {
        return "Committed readers stop at position " + stable + ": " + count(heldBack(), "position")
                + " behind it are held back from them, whoever wrote those.";
    }

    private String endIt(OpenTransaction open) {
        return "Check its producer with: kafka-transactions.sh --bootstrap-server … describe-producers --topic "
                + context.partition().stream().name() + " --partition "
                + context.partition().number()
                + ". If nobody is at work on it any more, end it with: kafka-transactions.sh … abort --topic "
                + context.partition().stream().name() + " --partition "
                + context.partition().number() + " --start-offset " + open.first()
                + ". Its records are given up then, so have them sent again.";
    }

    /// A transaction of which only the effect was seen: the last stable position lies below the end.
    void reportUnseen() {
        Evidence.Builder facts = new Evidence.Builder();
        addStable(facts, heldBack());
        emit(
                false,
                new PositionRange(stable, context.info().end()),
                latestMillis,
                new Explanation(
                        count(heldBack(), "position") + " held back by an open transaction",
                        "A transaction that begins at position " + stable + " of partition " + context.partition()
                                + " was open when the scan looked. " + consequence()
                                + " Whose it is and how old can't be told from what was read.",
                        "Scan again in a moment; if it is still open, look for it with: kafka-transactions.sh "
                                + "--bootstrap-server … find-hanging --topic "
                                + context.partition().stream().name() + "."),
                facts.build(),
                "unseen");
    }

    /// @param notFollowed batches of transactions that were not even followed
    void reportRest(List<OpenTransaction> rest, long notFollowed) {
        if (rest.isEmpty() && notFollowed == 0) {
            return;
        }
        Position from = rest.isEmpty() ? stable : rest.get(0).first();
        long oldest = rest.isEmpty() ? -1 : rest.get(0).sinceMillis();
        emit(
                ageOf(oldest) > longestMillis,
                new PositionRange(from, context.info().end()),
                oldest,
                new Explanation(
                        count(rest.size(), "further open transaction"),
                        "More transactions are open in partition " + context.partition()
                                + " than are listed one by one."
                                + (notFollowed == 0
                                        ? ""
                                        : " " + count(notFollowed, "batch") + " of still others were not followed."),
                        "End the oldest first; then scan again."),
                Evidence.of("count", rest.size())
                        .with("batches_not_followed", notFollowed)
                        .build(),
                "further");
    }

    private long heldBack() {
        return stable.isDense() ? context.info().end().asOffset() - stable.asOffset() : 0;
    }

    private long ageOf(long sinceMillis) {
        return sinceMillis < 0 || context.atMillis() < 0 ? -1 : Math.max(0, context.atMillis() - sinceMillis);
    }

    private void addStable(Evidence.Builder facts, long heldBack) {
        Phrases.position(facts, "last_stable", stable);
        facts.with("positions_held_back", heldBack);
    }

    private void addAge(Evidence.Builder facts, long age) {
        if (age >= 0) {
            facts.with("age_ms", age);
        }
        facts.with("max_timeout_ms", longestMillis);
    }

    private void emit(
            boolean hangs,
            PositionRange positions,
            long sinceMillis,
            Explanation text,
            Evidence evidence,
            String discriminator) {
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.TXN_OPEN,
                hangs ? Severity.MAJOR : Severity.INFO,
                Verdict.UNDECIDED,
                Cause.OPEN_TRANSACTION,
                positions,
                OptionalLong.empty(),
                Basis.NONE,
                // of one that is just running two scans tell the same, as long as nothing was written in between
                Phrases.span(sinceMillis, hangs ? context.atMillis() : latestMillis),
                text,
                evidence,
                discriminator));
    }
}
