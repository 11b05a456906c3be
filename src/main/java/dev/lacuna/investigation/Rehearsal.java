package dev.lacuna.investigation;

import dev.lacuna.repair.replay.ReplayCheckResult;
import dev.lacuna.repair.replay.ReplayReport;

/// What came of a plan that was run on a broker of its own, before it is run on the real one.
///
/// @param report what the run did there
/// @param copies what a check of the copies has found there
public record Rehearsal(ReplayReport report, ReplayCheckResult copies) {

    public boolean isGood() {
        return report.isComplete() && copies.isOk();
    }
}
