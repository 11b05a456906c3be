package dev.lacuna.source.segments;

import dev.lacuna.model.Damage;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What lay in a partition's folder at one moment.
///
/// @param segments the log's files in order of their base
/// @param snapshots producer snapshots, in order of their offset
/// @param isBeingCut whether files in front of the first were marked for deletion, and not deleted yet
/// @param reach the highest offset that an index or a snapshot is named after, or -1: the log once reached up to there
/// @param notes what is unusual about the folder, without a position
record PartitionFiles(
        List<Segment> segments, List<Path> snapshots, boolean isBeingCut, long reach, List<Damage> notes) {

    static final String LOG = ".log";
    static final String INDEX = ".index";
    static final String TIME_INDEX = ".timeindex";
    static final String TRANSACTION_INDEX = ".txnindex";
    static final String SNAPSHOT = ".snapshot";
    static final String SWAP = ".swap";
    private static final String DELETED = ".deleted";

    /// A segment's file, with its suffix if it has one: `.deleted`, `.cleaned`, `.swap`.
    private static final Pattern NUMBERED =
            Pattern.compile("(\\d{20})(\\.log|\\.index|\\.timeindex|\\.txnindex|\\.snapshot)(\\.\\w+)?");

    private static final Set<String> ORDINARY = Set.of("leader-epoch-checkpoint", "partition.metadata", "quorum-state");
    private static final Pattern QUORUM_SNAPSHOT = Pattern.compile("\\d{20}-\\d{10}\\.checkpoint");
    private static final Pattern LEFTOVER = Pattern.compile(".*\\.(deleted|cleaned|swap|tmp|part)");

    PartitionFiles {
        segments = List.copyOf(segments);
        snapshots = List.copyOf(snapshots);
        notes = List.copyOf(notes);
    }

    /// Whether it is the name of a file with batches.
    static boolean isLog(String name) {
        return name.endsWith(LOG) && NUMBERED.matcher(name).matches();
    }

    /// The number in the name of a segment's file.
    static long numberOf(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, 20));
    }

    static PartitionFiles list(Path folder) throws IOException {
        return new Listing(folder).read();
    }

    /// The segment to look for an offset in, or the first one where the log begins behind it; null where there is none.
    @Nullable
    Segment at(long offset) {
        Segment found = segments.isEmpty() ? null : segments.getFirst();
        for (Segment segment : segments) {
            if (segment.base() <= offset) {
                found = segment;
            }
        }
        return found;
    }

    /// The segment that follows, or null.
    @Nullable
    Segment after(Segment segment) {
        for (Segment other : segments) {
            if (other.base() > segment.base()) {
                return other;
            }
        }
        return null;
    }

    /// The lowest offset that its files can hold, by their names.
    long start() {
        return segments.isEmpty() ? 0 : segments.getFirst().base();
    }

    /// One listing under way.
    private static final class Listing {

        private record Found(Path path, long bytes, long modifiedMillis) {}

        private final Path folder;
        private final TreeMap<Long, Found> logs = new TreeMap<>();
        private final TreeMap<Long, Found> swapped = new TreeMap<>();
        private final TreeMap<Long, Path> snapshots = new TreeMap<>();
        private final Set<Path> indexes = new HashSet<>();
        private final List<Damage> notes = new ArrayList<>();
        private long firstDeleted = Long.MAX_VALUE;
        private long reach = -1;

        Listing(Path folder) {
            this.folder = folder;
        }

        PartitionFiles read() throws IOException {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    try {
                        add(file);
                    } catch (NoSuchFileException e) {
                        // a running broker took it away just now
                    }
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            swapped.forEach((base, found) -> {
                boolean alone = !logs.containsKey(base);
                notes.add(FolderNotes.swap(found.path(), found.bytes(), alone));
                if (alone) {
                    logs.put(base, found);
                }
            });
            List<Segment> segments = segments();
            segments.forEach(this::noteIndexes);
            boolean isBeingCut =
                    !segments.isEmpty() && firstDeleted < segments.getFirst().base();
            return new PartitionFiles(segments, List.copyOf(snapshots.values()), isBeingCut, reach, notes);
        }

        private void add(Path file) throws IOException {
            String name = file.getFileName().toString();
            var matcher = NUMBERED.matcher(name);
            if (!matcher.matches()) {
                if (LEFTOVER.matcher(name).matches()) {
                    notes.add(FolderNotes.leftover(file, sizeOf(file)));
                } else if (!ORDINARY.contains(name)
                        && !QUORUM_SNAPSHOT.matcher(name).matches()) {
                    notes.add(FolderNotes.foreign(file, sizeOf(file)));
                }
                return;
            }
            long number = Long.parseLong(matcher.group(1));
            String suffix = matcher.group(3);
            if (LOG.equals(matcher.group(2)) && (suffix == null || SWAP.equals(suffix))) {
                (suffix == null ? logs : swapped).put(number, found(file));
            } else if (suffix != null) {
                firstDeleted = DELETED.equals(suffix) ? Math.min(firstDeleted, number) : firstDeleted;
                notes.add(FolderNotes.leftover(file, sizeOf(file)));
            } else if (SNAPSHOT.equals(matcher.group(2))) {
                snapshots.put(number, file);
                reach = Math.max(reach, number);
            } else {
                indexes.add(file);
                reach = Math.max(reach, number);
            }
        }

        private static Found found(Path file) throws IOException {
            BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
            // a folder of that name can't be read, which shows when it is tried
            return new Found(file, about.size(), about.lastModifiedTime().toMillis());
        }

        private static long sizeOf(Path file) throws IOException {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        }

        /// A file without content bounds nothing: what stands in the one before is read on.
        private List<Segment> segments() {
            var segments = new ArrayList<Segment>();
            long bound = Long.MAX_VALUE;
            for (var entry : logs.descendingMap().entrySet()) {
                Found found = entry.getValue();
                boolean last = segments.isEmpty();
                segments.addFirst(
                        new Segment(found.path(), entry.getKey(), bound, found.bytes(), found.modifiedMillis(), last));
                if (found.bytes() > 0) {
                    bound = entry.getKey();
                } else if (!last) {
                    notes.add(FolderNotes.empty(found.path()));
                }
            }
            return segments;
        }

        private void noteIndexes(Segment segment) {
            for (String suffix : List.of(INDEX, TIME_INDEX)) {
                Path index = segment.beside(suffix);
                if (!segment.last() && segment.bytes() > 0 && !indexes.contains(index)) {
                    notes.add(FolderNotes.missingIndex(index));
                }
            }
        }
    }
}
