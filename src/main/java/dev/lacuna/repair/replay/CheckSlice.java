package dev.lacuna.repair.replay;

import dev.lacuna.model.Event;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.repair.replay.ReplayCheckResult.Trouble;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The originals of some millions of positions, as digests, against which copies are held.
final class CheckSlice {

    /// A piece of a part.
    record Piece(Part part, PositionRange positions) {}

    private static final class Originals {
        private final Piece piece;
        /// By position from the piece's start; 0 where no original is expected.
        private final long[] digests;
        private final BitSet found = new BitSet();
        private final BitSet arrived = new BitSet();
        private final BitSet timeless = new BitSet();

        Originals(Piece piece) {
            this.piece = piece;
            this.digests = new long[Math.toIntExact(piece.positions().span())];
        }

        int index(Position position) {
            return (int) (position.asOffset() - piece.positions().from().asOffset());
        }
    }

    private final Map<Integer, TreeMap<Position, Originals>> byStart = new HashMap<>();
    private final CheckTally tally;
    private final EventDigest digest;
    private final Origin origin;

    CheckSlice(List<Piece> pieces, CheckTally tally, EventDigest digest, Origin origin) {
        this.tally = tally;
        this.digest = digest;
        this.origin = origin;
        for (Piece piece : pieces) {
            byStart.computeIfAbsent(piece.part().partition(), number -> new TreeMap<>())
                    .put(piece.positions().from(), new Originals(piece));
        }
    }

    /// @param copy what its copy is to hold
    /// @param targetPartition where that is to stand
    /// @param elsewhere whether the event came to the target from elsewhere, so that it may have no copy
    void original(Event copy, int targetPartition, boolean elsewhere) {
        var entry =
                byStart.getOrDefault(copy.partition().number(), new TreeMap<>()).floorEntry(copy.position());
        if (entry == null) {
            throw new IllegalStateException("a reader left its range: " + copy.position());
        }
        Originals originals = entry.getValue();
        int index = originals.index(copy.position());
        originals.digests[index] = digest.ofOriginal(copy, targetPartition);
        originals.arrived.set(index, elsewhere);
        originals.timeless.set(index, EventDigest.isTimeless(copy));
    }

    void copy(Event copy, Origin.Spot spot) {
        var starts = byStart.get(spot.partition());
        var entry = starts == null ? null : starts.floorEntry(spot.position());
        if (entry == null || !entry.getValue().piece.positions().contains(spot.position())) {
            return; // of another slice, or a stray
        }
        Originals originals = entry.getValue();
        int index = originals.index(spot.position());
        String name = origin.text(spot.partition(), spot.position());
        if (originals.digests[index] == 0) {
            tally.trouble(Trouble.STRAY, name, copy);
            return;
        }
        if (originals.found.get(index)) {
            tally.trouble(Trouble.DOUBLED, name, copy);
        }
        originals.found.set(index);
        if (originals.digests[index] != digest.ofCopy(copy, originals.timeless.get(index))) {
            tally.trouble(Trouble.ALTERED, name, copy);
        }
    }

    /// What has no copy by now has none.
    void end() {
        for (var starts : byStart.values()) {
            for (Originals originals : starts.values()) {
                tally.found(originals.found.cardinality());
                for (int i = 0; i < originals.digests.length; i++) {
                    if (originals.digests[i] != 0 && !originals.found.get(i)) {
                        if (originals.arrived.get(i)) {
                            tally.elsewhere();
                            continue;
                        }
                        long offset = originals.piece.positions().from().asOffset() + i;
                        tally.missing(origin.text(originals.piece.part().partition(), Position.offset(offset)));
                    }
                }
            }
        }
    }
}
