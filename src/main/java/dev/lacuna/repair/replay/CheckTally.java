package dev.lacuna.repair.replay;

import dev.lacuna.model.Event;
import dev.lacuna.repair.replay.ReplayCheckResult.Example;
import dev.lacuna.repair.replay.ReplayCheckResult.Trouble;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Adds up a [ReplayCheckResult].
final class CheckTally {

    private static final int MAX_EXAMPLES = 20;

    private record Lane(int source, int target) {}

    private final ReplayJob job;
    private final boolean timestamps;
    private final Origin origin;
    private final PartIndex parts;
    private final GoneOriginals gone;
    private final ContentDigest content = new ContentDigest();
    private final Map<Trouble, Long> troubles = new EnumMap<>(Trouble.class);
    private final List<Example> examples = new ArrayList<>();
    private final Map<Integer, ReplayCheckResult.Place> places = new TreeMap<>();
    private final Map<Lane, Origin.Spot> last = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long expected;
    private long found;
    private long elsewhere;
    private long timeless;

    CheckTally(ReplayJob job, boolean timestamps, GoneOriginals gone) {
        this.job = job;
        this.timestamps = timestamps;
        this.origin = job.origin();
        this.parts = new PartIndex(job.plan().parts());
        this.gone = gone;
        if (!timestamps) {
            note("The target sets timestamps itself, so those of the copies are new and were not compared.");
        }
    }

    /// An original, in the plan's order, and what its copy is to hold.
    void expect(Event original, Event copy) {
        expected++;
        gone.read(parts.of(new Origin.Spot(original.partition().number(), original.position())));
        timeless += EventDigest.isTimeless(copy) ? 1 : 0;
        content.add(original);
    }

    long expected() {
        return expected;
    }

    void found(long more) {
        found += more;
    }

    /// An event that has no copy, because it came to the target from elsewhere.
    void elsewhere() {
        elsewhere++;
    }

    void note(String note) {
        notes.add(note);
    }

    /// Each copy once, whatever slice it is of.
    void copy(Event copy, Origin.Spot spot) {
        String name = origin.text(spot.partition(), spot.position());
        int part = parts.of(spot);
        if (part < 0) {
            trouble(Trouble.STRAY, name, copy);
            return;
        }
        if (gone.isGone(part, spot.position())) {
            if (!gone.isPlanned(part, spot.position())) {
                trouble(Trouble.STRAY, name, copy);
                return;
            }
            if (!gone.copied(part, spot.position())) {
                trouble(Trouble.DOUBLED, name, copy);
            }
        }
        int target = copy.partition().number();
        places.merge(
                target,
                new ReplayCheckResult.Place(target, copy.position(), copy.position(), 1),
                (a, b) -> new ReplayCheckResult.Place(target, a.first(), b.last(), a.copies() + b.copies()));
        var lane = new Lane(spot.partition(), target);
        Origin.Spot before = last.get(lane);
        if (before == null || isBefore(before, spot, part)) {
            last.put(lane, spot);
        } else if (!before.equals(spot)) {
            trouble(Trouble.OUT_OF_ORDER, name, copy);
        }
    }

    /// Parts are written in the plan's order, events within a part by position.
    private boolean isBefore(Origin.Spot a, Origin.Spot b, int partOfB) {
        int partOfA = parts.of(a);
        return partOfA < partOfB || (partOfA == partOfB && a.position().isBefore(b.position()));
    }

    void trouble(Trouble trouble, String original, Event copy) {
        count(new Example(trouble, original, copy.partition() + "@" + copy.position()));
    }

    void missing(String original) {
        count(new Example(Trouble.MISSING, original, ""));
    }

    private void count(Example example) {
        if (troubles.merge(example.trouble(), 1L, Long::sum) <= MAX_EXAMPLES) {
            examples.add(example);
        }
    }

    private long of(Trouble trouble) {
        return troubles.getOrDefault(trouble, 0L);
    }

    ReplayCheckResult result() {
        if (elsewhere > 0) {
            note(elsewhere + (elsewhere == 1 ? " of the events has" : " of the events have")
                    + " no copy, because one with the same id came to the target from"
                    + " elsewhere since the plan was made.");
        }
        gone.told(job.plan().from().stream()).forEach(this::note);
        boolean mayHaveArrived = job.plan().choice().notHeldBy().isPresent();
        if (mayHaveArrived && gone.uncopied() > 0) {
            note(gone.uncopied() + " of what is not kept any more "
                    + (gone.uncopied() == 1 ? "has no copy: it" : "have no copy: they")
                    + " may have come to the target from elsewhere since the plan was made.");
        }
        boolean all = gone.gone() == 0;
        if (timestamps && timeless > 0) {
            note(timeless + (timeless == 1 ? " of the events has" : " of the events have")
                    + " no timestamp: their copies have the time of writing, which was not compared.");
        }
        return new ReplayCheckResult(
                job.plan().id(),
                job.plan().events(),
                expected,
                found + elsewhere + gone.copied(),
                of(Trouble.MISSING) + (mayHaveArrived ? 0 : gone.uncopied()),
                of(Trouble.DOUBLED),
                of(Trouble.ALTERED),
                of(Trouble.STRAY) + gone.beyond(),
                of(Trouble.OUT_OF_ORDER),
                gone.gone(),
                !all || job.plan().digest().isEmpty() || job.plan().digest().equals(content.end()),
                timestamps,
                examples,
                List.copyOf(places.values()),
                notes);
    }
}
