package dev.lacuna.ui.connect;

import dev.lacuna.settings.Profile;
import dev.lacuna.settings.ProfileFile;
import dev.lacuna.settings.Secrets;
import dev.lacuna.settings.SettingsException;
import dev.lacuna.source.Access;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.ui.connect.ConnectOrder.NewProfile;
import dev.lacuna.ui.kit.Texts;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A connection while it is put together: fields for what most clusters need over whatever client properties were
/// loaded or pasted. It knows no node, and gives away no secret but to who connects.
public final class ConnectForm {

    static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    static final List<String> MECHANISMS = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER", "GSSAPI");

    private static final Texts TEXTS = Texts.of(ConnectForm.class);
    private static final int LAST_PORT = 65_535;
    private static final String SERVERS = "bootstrap.servers";
    private static final String PROTOCOL = "security.protocol";
    private static final String MECHANISM = "sasl.mechanism";
    private static final String LOGIN = "sasl.jaas.config";
    private static final String STORE = "ssl.truststore.location";
    private static final String STORE_TYPE = "ssl.truststore.type";
    private static final String STORE_PASSWORD = "ssl.truststore.password";
    private static final String MODULES = "org.apache.kafka.common.security.";

    private final StringProperty servers = new SimpleStringProperty(this, "servers", "");
    private final StringProperty protocol = new SimpleStringProperty(this, "protocol", PROTOCOLS.getFirst());
    private final StringProperty mechanism = new SimpleStringProperty(this, "mechanism", MECHANISMS.getFirst());
    private final StringProperty user = new SimpleStringProperty(this, "user", "");
    private final StringProperty password = new SimpleStringProperty(this, "password", "");
    private final StringProperty store = new SimpleStringProperty(this, "store", "");
    private final StringProperty storePassword = new SimpleStringProperty(this, "storePassword", "");
    private final BooleanProperty readOnly = new SimpleBooleanProperty(this, "readOnly", false);
    private final BooleanProperty production = new SimpleBooleanProperty(this, "production", false);
    private final BooleanProperty saving = new SimpleBooleanProperty(this, "saving", false);
    private final StringProperty profileName = new SimpleStringProperty(this, "profileName", "");
    private final ReadOnlyObjectWrapper<SortedMap<String, String>> loaded =
            new ReadOnlyObjectWrapper<>(new TreeMap<>());
    private String file = "";
    private Map<String, String> asLoaded = Map.of();
    private final StringBinding problem =
            Bindings.createStringBinding(() -> problemOf(servers.get().strip()), servers);
    private final StringBinding nameProblem = Bindings.createStringBinding(
            () -> !saving.get() || ProfileFile.isName(profileName.get().strip()) ? "" : TEXTS.get("profile.badname"),
            saving,
            profileName);
    private final BooleanBinding ready = Bindings.createBooleanBinding(
            () -> problem.get().isEmpty()
                    && nameProblem.get().isEmpty()
                    && !servers.get().isBlank(),
            problem,
            nameProblem,
            servers);

    StringProperty serversProperty() {
        return servers;
    }

    StringProperty protocolProperty() {
        return protocol;
    }

    StringProperty mechanismProperty() {
        return mechanism;
    }

    StringProperty userProperty() {
        return user;
    }

    StringProperty passwordProperty() {
        return password;
    }

    StringProperty storeProperty() {
        return store;
    }

    StringProperty storePasswordProperty() {
        return storePassword;
    }

    BooleanProperty readOnlyProperty() {
        return readOnly;
    }

    BooleanProperty productionProperty() {
        return production;
    }

    BooleanProperty savingProperty() {
        return saving;
    }

    StringProperty profileNameProperty() {
        return profileName;
    }

    /// What is wrong with the servers as typed so far, for people; empty when nothing is.
    StringBinding problemBinding() {
        return problem;
    }

    StringBinding nameProblemBinding() {
        return nameProblem;
    }

    BooleanBinding readyBinding() {
        return ready;
    }

    /// Properties that no field shows, each as it may be shown.
    SortedMap<String, String> others() {
        SortedMap<String, String> shown = new TreeMap<>();
        loaded.get().forEach((key, value) -> {
            if (!key.equals(LOGIN) || user.get().isEmpty()) {
                shown.put(key, Secrets.shown(key, value));
            }
        });
        return shown;
    }

    ReadOnlyObjectProperty<SortedMap<String, String>> loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /// Whether a login was loaded, so that no user need be typed.
    boolean hasLogin() {
        return loaded.get().containsKey(LOGIN);
    }

    /// Takes a property that no field shows off again.
    void remove(String key) {
        SortedMap<String, String> rest = new TreeMap<>(loaded.get());
        rest.remove(key);
        loaded.set(rest);
    }

    /// Starts anew from a file's properties.
    ///
    /// @param newFile where they were read from; empty where they were pasted
    void load(String newFile, Map<String, String> properties) {
        SortedMap<String, String> rest = new TreeMap<>(properties);
        file = newFile;
        servers.set(taken(rest, SERVERS, servers.get()).replaceAll("\\s+", ""));
        protocol.set(taken(rest, PROTOCOL, PROTOCOLS.getFirst()));
        // what clients take by default, where properties ask for a login and don't say which
        mechanism.set(taken(rest, MECHANISM, isSasl() ? "GSSAPI" : MECHANISMS.getFirst()));
        store.set(taken(rest, STORE, ""));
        user.set("");
        password.set("");
        storePassword.set("");
        readOnly.set(Boolean.parseBoolean(taken(rest, "lacuna.readonly", "false")));
        String environment = taken(rest, "lacuna.environment", "");
        production.set(environment.equalsIgnoreCase("production") || environment.equalsIgnoreCase("prod"));
        loaded.set(rest);
        saving.set(newFile.isEmpty() && !properties.isEmpty());
        asLoaded = profile();
    }

