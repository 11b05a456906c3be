package dev.lacuna.launch;

import dev.lacuna.ui.shell.Note;
import dev.lacuna.ui.shell.Notes;
import dev.lacuna.ui.timeline.Axis;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/// Notes in a file per source that only its owner can read. A note that can't be read back is passed over; the others
/// stay.
record KeptNotes(Path folder) implements Notes {

    @Override
    public List<Note> load(String source) throws IOException {
        Path file = file(source);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        List<Note> notes = new ArrayList<>();
        for (int i = 0; properties.containsKey(i + ".id"); i++) {
            try {
                notes.add(note(properties, i + "."));
            } catch (IllegalArgumentException e) {
                continue; // written by hand, or by a later version
            }
        }
        return notes;
    }

    private static Note note(Properties properties, String prefix) {
        String numbers = properties.getProperty(prefix + "partitions", "");
        return new Note(
                properties.getProperty(prefix + "id", ""),
                properties.getProperty(prefix + "stream", ""),
                Arrays.stream(numbers.split(",", -1))
                        .filter(number -> !number.isBlank())
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet()),
                Axis.valueOf(properties.getProperty(prefix + "axis", "")),
                Long.parseLong(properties.getProperty(prefix + "from", "")),
                Long.parseLong(properties.getProperty(prefix + "to", "")),
                properties.getProperty(prefix + "text", ""),
                Long.parseLong(properties.getProperty(prefix + "written", "")));
    }

    @Override
    public void save(String source, List<Note> notes) throws IOException {
        var properties = new Properties();
        for (int i = 0; i < notes.size(); i++) {
            Note note = notes.get(i);
            String prefix = i + ".";
            properties.setProperty(prefix + "id", note.id());
            properties.setProperty(prefix + "stream", note.stream());
            properties.setProperty(
                    prefix + "partitions",
                    note.partitions().stream().sorted().map(String::valueOf).collect(Collectors.joining(",")));
            properties.setProperty(prefix + "axis", note.axis().name());
            properties.setProperty(prefix + "from", Long.toString(note.from()));
            properties.setProperty(prefix + "to", Long.toString(note.to()));
            properties.setProperty(prefix + "text", note.text());
            properties.setProperty(prefix + "written", Long.toString(note.writtenMillis()));
        }
        Files.createDirectories(folder);
        Path file = file(source);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            properties.store(writer, null);
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return folder.resolve("notes-" + HexFormat.of().formatHex(digest, 0, 8) + ".properties");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
