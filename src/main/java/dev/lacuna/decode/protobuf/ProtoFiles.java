package dev.lacuna.decode.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.squareup.wire.schema.CoreLoader;
import com.squareup.wire.schema.ErrorCollector;
import com.squareup.wire.schema.Linker;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.internal.SchemaEncoder;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import dev.lacuna.decode.walk.BadSchemaException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Protobuf files with their messages, made of `.proto` sources or of a descriptor set.
public final class ProtoFiles {

    private final List<FileDescriptor> files;

    private ProtoFiles(List<FileDescriptor> files) {
        this.files = List.copyOf(files);
    }

    /// Parses sources.
    ///
    /// @param main the path of the file that is wanted
    /// @param sources by the path under which others import them; Google's own need not be among them
    /// @throws BadSchemaException saying what is wrong
    public static ProtoFiles ofSources(String main, Map<String, String> sources) throws BadSchemaException {
        try {
            List<ProtoFile> parsed = new ArrayList<>();
            sources.forEach((path, text) ->
                    parsed.add(ProtoFile.Companion.get(ProtoParser.Companion.parse(Location.get(path), text))));
            var errors = new ErrorCollector();
            Schema schema = new Linker(CoreLoader.INSTANCE, errors, true, true, List.of()).link(parsed);
            if (!errors.getErrors().isEmpty()) {
                throw new BadSchemaException(firstLine(errors.getErrors().getFirst()), null);
            }
            Map<String, FileDescriptorProto> encoded = new LinkedHashMap<>();
            var encoder = new SchemaEncoder(schema);
            for (ProtoFile file : schema.getProtoFiles()) {
                String path = file.getLocation().getPath();
                encoded.put(
                        path, FileDescriptorProto.parseFrom(encoder.encode(file).toByteArray()));
            }
            return linked(encoded, List.of(main));
        } catch (InvalidProtocolBufferException e) {
            throw new BadSchemaException("it can't be translated", e);
        } catch (RuntimeException e) {
            // the parser tells of mistakes in the text by whatever exception is at hand
            throw new BadSchemaException(firstLine(String.valueOf(e.getMessage())), e);
        }
    }

    /// Reads what `protoc --include_imports --descriptor_set_out=FILE` writes.
    public static ProtoFiles ofDescriptorSet(byte[] bytes) throws BadSchemaException {
        try {
            Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
            FileDescriptorSet.parseFrom(bytes).getFileList().forEach(file -> files.put(file.getName(), file));
            if (files.isEmpty()) {
                throw new BadSchemaException("it is no descriptor set", null);
            }
            return linked(files, List.copyOf(files.keySet()));
        } catch (InvalidProtocolBufferException e) {
            throw new BadSchemaException("it is no descriptor set", e);
        }
    }

    private static ProtoFiles linked(Map<String, FileDescriptorProto> files, List<String> wanted)
            throws BadSchemaException {
        Map<String, FileDescriptor> built = new HashMap<>();
        List<FileDescriptor> linked = new ArrayList<>();
        for (String path : wanted) {
            linked.add(link(path, files, built, 0));
        }
        return new ProtoFiles(linked);
    }

    private static FileDescriptor link(
            String path, Map<String, FileDescriptorProto> files, Map<String, FileDescriptor> built, int depth)
            throws BadSchemaException {
        FileDescriptor known = built.get(path);
        if (known != null) {
            return known;
        }
        FileDescriptorProto file = files.get(path);
        if (file == null || depth > files.size()) {
            throw new BadSchemaException(
                    file == null
                            ? "it imports " + path + ", which is missing: write descriptor sets with --include_imports"
                            : "its imports go in a circle",
                    null);
        }
        List<FileDescriptor> imports = new ArrayList<>();
        for (String imported : file.getDependencyList()) {
            imports.add(link(imported, files, built, depth + 1));
        }
        try {
            FileDescriptor descriptor = FileDescriptor.buildFrom(file, imports.toArray(new FileDescriptor[0]), true);
            built.put(path, descriptor);
            return descriptor;
        } catch (DescriptorValidationException e) {
            throw new BadSchemaException(firstLine(String.valueOf(e.getMessage())), e);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("it can't be understood");
    }

    /// The message that a list of indexes leads to: the first is of the file's own messages, each further one
    /// of those within. Messages that stand for a map's entries are not counted.
    public Optional<MessageType> message(int[] indexes) {
        List<Descriptor> messages = files.getFirst().getMessageTypes();
        Descriptor found = null;
        for (int index : indexes) {
            List<Descriptor> written = messages.stream()
                    .filter(message -> !message.getOptions().getMapEntry())
                    .toList();
            if (index < 0 || index >= written.size()) {
                return Optional.empty();
            }
            found = written.get(index);
            messages = found.getNestedTypes();
        }
        return Optional.ofNullable(found).map(MessageType::of);
    }

    /// The message of that name, with its package or without.
    public Optional<MessageType> message(String name) {
        return messages().stream()
                .filter(message -> message.getFullName().equals(name)
                        || message.getFullName().endsWith("." + name))
                .findFirst()
                .map(MessageType::of);
    }

    /// The names of all messages.
    public List<String> names() {
        return messages().stream().map(Descriptor::getFullName).toList();
    }

    private List<Descriptor> messages() {
        List<Descriptor> all = new ArrayList<>();
        files.forEach(file -> addAll(file.getMessageTypes(), all));
        return all;
    }

    private static void addAll(List<Descriptor> messages, List<Descriptor> all) {
        for (Descriptor message : messages) {
            if (!message.getOptions().getMapEntry() && !message.getFullName().startsWith("google.protobuf.")) {
                all.add(message);
                addAll(message.getNestedTypes(), all);
            }
        }
    }
}