    /// What somebody has pasted as lines of a properties file.
    ///
    /// @return false where there is no property in it
    boolean paste(String text) {
        var lines = new Properties();
        try {
            lines.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
        Map<String, String> properties = new TreeMap<>();
        lines.stringPropertyNames().stream()
                .filter(key -> key.contains("."))
                .forEach(key -> properties.put(key, lines.getProperty(key)));
        if (properties.isEmpty()) {
            return false;
        }
        load("", properties);
        return true;
    }

    /// Starts from what was opened before.
    void fill(ConnectRequest request) {
        load("", Map.of());
        servers.set(request.servers());
        readOnly.set(request.readOnly());
        saving.set(false);
        asLoaded = profile();
    }

    private static String taken(Map<String, String> properties, String key, String otherwise) {
        String value = properties.remove(key);
        return value == null ? otherwise : value.strip();
    }

    boolean hasTls() {
        return protocol.get().endsWith("SSL");
    }

    boolean hasLoginByName() {
        return isSasl() && (mechanism.get().equals("PLAIN") || mechanism.get().startsWith("SCRAM"));
    }

    boolean isSasl() {
        return protocol.get().startsWith("SASL");
    }

    /// The file that the properties are still the same as; empty where there is none, or they were altered.
    String unalteredFile() {
        return asLoaded.equals(profile()) ? file : "";
    }

    String file() {
        return file;
    }

    /// Client properties without the servers.
    private Map<String, String> client() {
        Map<String, String> properties = new TreeMap<>(loaded.get());
        if (!protocol.get().equals(PROTOCOLS.getFirst())) {
            properties.put(PROTOCOL, protocol.get());
        }
        if (isSasl()) {
            properties.put(MECHANISM, mechanism.get());
            if (hasLoginByName() && !user.get().isEmpty()) {
                String module = mechanism.get().equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
                properties.put(
                        LOGIN,
                        MODULES + module + " required username=" + quoted(user.get()) + " password="
                                + quoted(password.get()) + ";");
            }
        }
        String place = store.get().strip();
        if (hasTls() && !place.isEmpty()) {
            properties.put(STORE, place);
            properties.putIfAbsent(STORE_TYPE, typeOf(place));
            if (!storePassword.get().isEmpty()) {
                properties.put(STORE_PASSWORD, storePassword.get());
            }
        }
        return properties;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String typeOf(String place) {
        String name = place.toLowerCase(java.util.Locale.ROOT);
        if (name.endsWith(".pem") || name.endsWith(".crt") || name.endsWith(".cer")) {
            return "PEM";
        }
        return name.endsWith(".jks") ? "JKS" : "PKCS12";
    }

    /// As it would be saved.
    private Map<String, String> profile() {
        Map<String, String> properties = new TreeMap<>(client());
        properties.put(SERVERS, servers.get().strip());
        if (readOnly.get()) {
            properties.put("lacuna.readonly", "true");
        }
        if (production.get()) {
            properties.put("lacuna.environment", "production");
        }
        return properties;
    }

    /// How to reach what is put together.
    SourceSpec spec() {
        String uri = ConnectRequest.address(servers.get().strip());
        String by = saving.get() ? profileName.get().strip() : production.get() ? uri : "";
        return new SourceSpec(uri, withoutOwnKeys(client()), new Access(readOnly.get(), by, production.get()));
    }

    /// Own keys say how payloads are read, or stay in the profile.
    private static Map<String, String> withoutOwnKeys(Map<String, String> properties) {
        try {
            return Profile.of("", properties).clientWithoutServers();
        } catch (SettingsException e) {
            throw new IllegalStateException("what says of writing was taken out before", e);
        }
    }

    /// What is to be opened and kept; to be asked for when ready.
    ConnectOrder order() {
        String same = unalteredFile();
        boolean plain =
                profile().keySet().stream().allMatch(key -> key.equals(SERVERS) || key.equals("lacuna.readonly"));
        Optional<NewProfile> saved = saving.get()
                ? Optional.of(new NewProfile(profileName.get().strip(), profile(), false))
                : Optional.empty();
        Optional<ConnectRequest> recent = Optional.empty();
        if (saved.isEmpty() && !same.isEmpty()) {
            recent = Optional.of(new ConnectRequest("", same, readOnly.get()));
        } else if (saved.isEmpty() && plain) {
            recent = Optional.of(new ConnectRequest(servers.get().strip(), "", readOnly.get()));
        }
        return new ConnectOrder(spec(), recent, saved);
    }

    private static String problemOf(String text) {
        if (text.isEmpty() || text.startsWith(ConnectRequest.FOLDER)) {
            return "";
        }
        int scheme = text.indexOf("://");
        for (String server : text.substring(scheme < 0 ? 0 : scheme + 3).split(",", -1)) {
            String one = server.strip();
            int colon = one.lastIndexOf(':');
            if (colon <= 0) {
                return TEXTS.get("servers.noport", one.isEmpty() ? "," : one);
            }
            if (!isPort(one.substring(colon + 1))) {
                return TEXTS.get("servers.badport", one.substring(colon + 1));
            }
        }
        return "";
    }

    private static boolean isPort(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int port = Integer.parseInt(digits);
        return port > 0 && port <= LAST_PORT;
    }

    /// Nothing: what stands here may be secret.
    @Override
    public String toString() {
        return "ConnectForm";
    }
}
