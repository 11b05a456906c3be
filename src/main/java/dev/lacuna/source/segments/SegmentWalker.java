package dev.lacuna.source.segments;

import dev.lacuna.source.kafkalog.BatchHeader;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/// Walks over the batches of one segment file in their order, and past what can't be trusted.
///
/// A batch is trusted when its header makes sense, its offsets go on behind those before, and its checksum is right.
/// Behind one that is not, the next is looked for where the header says that it ends, as long as a sound header
/// stands there; else byte by byte, and then only a batch with the right checksum is taken.
final class SegmentWalker {

    private enum Judgement {
        INTACT,
        CUT,
        CHECKSUM,
        NONSENSE
    }

    private final LogWindow window;
    private final boolean checking;
    private final BatchHeader header = new BatchHeader();
    private final BatchHeader beyond = new BatchHeader();
    private final Checksum crc32 = new CRC32();
    private final Checksum crc32c = new CRC32C();
    private long base;
    private long bound;
    private boolean last;
    /// Whether the batches in front were not walked over.
    private boolean leastUnknown;
    private long at;
    private long nextAt;
    private long least;
    private @Nullable Spoilt spoilt;

    /// @param checking whether the checksum of every batch is looked at, or only of those behind a damage
    SegmentWalker(LogWindow window, boolean checking) {
        this.window = window;
        this.checking = checking;
    }

    /// Goes to a place in a file where a batch begins, or to its start where none does.
    ///
    /// @param hint the byte where a batch may begin
    /// @param offset what that batch may not lie behind
    void open(Segment segment, long hint, long offset) throws IOException {
        if (!window.isOpen(segment.log())) {
            window.open(segment.log());
        }
        base = segment.base();
        bound = segment.bound();
        last = segment.last();
        least = base;
        spoilt = null;
        nextAt = 0;
        if (hint > 0
                && hint < window.size()
                && judge(hint, header, true) == Judgement.INTACT
                && header.first() <= offset) {
            nextAt = hint;
        }
        leastUnknown = nextAt > 0;
        at = nextAt;
    }

    /// Goes on to the next batch.
    ///
    /// @return false at the end of the file
    boolean next() throws IOException {
        at = nextAt;
        if (at >= window.size()) {
            return false;
        }
        Judgement judgement = judge(at, header, checking);
        if (judgement == Judgement.INTACT && isContradicted()) {
            judgement = Judgement.NONSENSE;
        }
        if (judgement != Judgement.INTACT && !resume(judgement)) {
            at = window.size();
            nextAt = at;
            return false;
        }
        least = header.next();
        leastUnknown = false;
        nextAt = at + header.bytes();
        return true;
    }

    /// The batch that was gone to; what stands in the header changes with the next step.
    BatchHeader header() {
        return header;
    }

    /// Where the batch begins in the file.
    long at() {
        return at;
    }

    /// The size of the batch that was gone to.
    long bytes() {
        return nextAt - at;
    }

    boolean isAtEnd() {
        return nextAt >= window.size();
    }

    /// Whether an intact batch follows at once, in the file and by its offset.
    boolean isIntactNext() throws IOException {
        long here = at;
        long next = header.next();
        boolean intact = !isAtEnd() && judge(nextAt, beyond, true) == Judgement.INTACT && beyond.first() == next;
        look(here, header);
        return intact;
    }

    /// The whole batch, in an array of its own; null where someone truncated the file meanwhile.
    byte @Nullable [] copy() throws IOException {
        long position = at;
        byte[] bytes = window.copy(position, (int) header.bytes());
        if (bytes != null) {
            look(position, header);
        }
        return bytes;
    }

    /// What was passed over just before the batch, or before the end; null where nothing was. Tells it once.
    @Nullable
    Spoilt takeSpoilt() {
        Spoilt taken = spoilt;
        spoilt = null;
        return taken;
    }

    private Judgement judge(long position, BatchHeader into, boolean sums) throws IOException {
        long left = window.size() - position;
        int wanted = (int) Math.min(left, BatchHeader.BYTES);
        if (wanted < BatchHeader.FEWEST_BYTES || !look(position, into)) {
            return Judgement.CUT;
        }
        if (!into.hasSensibleSize()) {
            return Judgement.NONSENSE;
        }
        if (into.bytes() > left) {
            return Judgement.CUT;
        }
        // offsets in one file are kept relative to its base, in 31 bits
        if (!into.isSensible() || into.first() < least || into.last() - base > Integer.MAX_VALUE) {
            return Judgement.NONSENSE;
        }
        if (!sums || isSumRight(position, into)) {
            return Judgement.INTACT;
        }
        return look(position, into) ? Judgement.CHECKSUM : Judgement.CUT;
    }

