package dev.lacuna.cli;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.FieldSpec;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Says what a scan without fields has not looked at, lest "no findings" be taken for more than it is; and, to somebody
/// at a terminal, which fields the events seem to have.
final class FieldHint {

    private static final String NOT_LOOKED_AT =
            "Not looked at: numbers and ids inside events, whose gaps and doubles only they prove. ";

    private final Session session;
    private final Investigation investigation;

    FieldHint(Session session, Investigation investigation) {
        this.session = session;
        this.investigation = investigation;
    }

    void tell(Scan scan) throws InterruptedException {
        if (scan.events() == 0) {
            return;
        }
        PrintWriter err = session.err();
        List<String> options = session.terminal() ? options(proposal(scan)) : List.of();
        err.println(NOT_LOOKED_AT
                + (options.isEmpty()
                        ? "Name them with --sequence and --id."
                        : "Events seem to have them: add " + String.join(" ", options)));
        err.flush();
    }

    /// Nothing where the events can't be read any more: a scan that has ended well does not fail for a hint.
    private FieldSpec proposal(Scan scan) throws InterruptedException {
        try {
            return investigation.guessFields(scan.request().stream()).await();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return FieldSpec.NONE;
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
