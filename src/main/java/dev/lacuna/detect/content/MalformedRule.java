package dev.lacuna.detect.content;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.Share;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.function.Consumer;

/// Events whose payload can't be read in the stream's format. Tombstones are none. Those near each other are
/// one finding.
///
/// @param nearbyEvents unreadable events with at most so many events between belong to one finding
/// @param mostFindings runs told one by one; the last takes in all that follows
public record MalformedRule(int nearbyEvents, Share mostFindings) implements Rule {

    public MalformedRule() {
        this(1_000, new Share(1_000, 20));
    }

    @Override
    public FindingKind kind() {
        return FindingKind.CONTENT_MALFORMED;
    }

    @Override
    public Need needs() {
        return Need.PAYLOADS;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        return new MalformedDetector(this, context, findings);
    }
}
