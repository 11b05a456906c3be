package dev.lacuna.ui.shell;

import dev.lacuna.model.Finding;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// A filter that asks once about each state of a finding: table and lanes ask about all of them ten times a second. Any
/// number of threads may ask.
final class RememberedFilter implements Predicate<Finding> {

    private record Said(Finding of, boolean taken) {}

    private final Predicate<Finding> filter;
    private final Map<String, Said> said = new ConcurrentHashMap<>();

    RememberedFilter(Predicate<Finding> filter) {
        this.filter = filter;
    }

    @Override
    public boolean test(Finding finding) {
        Said before = said.get(finding.id());
        if (before != null && before.of() == finding) {
            return before.taken();
        }
        boolean taken = filter.test(finding);
        said.put(finding.id(), new Said(finding, taken));
        return taken;
    }
}
