package dev.lacuna.source.segments;

import dev.lacuna.model.Damage;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks whether a segment's indexes are what they should be.
final class IndexCheck {

    /// Opens an index.
    private interface Opener {
        IndexFile open(Path file) throws IOException;
    }

    private IndexCheck() {}

    /// What is wrong with them; a missing one is no matter of this look.
    static List<Damage> of(Segment segment) throws ClosedByInterruptException {
        var damages = new ArrayList<Damage>();
        add(damages, segment, PartitionFiles.INDEX, IndexFile::ofOffsets);
        add(damages, segment, PartitionFiles.TIME_INDEX, IndexFile::ofTimes);
        Path transactions = segment.beside(PartitionFiles.TRANSACTION_INDEX);
        String problem = TransactionIndex.problemOf(transactions);
        if (problem != null) {
            damages.add(FolderNotes.brokenIndex(transactions, problem));
        }
        return damages;
    }

    private static void add(List<Damage> damages, Segment segment, String suffix, Opener opener)
            throws ClosedByInterruptException {
        Path file = segment.beside(suffix);
        String problem = problemOf(file, segment, opener);
        if (problem != null && segment.last()) {
            problem = problemOf(file, segment, opener); // a broker may have written on between the two files
        }
        if (problem != null) {
            damages.add(FolderNotes.brokenIndex(file, problem));
        }
    }

    private static @Nullable String problemOf(Path file, Segment segment, Opener opener)
            throws ClosedByInterruptException {
        try (IndexFile index = opener.open(file)) {
            return index.problem(Files.size(segment.log())).orElse(null);
        } catch (NoSuchFileException e) {
            return null;
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return "can't be read (" + FolderFailures.reasonOf(e) + ")";
        }
    }
}
