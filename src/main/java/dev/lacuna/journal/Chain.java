package dev.lacuna.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The chain of hashes that holds an audit trail together: each entry's hash covers its text and the hash before it, so
/// that nothing can be changed, removed or moved without changing all that follows.
///
/// A chain can't prove by itself that its end was cut off or that all of it was written anew. That takes a head that
/// was kept elsewhere: in a file beside the journal, or by somebody.
final class Chain {

    private Chain() {}

    static String hash(String previous, String text) {
        return Sha.hex(previous + "\n" + text);
    }

    /// @param beside the head in the file beside the journal
    /// @param kept a head that somebody kept, if any
    static AuditCheck check(List<AuditEntry> entries, Optional<AuditHead> beside, Optional<AuditHead> kept) {
        AuditHead head = AuditHead.NONE;
        for (AuditEntry entry : entries) {
            Optional<String> wrong = wrong(entry, head);
            if (wrong.isPresent()) {
                long number = Math.min(entry.number(), head.number() + 1);
                return broken(entries, number, wrong.get());
            }
            head = new AuditHead(entry.number(), entry.hash());
        }
        List<String> unproven = new ArrayList<>();
        if (beside.isEmpty() && !entries.isEmpty()) {
            unproven.add("There is no readable " + HeadFile.NAME + " beside the journal, so it can't be told whether"
                    + " entries are missing at the end.");
        }
        return compare(entries, beside, "as noted in " + HeadFile.NAME + " beside the journal")
                .or(() -> compare(entries, kept, "as in the head that was given"))
                .orElse(new AuditCheck(entries.size(), head, Optional.empty(), unproven));
    }

    private static Optional<String> wrong(AuditEntry entry, AuditHead head) {
        long expected = head.number() + 1;
        if (entry.number() > expected) {
            long last = entry.number() - 1;
            return Optional.of(
                    last == expected
                            ? "Entry " + expected + " is missing."
                            : "Entries " + expected + " to " + last + " are missing.");
        }
        if (entry.number() < expected) {
            return Optional.of("Entry " + entry.number() + " stands in the wrong place.");
        }
        if (!entry.hash().equals(hash(entry.previous(), entry.text()))) {
            return Optional.of("Entry " + entry.number() + " was changed: its hash doesn't fit what it says.");
        }
        if (!entry.previous().equals(head.hash())) {
            return Optional.of(
                    "Entry " + entry.number() + " doesn't follow from the one before it: one of the two was replaced.");
        }
        return AuditJson.number(entry.text()) == entry.number()
                ? Optional.empty()
                : Optional.of("Entry " + entry.number() + " stands in the place of another.");
    }

    private static Optional<AuditCheck> compare(List<AuditEntry> entries, Optional<AuditHead> head, String by) {
        if (head.isEmpty() || head.get().number() == 0) {
            return Optional.empty();
        }
        long number = head.get().number();
        if (number > entries.size()) {
            long first = entries.size() + 1L;
            return Optional.of(broken(
                    entries,
                    first,
                    "The end is cut off from entry " + first + " on: there were " + number + " entries, " + by + "."));
        }
        if (!entries.get((int) number - 1).hash().equals(head.get().hash())) {
            return Optional.of(broken(
                    entries,
                    number,
                    "Entry " + number + " is not the one that stood there, " + by
                            + ": the trail was written anew, from this entry or an earlier one on."));
        }
        return Optional.empty();
    }

    private static AuditCheck broken(List<AuditEntry> entries, long number, String what) {
        AuditEntry last =
                entries.isEmpty() ? new AuditEntry(0, "", AuditHead.NONE.hash(), "") : entries.get(entries.size() - 1);
        return new AuditCheck(
                entries.size(),
                new AuditHead(last.number(), last.hash()),
                Optional.of(new AuditCheck.Broken(number, what)),
                List.of());
    }
}