    private boolean look(long position, BatchHeader into) throws IOException {
        int index = window.load(position, (int) Math.min(window.size() - position, BatchHeader.BYTES));
        if (index < 0) {
            return false;
        }
        into.moveTo(window.buffer(), index);
        return true;
    }

    private boolean isSumRight(long position, BatchHeader of) throws IOException {
        long length = of.bytes();
        int unchecked = of.unchecked();
        if (length <= window.capacity()) {
            int index = window.load(position, (int) length);
            if (index < 0) {
                return false;
            }
            of.moveTo(window.buffer(), index);
        }
        int expected = of.checksum();
        Checksum sum = of.isCurrent() ? crc32c : crc32;
        sum.reset();
        return window.sum(position + unchecked, length - unchecked, sum)
                && (int) sum.getValue() == expected
                && look(position, of);
    }

    /// Whether its offset jumps ahead and nothing bears that out: the batch behind it goes on from before the jump, or
    /// it reaches into the next file, or nothing at all follows. The checksum leaves the offset out, so a damage
    /// there shows only so.
    private boolean isContradicted() throws IOException {
        if (leastUnknown || header.first() == least) {
            return false;
        }
        long next = header.next();
        long behind = at + header.bytes();
        if (next > bound && header.first() < bound) {
            return true;
        }
        if (behind == window.size()) {
            return last;
        }
        boolean contradicted = window.size() - behind >= BatchHeader.BYTES
                && look(behind, beyond)
                && beyond.hasSensibleSize()
                && beyond.isSensible()
                && beyond.first() < next
                && judge(behind, beyond, true) == Judgement.INTACT;
        look(at, header);
        return contradicted;
    }

    /// Looks for the next batch that can be trusted.
    private boolean resume(Judgement first) throws IOException {
        long from = at;
        Spoilt.Why why = isZero(from) ? Spoilt.Why.ZEROS : whyOf(first);
        long claimed = -1;
        long suspect = from;
        Judgement judgement = first;
        while (judgement == Judgement.CHECKSUM) {
            claimed = header.first() == Math.max(claimed, least) ? header.next() : claimed;
            long behind = suspect + header.bytes();
            if (behind == window.size()) {
                spoilt = new Spoilt(from, behind - from, why, claimed);
                return false;
            }
            judgement = judge(behind, header, true);
            if (judgement == Judgement.INTACT) {
                return resumedAt(behind, from, why, claimed);
            }
            if (judgement == Judgement.CHECKSUM) {
                suspect = behind;
            }
        }
        long found = search(suspect + 1);
        if (found < 0) {
            spoilt = new Spoilt(from, window.size() - from, why, claimed);
            return false;
        }
        return resumedAt(found, from, why, claimed);
    }

    private boolean resumedAt(long found, long from, Spoilt.Why why, long claimed) {
        spoilt = new Spoilt(from, found - from, why, claimed);
        at = found;
        return true;
    }

    private static Spoilt.Why whyOf(Judgement judgement) {
        return switch (judgement) {
            case CUT -> Spoilt.Why.CUT;
            case CHECKSUM -> Spoilt.Why.CHECKSUM;
            case NONSENSE, INTACT -> Spoilt.Why.NONSENSE;
        };
    }

    private boolean isZero(long position) throws IOException {
        int length = (int) Math.min(window.size() - position, BatchHeader.BYTES);
        if (length < BatchHeader.FEWEST_BYTES) {
            return false; // an offset begins with zeros, too
        }
        int index = window.load(position, length);
        for (int i = 0; index >= 0 && i < length; i++) {
            if (window.buffer().get(index + i) != 0) {
                return false;
            }
        }
        return index >= 0;
    }

    /// The next byte where a batch with the right checksum begins; -1 where none does.
    private long search(long from) throws IOException {
        long position = from;
        while (window.size() - position >= BatchHeader.FEWEST_BYTES) {
            int there = window.loaded(position);
            if (there < BatchHeader.BYTES) {
                there = (int) Math.min(window.size() - position, window.capacity());
            }
            int index = window.load(position, there);
            if (index < 0) {
                return -1;
            }
            int last = index + there - BatchHeader.FEWEST_BYTES;
            int hit = candidate(index, last);
            position += Math.min(hit, last + 1) - index;
            if (hit <= last) {
                if (judge(position, header, true) == Judgement.INTACT) {
                    return position;
                }
                position++;
            }
        }
        return -1;
    }

    /// The first index from which a batch may begin; behind `last` where none may.
    private int candidate(int first, int last) {
        var buffer = window.buffer();
        for (int i = first; i <= last; i++) {
            int format = buffer.get(i + 16);
            if (format >= 0 && format <= 2 && buffer.getInt(i + 8) > 0) {
                long offset = buffer.getLong(i);
                if (offset >= least && offset - base <= Integer.MAX_VALUE) {
                    return i;
                }
            }
        }
        return last + 1;
    }
}
