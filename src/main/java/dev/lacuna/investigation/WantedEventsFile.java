package dev.lacuna.investigation;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.report.RecordsFile;
import dev.lacuna.report.RecordsFileException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads lists of events that somebody has put into a file, one in a line. Empty lines count for nothing.
public final class WantedEventsFile {

    private static final Pattern ORIGIN = Pattern.compile("(?:(?:([^/]*)/)?([^/]*)/)?(\\d{1,9})@(\\d{1,18})");

    private WantedEventsFile() {}

    /// Ids, one in a line; or records as they were exported, of which the ids are taken.
    ///
    /// @param extractor how an event's id is read
    /// @throws IllegalArgumentException with a sentence for people
    public static WantedEvents ids(Path file, String extractor) throws IOException {
        if (Files.isRegularFile(file) && RecordsFile.looksLikeOne(file)) {
            return exportedIds(file, extractor);
        }
        Set<Bytes> ids = new HashSet<>();
        for (String line : lines(file)) {
            if (!line.isEmpty()) {
                ids.add(Bytes.utf8(line));
            }
        }
        requireSome(file, !ids.isEmpty());
        return new WantedEvents.Ids(extractor, ids);
    }

    /// Places, one in a line; or records as they were exported, of which the places are taken.
    ///
    /// @param stream the one that is read: what stands in another is refused, since its positions mean other events
    /// @throws IllegalArgumentException with a sentence for people
    public static WantedEvents origins(Path file, String stream) throws IOException {
        if (Files.isRegularFile(file) && RecordsFile.looksLikeOne(file)) {
            return exported(file, stream);
        }
        Map<Integer, TreeSet<Long>> offsets = new HashMap<>();
        Set<String> clusters = new TreeSet<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            Matcher origin = ORIGIN.matcher(line);
            if (!origin.matches()) {
                throw new IllegalArgumentException(file + ", line " + (i + 1) + ": '" + shorten(line)
                        + "' names no event. Write PARTITION@POSITION, as 3@41207.");
            }
            String place = origin.group(2);
            if (place != null && !place.equals(stream)) {
                throw new IllegalArgumentException(file + ", line " + (i + 1) + ": '" + shorten(line)
                        + "' stands in another topic than '" + stream + "', which is to be read.");
            }
            if (origin.group(1) != null) {
                clusters.add(origin.group(1));
            }
            offsets.computeIfAbsent(Integer.valueOf(origin.group(3)), partition -> new TreeSet<>())
                    .add(Long.valueOf(origin.group(4)));
        }
        requireSome(file, !offsets.isEmpty());
        return new WantedEvents.Positions(offsets, clusters);
    }

    /// Every record must have one: a list that lacks some would pass for whole.
    private static WantedEvents exportedIds(Path file, String extractor) throws IOException {
        Set<Bytes> ids = new HashSet<>();
        try {
            KeptRecords records = KeptRecords.of(file);
            FieldReader reader = records.ids(extractor);
            records.read(kept -> {
                Event event = kept.event();
                Bytes id = reader.read(event).id();
                if (id == null) {
                    throw new IllegalArgumentException(file + ": the record at "
                            + event.partition().stream().name() + "/"
                            + event.partition().number() + "@" + event.position() + " has no id by " + extractor
                            + ". Records of the topic that is read are also found by their places: --origins.");
                }
                ids.add(id.compact());
                return true;
            });
        } catch (RecordsFileException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        requireSome(file, !ids.isEmpty());
        return new WantedEvents.Ids(extractor, ids);
    }

    /// Those that stand in a file of records.
    private static WantedEvents exported(Path file, String stream) throws IOException {
        Map<Integer, TreeSet<Long>> offsets = new HashMap<>();
        try {
            RecordsFile.read(file, "", kept -> {
                PartitionRef partition = kept.event().partition();
                if (!partition.stream().name().equals(stream)) {
                    throw new IllegalArgumentException(file + " holds records of '" + partition.stream()
                            + "', and not only of '" + stream + "', which is to be read.");
                }
                offsets.computeIfAbsent(partition.number(), number -> new TreeSet<>())
                        .add(kept.event().position().asOffset());
                return true;
            });
        } catch (RecordsFileException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        requireSome(file, !offsets.isEmpty());
        return new WantedEvents.Positions(offsets, Set.of());
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            if (!lines.isEmpty()) {
                lines.set(0, lines.getFirst().replaceFirst("^\uFEFF", "")); // as spreadsheets write it
            }
            return lines;
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + " is not UTF-8.", e);
        }
    }

    private static void requireSome(Path file, boolean any) {
        if (!any) {
            throw new IllegalArgumentException(file + " names no event.");
        }
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
