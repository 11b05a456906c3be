package dev.lacuna.source.segments;

import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceInfo;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/// Opens `segments:` addresses. Of the client properties those say something here that tell how a topic is kept (see
/// [TopicSettings]), and `check.crcs`; the others are for clients of a broker, and passed over.
public final class SegmentSourceProvider implements SourceProvider {

    @Override
    public boolean accepts(String uri) {
        return SegmentAddress.accepts(uri);
    }

    @Override
    public StreamSource open(SourceSpec spec) throws SourceException {
        SegmentAddress address = SegmentAddress.parse(spec.uri());
        LogFolder folder = address.open();
        var info = new SourceInfo(address.uri(), idOf(folder), 0, "Kafka log folder");
        boolean checking = !"false"
                .equalsIgnoreCase(
                        spec.properties().getOrDefault("check.crcs", "true").strip());
        return new SegmentSource(info, new FolderView(folder, address.uri(), spec.properties()), checking);
    }

    /// The cluster's, so that an event is the same one wherever it is read; else one that the path gives.
    private static String idOf(LogFolder folder) {
        return folder.dataFolders().stream()
                .flatMap(data -> data.clusterId().stream())
                .findFirst()
                .orElseGet(() -> hash(folder.path()));
    }

    private static String hash(Path path) {
        return UUID.nameUUIDFromBytes(path.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
