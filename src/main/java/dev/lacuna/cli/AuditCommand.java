package dev.lacuna.cli;

import dev.lacuna.journal.AuditCheck;
import dev.lacuna.journal.AuditHead;
import dev.lacuna.journal.Journal;
import dev.lacuna.report.JournalReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows the audit trail: every write, by whom, with its plan, counts and positions.
@Command(
        name = "audit",
        customSynopsis = "lacuna audit [--verify] [OPTIONS]",
        description = "Every write that was made from this account, and whether the trail is still as it was written.")
final class AuditCommand extends CommandBody {

    @Option(
            names = "--verify",
            description = "Check the chain of hashes; exit code 1 where it is broken, naming the first broken entry.")
    private boolean verify;

    @Option(
            names = "--head",
            paramLabel = "NUMBER:HASH",
            description = "With --verify: an entry that you have kept elsewhere, to prove that nothing up to it was"
                    + " written anew.")
    private @Nullable String head;

    @Option(
            names = "--output",
            paramLabel = "table|jsonl|csv",
            description = "Default: table on a terminal, else jsonl.")
    private @Nullable OutputFormat output;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    AuditCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        if (verify) {
            return check();
        }
        if (head != null) {
            throw CommandException.usage("--head is compared by --verify; give both.");
        }
        Journal journal = session().journal();
        switch (session().format(output)) {
            case CSV -> JournalReport.writeAuditCsv(journal.trail(), session().out());
            case JSONL ->
                JournalReport.writeAuditJsonLines(journal.trail(), session().out());
            case TABLE -> JournalOutput.printTrail(journal.trail(), session().out());
        }
        return ExitCode.DONE;
    }

    private ExitCode check() throws Exception {
        Optional<AuditHead> kept = Optional.empty();
        if (head != null) {
            kept = AuditHead.parse(head);
            if (kept.isEmpty()) {
                throw CommandException.usage("--head must be NUMBER:HASH, as --verify prints it, not '" + head + "'.");
            }
        }
        AuditCheck seen = session().journal().checkTrail(kept);
        if (seen.broken().isPresent()) {
            AuditCheck.Broken broken = seen.broken().get();
            session().out().println("BROKEN at entry " + broken.number() + ": " + broken.what());
            session()
                    .err()
                    .println("Nothing from entry " + broken.number() + " on is proven. The trail lies in "
                            + session().journal().file() + ".");
            return ExitCode.FAILED;
        }
        seen.unproven().forEach(note -> session().err().println("Note: " + note));
        session()
                .out()
                .println(
                        seen.entries() == 0
                                ? "The audit trail is empty: nothing was written."
                                : "WHOLE: " + seen.entries() + " entries, none changed, moved or missing. Head: "
                                        + seen.head());
        return ExitCode.DONE;
    }
}
