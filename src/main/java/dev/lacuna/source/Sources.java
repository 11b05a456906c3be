package dev.lacuna.source;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The kinds of source that this program can open.
public final class Sources {

    private final Iterable<SourceProvider> providers;
    private final SecretRules secrets;

    /// @param providers asked one after another, and no further than needed: to look for the next one may mean to open
    ///     every library
    /// @param secrets where their properties may take secrets from
    public Sources(Iterable<SourceProvider> providers, SecretRules secrets) {
        this.providers = providers;
        this.secrets = secrets;
    }

    public Sources(Iterable<SourceProvider> providers) {
        this(providers, SecretRules.NONE);
    }

    public StreamSource open(SourceSpec spec) throws SourceException {
        return required(spec).open(spec.withProperties(resolved(spec)));
    }

    /// The properties with secrets in the place of what refers to them.
    public Map<String, String> resolved(SourceSpec spec) throws SourceException {
        return required(spec).resolve(spec.properties(), secrets);
    }

    /// Goes the way to a source step by step; what is wrong with it is told as a step, never thrown. It may
    /// block for as long as the outside world does.
    public void check(CheckRequest request, CheckHandler handler) {
        SourceSpec spec = request.spec();
        long start = System.nanoTime();
        try {
            SourceProvider provider = required(spec);
            SourceSpec whole = spec.withProperties(resolved(spec));
            if (provider.check(request.withSpec(whole), handler)) {
                return;
            }
            handler.begun(CheckStep.Kind.OPEN, spec.uri());
            try (StreamSource source = provider.open(whole)) {
                int streams = source.streams().size();
                handler.ended(step(
                        CheckStep.Kind.OPEN,
                        spec,
                        CheckStep.State.OK,
                        "It has " + streams + (streams == 1 ? " topic." : " topics."),
                        start));
            }
        } catch (SourceException e) {
            CheckStep.Kind kind = switch (e.kind()) {
                case ADDRESS, UNSUPPORTED -> CheckStep.Kind.PROPERTIES;
                default -> CheckStep.Kind.OPEN;
            };
            handler.ended(step(kind, spec, CheckStep.State.FAILED, e.getMessage(), start));
        }
    }

    private static CheckStep step(
            CheckStep.Kind kind, SourceSpec spec, CheckStep.State state, String told, long startNanos) {
        return new CheckStep(kind, spec.uri(), state, told, "", Duration.ofNanos(System.nanoTime() - startNanos));
    }

    private SourceProvider required(SourceSpec spec) throws SourceException {
        Optional<SourceProvider> provider = providerOf(spec.uri());
        if (provider.isPresent()) {
            return provider.get();
        }
        throw new SourceException(
                SourceException.Kind.ADDRESS,
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
