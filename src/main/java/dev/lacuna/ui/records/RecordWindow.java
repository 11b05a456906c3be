package dev.lacuna.ui.records;

import dev.lacuna.investigation.RecordBlock;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The part of a list that is at hand, and which row of it stands at the top of the table. It is bounded, however long
/// the list is: what is far from the top is let go.
final class RecordWindow {

    /// Rows kept on either side of what is seen.
    private static final int KEPT_ROWS = 1_200;

    private static final long KEPT_BYTES = 64L << 20;

    /// Rows fetched beyond what is seen, before they are scrolled to.
    private static final int AHEAD = 200;

    private final Deque<RecordBlock> blocks = new ArrayDeque<>();
    private final List<Row> rows = new ArrayList<>();
    private long size;
    private int top;

    /// What is to be fetched next.
    record Want(long number, boolean forward) {}

    /// Begins anew with a list of so many places.
    void reset(long newSize) {
        size = newSize;
        blocks.clear();
        rows.clear();
        top = 0;
    }

    /// Takes a block in that follows what is at hand, or comes before it; anything else takes the place of it all.
    void put(RecordBlock block) {
        if (!blocks.isEmpty() && block.from() == blocks.getLast().to()) {
            blocks.addLast(block);
            rows.addAll(block.rows());
        } else if (!blocks.isEmpty() && block.to() == blocks.getFirst().from()) {
            blocks.addFirst(block);
            rows.addAll(0, block.rows());
            top += block.rows().size();
        } else {
            reset(size);
            blocks.add(block);
            rows.addAll(block.rows());
        }
        trim();
    }

    /// Makes the list longer at its end, as hits of a search come.
    void append(List<Row> more, RecordBlock like) {
        size += more.size();
        blocks.addLast(new RecordBlock(size - more.size(), size, more, like.troubles(), like.reading()));
        rows.addAll(more);
    }

    private void trim() {
        while (blocks.size() > 1 && (isFar(blocks.getFirst(), true) || isTooMuch())) {
            RecordBlock first = blocks.getFirst();
            RecordBlock last = blocks.getLast();
            int above = top - first.rows().size();
            int below = rows.size() - last.rows().size() - top;
            if (above >= below && above > 0) {
                blocks.removeFirst();
                rows.subList(0, first.rows().size()).clear();
                top -= first.rows().size();
            } else if (below > AHEAD) {
                dropLast();
            } else {
                return;
            }
        }
        while (blocks.size() > 1 && isFar(blocks.getLast(), false)) {
            dropLast();
        }
    }

    private void dropLast() {
        int length = blocks.removeLast().rows().size();
        rows.subList(rows.size() - length, rows.size()).clear();
    }

    private boolean isFar(RecordBlock block, boolean above) {
        return above
                ? top - block.rows().size() > KEPT_ROWS
                : rows.size() - block.rows().size() - top > KEPT_ROWS;
    }

    private boolean isTooMuch() {
        return rows.stream().mapToLong(row -> row.event().size()).sum() > KEPT_BYTES;
    }

    long size() {
        return size;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /// The rows at hand, of which [#top()] is the first that is seen.
    List<Row> rows() {
        return rows;
    }

    int top() {
        return top;
    }

    /// The rows that are seen.
    List<Row> visible(int count) {
        int from = Math.min(top, rows.size());
        return List.copyOf(rows.subList(from, Math.min(rows.size(), from + count)));
    }

    /// What is needed to go on scrolling either way; empty where it is all at hand.
    Optional<Want> wanted(int count) {
        if (size == 0) {
            return Optional.empty();
        }
        if (blocks.isEmpty()) {
            return Optional.of(new Want(0, true));
        }
        boolean more = blocks.getLast().to() < size;
        boolean before = blocks.getFirst().from() > 0;
        if (more && rows.size() - top < count) {
            return Optional.of(new Want(blocks.getLast().to(), true));
        }
        if (before && (top < AHEAD / 2 || rows.size() < count)) {
            return Optional.of(new Want(blocks.getFirst().from(), false));
        }
        if (isTooMuch()) {
            return Optional.empty();
        }
        // a short list is fetched to its end, so that its records are counted
        boolean isShort = size <= KEPT_ROWS;
        if (more && (isShort || rows.size() - top < count + AHEAD / 2)) {
            return Optional.of(new Want(blocks.getLast().to(), true));
        }
        return before && isShort ? Optional.of(new Want(blocks.getFirst().from(), false)) : Optional.empty();
    }

    /// Whether everything of the list is at hand, so that its rows are counted.
    boolean isWhole() {
        return size == 0 || (begins() && ends());
    }

    /// Whether the list's beginning is at hand.
    boolean begins() {
        return !blocks.isEmpty() && blocks.getFirst().from() == 0;
    }

    /// Whether the list's end is at hand.
    boolean ends() {
        return !blocks.isEmpty() && blocks.getLast().to() == size;
    }

    void scrollBy(int by, int count) {
        scrollTo(top + by, count);
    }

    void scrollTo(int row, int count) {
        top = Math.clamp(row, 0, Math.max(0, rows.size() - count));
    }

    /// Brings a row into sight, moving no more than it takes.
    void reveal(int row, int count) {
        if (row < top) {
            scrollTo(row, count);
        } else if (row >= top + count) {
            scrollTo(row - count + 1, count);
        }
    }

    /// The number at the top, from which the thumb of a scroll bar is placed.
    long topNumber() {
        return numberOf(top);
    }

    /// The number of a row that is at hand; roughly, where not every position has a record.
    long numberOf(int row) {
        int left = row;
        for (RecordBlock block : blocks) {
            int length = block.rows().size();
            if (left < length) {
                long spread = block.to() - block.from();
                return block.from() + (length == spread ? left : left * spread / length);
            }
            left -= length;
        }
        return blocks.isEmpty() ? 0 : blocks.getLast().to();
    }

    /// Where the place stands, or the first one behind it; the number of rows where none is.
    int indexOf(RecordPlace place) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).place().compareTo(place) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The row that holds the place; -1 where it is not at hand.
    int rowOf(RecordPlace place) {
        int at = indexOf(place);
        return at < rows.size() && rows.get(at).place().equals(place) ? at : -1;
    }

    /// What could not be read of what is at hand, for people.
    List<String> troubles() {
        return blocks.stream()
                .flatMap(block -> block.troubles().stream())
                .distinct()
                .toList();
    }
}
