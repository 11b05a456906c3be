package dev.lacuna.repair.replay;

import org.junit.jupiter.api.TestReporter;

/// Adds up how many plans a kill test has judged, and tells it.
final class KillTally {

    private int plans;
    private int halfDone;

    /// @param half how many of these plans were half done when they were gone on with
    void add(int judged, int half) {
        plans += judged;
        halfDone += half;
    }

    int halfDone() {
        return halfDone;
    }

    void tell(TestReporter reporter) {
        reporter.publishEntry("plans judged", plans + ", half done " + halfDone);
    }
}
