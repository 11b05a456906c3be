package dev.lacuna.repair.replay;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan.Place;
import org.jspecify.annotations.Nullable;

/// How the originals of one stream are named in the header `lacuna.origin`:
/// `CLUSTER_ID/STREAM/PARTITION@POSITION`.
final class Origin {

    private final String prefix;

    Origin(Place from) {
        this.prefix = from.sourceId() + "/" + from.stream() + "/";
    }

    /// Where an original stands.
    record Spot(int partition, Position position) {}

    Bytes of(int partition, Position position) {
        return Bytes.utf8(text(partition, position));
    }

    String text(int partition, Position position) {
        return prefix + partition + "@" + position;
    }

    /// The original's spot, or null when the header names an event of another place.
    @Nullable
    Spot parse(@Nullable Bytes header) {
        String text = header == null ? null : header.strictText();
        if (text == null || !text.startsWith(prefix)) {
            return null;
        }
        int at = text.indexOf('@', prefix.length());
        if (at < 0) {
            return null;
        }
        try {
            int partition = Integer.parseInt(text.substring(prefix.length(), at));
            return new Spot(partition, Position.offset(Long.parseLong(text.substring(at + 1))));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
