package dev.lacuna.source;

import java.util.Optional;

/// The kinds of source that this program can open.
public final class Sources {

    private final Iterable<SourceProvider> providers;

    /// @param providers asked one after another, and no further than needed: to look for the next one may mean to open
    ///     every library
    public Sources(Iterable<SourceProvider> providers) {
        this.providers = providers;
    }

    public StreamSource open(SourceSpec spec) throws SourceException {
        Optional<SourceProvider> provider = providerOf(spec.uri());
        if (provider.isPresent()) {
            return provider.get().open(spec);
        }
        throw new SourceException(
                SourceException.Kind.UNSUPPORTED,
                "'" + spec.uri()
                        + "' is no address of a source. Use kafka://HOST:PORT[,HOST:PORT], segments:DIR or a"
                        + " profile's name.",
                false,
                null);
    }

    /// See [SourceProvider#warmUp()]; does nothing where nobody accepts the address.
    public void warmUp(String uri) {
        providerOf(uri).ifPresent(SourceProvider::warmUp);
    }

    /// Locked, because a service loader is not made for several threads.
    private synchronized Optional<SourceProvider> providerOf(String uri) {
        for (SourceProvider provider : providers) {
            if (provider.accepts(uri)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }
}
