package dev.lacuna.investigation;

import dev.lacuna.journal.AuditRecord;
import dev.lacuna.journal.Journal;
import dev.lacuna.settings.Profile;
import dev.lacuna.settings.SettingsException;
import dev.lacuna.source.Access;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.Waits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one place that every write passes, of whatever kind and asked for by whomever. It refuses what a profile calls
/// read-only, what is production and was not agreed to by name, and what can't be noted in the audit trail first.
///
/// ```
/// every source is opened here, and closed to writes ──admit──> the same source, open to one write ──end──> closed
///                                                        │
///                                  profiles, confirmation, audit entry
/// ```
public final class WriteGate {

    private final @Nullable Path profiles;
    private final @Nullable Journal journal;
    private final @Nullable KnownClusters clusters;
    private final Consumer<String> notice;

    private WriteGate(@Nullable Path profiles, @Nullable Journal journal, Consumer<String> notice) {
        this.profiles = profiles;
        this.journal = journal;
        this.clusters = journal == null
                ? null
                : new KnownClusters(Objects.requireNonNull(journal.file().getParent()));
        this.notice = notice;
    }

    /// @param profiles the folder with the profiles, which guard the clusters that they name also where somebody comes
    ///     by another way
    /// @param notice told, in words for people, what could not be noted though it went on
    public static WriteGate of(Path profiles, Journal journal, Consumer<String> notice) {
        return new WriteGate(profiles, journal, notice);
    }

    /// For programs that write only into what they have made themselves. It minds what an opened source itself says.
    public static WriteGate withoutJournal() {
        return new WriteGate(null, null, text -> {});
    }

    Optional<Journal> journal() {
        return Optional.ofNullable(journal);
    }

    void tell(String text) {
        notice.accept(text);
    }

    /// Opens a source that nothing can be written to.
    StreamSource open(SourceSpec spec, Sources sources) throws SourceException {
        var source = new GatedSource(Waits.call(Duration.ZERO, () -> sources.open(spec)), null);
        remember(spec, source.info().id());
        return source;
    }

    /// Which cluster a profile leads to, where it has something to guard there.
    private void remember(SourceSpec spec, String cluster) {
        Path folder = profiles;
        KnownClusters known = clusters;
        if (folder == null || known == null) {
            return;
        }
        Set<String> named = all(spec, Set.of());
        Profile.all(folder).stream()
                .filter(profile -> guards(profile) && !profile.servers().isEmpty() && profile.isFor(named))
                .forEach(profile -> known.note(profile, cluster));
    }

    private static boolean guards(Profile profile) {
        return profile.readOnly() || profile.isProduction();
    }

    /// Opens a source that this program has made for itself and will throw away: nothing is kept from it, and
    /// nothing that is done there is anybody's business.
    static StreamSource openOwn(SourceSpec spec, Sources sources) throws SourceException {
        return sources.open(spec);
    }

    /// The names of which one must be typed before anything is written there; empty where none is needed. Reads files.
    ///
    /// @param addresses by which it can be reached besides the one of `spec`
    /// @param cluster its id
    public List<String> namesToConfirm(SourceSpec spec, Set<String> addresses, String cluster) throws SourceException {
        // the one that it was opened by comes first: that is what it is called
        Set<String> names = new LinkedHashSet<>();
        if (spec.access().production()) {
            names.add(spec.access().by());
        }
        naming(spec, addresses, cluster).stream()
                .filter(Profile::isProduction)
                .map(Profile::name)
                .sorted()
                .forEach(names::add);
        return List.copyOf(names);
    }

    /// Refuses a write before anything is read for it: a refusal must not take as long as the work.
    ///
    /// @param addresses by which it can be reached besides the one of `spec`
    /// @param cluster its id
    /// @throws SourceException READ_ONLY, or UNCONFIRMED with what to type
    void check(SourceSpec spec, Set<String> addresses, String cluster) throws SourceException {
        Access access = spec.access();
        if (access.readOnly()) {
            throw refused(
                    Kind.READ_ONLY,
                    spec.uri() + " is opened read-only: nothing was written. Use a profile that allows writing.");
        }
        Optional<Profile> closed = naming(spec, addresses, cluster).stream()
                .filter(Profile::readOnly)
                .findFirst();
        if (access.by().isEmpty() && closed.isPresent()) {
            // what was named says itself whether it may write; a bare address says nothing
            throw refused(
                    Kind.READ_ONLY,
                    "The profile '" + closed.get().name() + "' says that " + spec.uri()
                            + " is read-only: nothing was written. To write there all the same, name what to write with:"
                            + " --profile NAME or --command-config FILE.");
        }
        List<String> names = namesToConfirm(spec, addresses, cluster);
        if (!names.isEmpty() && !names.contains(access.confirmed())) {
            throw refused(Kind.UNCONFIRMED, unconfirmed(spec, names));
        }
    }

    private static String unconfirmed(SourceSpec spec, List<String> names) {
        String typed = spec.access().confirmed();
        return spec.uri() + " is production, '" + String.join("' or '", names) + "': nothing was written. "
                + (typed.isEmpty() ? "" : "'" + typed + "' is not its name. ")
                + "If it is meant, say so by its name: --confirm-cluster " + names.getFirst();
    }

    /// Lets one write pass: the same source, open until the write is ended. Its entry in the audit trail is made
    /// when it first writes, before that.
    ///
    /// @param intent what the audit trail says of it, see [AuditRecord.Moment#BEGUN]
    AdmittedWrite admit(StreamSource source, SourceSpec spec, AuditRecord intent) throws SourceException {
        check(spec, source.addresses(), source.info().id());
        if (source.isReadOnly()) {
            throw refused(
                    Kind.READ_ONLY,
                    source.info().name() + " is a " + source.info().product()
                            + ", which is only ever read: nothing was written. Repair a cluster.");
        }
        return new AdmittedWrite(this, source, intent);
    }

    /// The profiles that are meant for a cluster, by one of its addresses or by its id.
    private List<Profile> naming(SourceSpec spec, Set<String> addresses, String cluster) throws SourceException {
        Path folder = profiles;
        KnownClusters known = clusters;
        if (folder == null) {
            return List.of();
        }
        try {
            List<Profile> named = new ArrayList<>(Profile.naming(all(spec, addresses), folder));
            for (Profile profile : known == null ? List.<Profile>of() : known.profilesOf(cluster, folder)) {
                if (!named.contains(profile)) {
                    named.add(profile);
                }
            }
            return named;
        } catch (SettingsException e) {
            throw new SourceException(
                    Kind.READ_ONLY, e.getMessage() + " Nothing was written to " + spec.uri() + ".", false, e);
        }
    }

    private static Set<String> all(SourceSpec spec, Collection<String> addresses) {
        Set<String> all = new LinkedHashSet<>(addresses);
        String rest = spec.uri().substring(spec.uri().indexOf("://") + 1).replaceFirst("^/+", "");
        all.addAll(List.of(rest.replaceFirst("/$", "").split(",", -1)));
        return all;
    }

    private static SourceException refused(Kind kind, String message) {
        return new SourceException(kind, message, false, null);
    }
}
