package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.ComparingRule;
import dev.lacuna.detect.Comparison;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.SecondLook;
import dev.lacuna.detect.Share;
import dev.lacuna.detect.Spill;
import dev.lacuna.model.FindingKind;

/// Events whose id stood before, in the same partition or in another one of the scan, exactly, however many
/// there are: ids that don't fit in memory are put aside and compared at the end.
///
/// In the same partition an id with another key or value is no copy but an id that was used again. In another
/// partition it is nothing: ids are often unique only within a partition, so there only copies count. Each
/// event counts once: within a partition the first with an id is the original; of the partitions' firsts the
/// earliest in time is.
///
/// Ids are compared by 96 bits of a hash, so that among a billion of them two that differ are taken for one with a
/// chance of one in 10^11; the payloads of one id by 32 bits.
///
/// @param mostIds ids kept in memory over all partitions, 40 bytes each, only as they come
/// @param nearbyEvents duplicates of one cause at most so many positions apart belong to one finding
/// @param mostFindings runs per cause told one by one; if there are more, those less near are joined as well
public record DuplicateRule(int mostIds, int nearbyEvents, Share mostFindings) implements ComparingRule {

    public DuplicateRule() {
        this(1 << 19, 1_000, new Share(1_000, 20));
    }

    @Override
    public FindingKind kind() {
        return FindingKind.DUPLICATE;
    }

    @Override
    public Need needs() {
        return Need.IDS;
    }

    @Override
    public Comparison begin(Spill spill, SecondLook again) {
        return new DuplicateComparison(this, spill, again);
    }
}
