package dev.lacuna.investigation;

import dev.lacuna.model.Baseline;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.report.BaselineFile;
import dev.lacuna.report.FindingsFileException;
import dev.lacuna.source.SourceInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What scans on this machine last saw of a cluster's streams, so that a later scan tells of its own accord what was
/// cut off or made anew since. A file for each stream, beside the journal.
///
/// A newer look takes the place of an older one only where the two agree: what was once proven lost is told by every
/// later scan, until somebody says that the log is right as it is. That a stream was made anew is told for a week.
final class KeptBaselines {

    /// Of a partition; enough to tell where it was cut to a sixty-fourth of it.
    private static final int MOST_MARKS = 64;

    private static final long ANEW_MILLIS = Duration.ofDays(7).toMillis();
    private static final Set<FindingKind> DISAGREES = Set.of(FindingKind.LOG_TRUNCATED, FindingKind.TOPIC_RECREATED);

    private final Path folder;
    private final SourceInfo source;
    private final Consumer<String> notice;

    /// @param source one whose id tells it from another cluster that answers at the same address
    /// @param notice told, in words for people, what could not be kept or read
    KeptBaselines(Path folder, SourceInfo source, Consumer<String> notice) {
        this.folder = folder;
        this.source = source;
        this.notice = notice;
    }

    /// Beside the journal, and only of what lives: a folder may be taken for an older copy of itself.
    ///
    /// @return null where nothing is kept
    static @Nullable KeptBaselines of(SourceInfo source, WriteGate gate) {
        boolean lives = source.nodes() > 0 && !source.id().isEmpty();
        return lives
                ? gate.journal()
                        .map(journal ->
                                new KeptBaselines(journal.file().resolveSibling("baselines"), source, gate::tell))
                        .orElse(null)
                : null;
    }

    /// What was kept of a stream; nothing where none was scanned, or where the file can't be read.
    List<Baseline> of(String stream) {
        Path file = file(stream);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return BaselineFile.read(file).stream()
                    .filter(kept -> kept.partition().stream().name().equals(stream))
                    .toList();
        } catch (FindingsFileException e) {
            notice.accept("What an earlier scan of " + stream + " saw can't be compared with. " + e.getMessage());
            return List.of();
        }
    }

    /// Keeps what a scan has seen, beside what is still to be told of earlier ones.
    void keep(Scan scan) {
        StreamInfo stream = scan.stream();
        if (scan.baselines().isEmpty()) {
            return;
        }
        Set<PartitionRef> disagreeing = scan.findings().all().stream()
                .filter(finding -> DISAGREES.contains(finding.kind()))
                .map(Finding::partition)
                .collect(Collectors.toSet());
        Map<Integer, Baseline> kept = new TreeMap<>();
        of(stream.stream().name())
                .forEach(earlier -> kept.put(earlier.partition().number(), earlier));
        for (Baseline seen : scan.baselines()) {
            if (seen.from().isDense()) {
                boolean disagrees = disagreeing.contains(seen.partition());
                kept.merge(seen.partition().number(), thinned(seen), (earlier, now) -> newer(earlier, now, disagrees));
            }
        }
        write(stream.stream().name(), List.copyOf(kept.values()));
    }

    private static Baseline newer(Baseline earlier, Baseline now, boolean disagrees) {
        if (!earlier.streamId().equals(now.streamId())) {
            return now.atMillis() - earlier.atMillis() < ANEW_MILLIS ? earlier : now;
        }
        return disagrees || now.to().isBefore(earlier.to()) ? earlier : joined(earlier, now);
    }

    /// What both have seen, where the newer look began further up.
    private static Baseline joined(Baseline earlier, Baseline now) {
        if (now.from().compareTo(earlier.from()) <= 0) {
            return now;
        }
        List<Baseline.EpochStart> epochs = new ArrayList<>();
        earlier.epochs().stream()
                .filter(start -> start.first().isBefore(now.from()))
                .forEach(epochs::add);
        int newest = epochs.isEmpty() ? -1 : epochs.getLast().epoch();
        now.epochs().stream().filter(start -> start.epoch() > newest).forEach(epochs::add);
        List<Baseline.Mark> marks = new ArrayList<>();
        earlier.marks().stream()
                .filter(mark -> mark.last().isBefore(now.from()))
                .forEach(marks::add);
        marks.addAll(now.marks());
        boolean gapless = now.from().compareTo(earlier.to()) <= 0;
        return thinned(new Baseline(
                now.partition(),
                now.streamId(),
                now.atMillis(),
                earlier.from(),
                now.to(),
                gapless && earlier.dense() && now.dense(),
                epochs,
                marks));
    }

    /// With a sample of its marks, of which the last always is one.
    private static Baseline thinned(Baseline whole) {
        List<Baseline.Mark> marks = whole.marks();
        if (marks.size() <= MOST_MARKS) {
            return whole;
        }
        List<Baseline.Mark> some = new ArrayList<>();
        for (int i = 1; i <= MOST_MARKS; i++) {
            some.add(marks.get((int) ((long) i * marks.size() / MOST_MARKS) - 1));
        }
        return new Baseline(
                whole.partition(),
                whole.streamId(),
                whole.atMillis(),
                whole.from(),
                whole.to(),
                whole.dense(),
                whole.epochs(),
                some);
    }

    private void write(String stream, List<Baseline> baselines) {
        try {
            Files.createDirectories(folder, ownerOnly(folder));
            BaselineFile.write(baselines, file(stream));
        } catch (IOException e) {
            notice.accept("What this scan of " + stream + " saw is not kept for a later one: " + folder
                    + " can't be written (" + e.getMessage() + ").");
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /// Says that the log is right as it is: the next scan is compared with nothing.
    void forget(String stream) throws IOException {
        Files.deleteIfExists(file(stream));
    }

    /// Named by what tells a stream from all others: names may hold anything.
    private Path file(String stream) {
        String all = source.name() + "\n" + source.id() + "\n" + stream;
        return folder.resolve(UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)) + ".jsonl");
    }
}
