package dev.lacuna.bench;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.Stylesheet;

/// Puts beside each stylesheet of the packaged window its binary form, which JavaFX looks for first and need not
/// parse. A program that is run from its classes has none, and shows at once what was changed in a stylesheet.
final class BinaryStylesheets {

    private static final String WINDOW = "/dev/lacuna/ui";
    private static final String TEXT = ".css";
    private static final String BINARY = ".bss";

    private BinaryStylesheets() {}

    static void add(Path jar) throws IOException {
        Path css = Files.createTempFile("stylesheet", TEXT);
        Path bss = Files.createTempFile("stylesheet", BINARY);
        try (FileSystem entries = FileSystems.newFileSystem(jar)) {
            for (Path sheet : sheets(entries.getPath(WINDOW))) {
                Files.copy(sheet, css, StandardCopyOption.REPLACE_EXISTING);
                Stylesheet.convertToBinary(css.toFile(), bss.toFile());
                String name = sheet.getFileName().toString().replace(TEXT, BINARY);
                Files.copy(bss, sheet.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.delete(css);
            Files.delete(bss);
        }
    }

    private static List<Path> sheets(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(TEXT)).toList();
        }
    }
}
