package dev.lacuna.source;

import java.util.List;

/// The kinds of source that this program can open.
public final class Sources {

    private final List<SourceProvider> providers;

    public Sources(Iterable<SourceProvider> providers) {
        var list = new java.util.ArrayList<SourceProvider>();
        providers.forEach(list::add);
        this.providers = List.copyOf(list);
    }

    public StreamSource open(SourceSpec spec) throws SourceException {
        for (SourceProvider provider : providers) {
            if (provider.accepts(spec.uri())) {
                return provider.open(spec);
            }
        }
        throw new SourceException(
                SourceException.Kind.UNSUPPORTED,
                "'" + spec.uri()
                        + "' is no address of a source. Use kafka://HOST:PORT[,HOST:PORT], segments:DIR or a"
                        + " profile's name.",
                false,
                null);
    }
}
