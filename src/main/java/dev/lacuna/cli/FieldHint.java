package dev.lacuna.cli;

import dev.lacuna.investigation.FieldPresence;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.FieldSpec;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Says what a scan without fields, or with fields that no event has, has not looked at, lest "no findings"
/// be taken for more than it is; and, to somebody at a terminal, which fields the events seem to have.
final class FieldHint {

    private static final String NOT_LOOKED_AT =
            "Not looked at: numbers and ids inside events, whose gaps and doubles only they prove. ";

    private final Session session;
    private final SourceOptions source;
    private final Investigation investigation;

    FieldHint(Session session, SourceOptions source, Investigation investigation) {
        this.session = session;
        this.source = source;
        this.investigation = investigation;
    }

    /// After a scan that was given no fields.
    void tellNotLookedAt(Scan scan) throws InterruptedException {
        if (scan.events() == 0) {
            return;
        }
        List<String> options = proposal(scan);
        tell(NOT_LOOKED_AT
                + (options.isEmpty()
                        ? "Name them with --sequence and --id."
                        : "Events seem to have them: add " + String.join(" ", options)));
    }

    /// After a scan that was given some.
    void tellAbsent(Scan scan) throws InterruptedException {
        List<String> absent = scan.findings().all().stream()
                .flatMap(finding -> FieldPresence.absentField(finding).stream())
                .distinct()
                .toList();
        if (absent.isEmpty()) {
            return;
        }
        List<String> options = proposal(scan);
        tell("Not looked at: no event has a field at " + String.join(", ", absent) + ". "
                + (options.isEmpty()
                        ? "See an event by: lacuna records" + source.again() + " --topic "
                                + ShellWords.quoted(scan.request().stream()) + " --limit 1"
                        : "What events seem to have: " + String.join(" ", options)));
    }

    private void tell(String line) {
        PrintWriter err = session.err();
        err.println(line);
        err.flush();
    }

    /// Nothing where nobody looks, and where the events can't be read any more: a scan that has ended well
    /// does not fail for a hint.
    private List<String> proposal(Scan scan) throws InterruptedException {
        if (!session.terminal()) {
            return List.of();
        }
        try {
            return options(investigation.guessFields(scan.request().stream()).await());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return List.of();
        }
    }

    private static List<String> options(FieldSpec fields) {
        List<String> options = new ArrayList<>();
        fields.sequence().ifPresent(extractor -> options.add("--sequence " + extractor));
        fields.sequencePer().ifPresent(extractor -> options.add("--sequence-per " + extractor));
        fields.id().ifPresent(extractor -> options.add("--id " + extractor));
        return options;
    }
}
