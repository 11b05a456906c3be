package dev.lacuna.decode.schema;

import dev.lacuna.decode.protobuf.ProtoFiles;
import dev.lacuna.decode.walk.BadSchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads schema files: `.avsc`, `.proto`, or a descriptor set that `protoc` wrote.
final class LocalSchemas {

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^\\s*import\\s+(?:public\\s+|weak\\s+)?\"([^\"]+)\"\\s*;");
    private static final List<String> DESCRIPTOR_SETS = List.of(".desc", ".pb", ".protoset", ".fds", ".binpb");
    private static final int MOST_IMPORTS = 1_000;
    private static final long LARGEST = 16L << 20;

    private LocalSchemas() {}

    /// @param files what payloads were written with as the last
    static PayloadSchema read(List<Path> files) throws DecodeException {
        Path main = files.getLast();
        String name = main.toString().toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".avsc")) {
                List<String> texts = new ArrayList<>();
                for (Path file : files) {
                    texts.add(Files.readString(sized(file)));
                }
                return AvroSchemas.parse(texts);
            }
            if (name.endsWith(".proto")) {
                return new PayloadSchema.Protobuf(ofSources(files));
            }
            if (DESCRIPTOR_SETS.stream().anyMatch(name::endsWith)) {
                return new PayloadSchema.Protobuf(ProtoFiles.ofDescriptorSet(Files.readAllBytes(sized(main))));
            }
        } catch (BadSchemaException e) {
            throw new DecodeException("The schema file " + main + " can't be used: " + e.getMessage() + ".", e);
        } catch (NoSuchFileException e) {
            throw new DecodeException("There is no schema file " + e.getFile() + ".", e);
        } catch (IOException e) {
            throw new DecodeException("The schema file " + main + " can't be read: " + e.getMessage() + ".", e);
        }
        throw new DecodeException(
                "The schema file " + main
                        + " is of no known kind: give .avsc, .proto, or a descriptor set (.desc) made by"
                        + " protoc --include_imports --descriptor_set_out=FILE.desc FILE.proto.",
                null);
    }

    private static Path sized(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("it is larger than any schema");
        }
        return file;
    }

    private static ProtoFiles ofSources(List<Path> files) throws IOException, BadSchemaException {
        Map<String, String> sources = new LinkedHashMap<>();
        Path main = files.getLast();
        for (Path file : files) {
            String text = Files.readString(sized(file));
            sources.put(String.valueOf(file.getFileName()), text);
            addImports(file, text, sources);
        }
        return ProtoFiles.ofSources(String.valueOf(main.getFileName()), sources);
    }

    /// An import names a path below some folder that the importing file lies in, however deep.
    private static void addImports(Path file, String text, Map<String, String> sources) throws IOException {
        Matcher imports = IMPORT.matcher(text);
        while (imports.find() && sources.size() < MOST_IMPORTS) {
            String path = imports.group(1);
            Path found = sources.containsKey(path) ? null : find(file, path);
            if (found != null) {
                String imported = Files.readString(sized(found));
                sources.put(path, imported);
                addImports(found, imported, sources);
            }
        }
    }

    private static @Nullable Path find(Path file, String path) {
        for (Path folder = file.toAbsolutePath().getParent(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve(path);
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
