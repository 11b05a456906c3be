package dev.lacuna.investigation;

import dev.lacuna.report.WholeFile;
import dev.lacuna.settings.Profile;
import dev.lacuna.settings.SettingsException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which cluster each profile led to when it was last used, kept beside the journal. By that a profile guards its
/// cluster also where somebody comes by an address that nothing names: past a load balancer, or by a number.
///
/// It is for profiles whose servers are the same as then. One that was never used is known by its servers alone. Safe
/// from any thread; of two processes that write at once one may be forgotten until its profile is used again.
final class KnownClusters {

    static final String NAME = "clusters.properties";

    private static final Logger LOG = LoggerFactory.getLogger(KnownClusters.class);

    private final Path file;

    KnownClusters(Path folder) {
        this.file = folder.resolve(NAME);
    }

    synchronized void note(Profile profile, String cluster) {
        if (cluster.isEmpty() || isOf(profile, cluster)) {
            return;
        }
        Properties known = read();
        known.setProperty(profile.name(), text(profile, cluster));
        var text = new StringWriter();
        try {
            known.store(text, null);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            WholeFile.<IOException>write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            LOG.warn("the cluster of profile '{}' could not be noted in {}", profile.name(), file, e);
        }
    }

    /// The profiles that led to that cluster by the servers that they name now.
    ///
    /// @param profiles the folder with the profiles
    /// @throws SettingsException when what one of them says of writing can't be understood
    synchronized List<Profile> profilesOf(String cluster, Path profiles) throws SettingsException {
        Properties known = read();
        List<Profile> found = new ArrayList<>();
        for (String name : new TreeSet<>(known.stringPropertyNames())) {
            boolean led = String.valueOf(known.getProperty(name)).startsWith(cluster + " ");
            if (led && Files.isRegularFile(profiles.resolve(name + ".properties"))) {
                Profile profile = Profile.load(name, profiles);
                if (isOf(profile, cluster)) {
                    found.add(profile);
                }
            }
        }
        return found;
    }

    private boolean isOf(Profile profile, String cluster) {
        return !cluster.isEmpty() && text(profile, cluster).equals(read().getProperty(profile.name()));
    }

    private static String text(Profile profile, String cluster) {
        return cluster + " " + profile.servers();
    }

    private Properties read() {
        var known = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                known.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("{} can't be read: profiles guard by their servers alone", file, e);
                known.clear();
            }
        }
        return known;
    }
}
