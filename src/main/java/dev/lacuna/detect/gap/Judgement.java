package dev.lacuna.detect.gap;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Verdict;
import java.util.List;

/// What a hole is held to be, and why.
///
/// @param missing how many events are missing
/// @param reasons full sentences
record Judgement(ScopedHole hole, Verdict verdict, Cause cause, long missing, Basis basis, List<String> reasons) {}
