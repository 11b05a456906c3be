package dev.lacuna.ui.connect;

import dev.lacuna.ui.kit.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What was typed into the connect form, and what is wrong with it.
final class ConnectForm {

    private static final Texts TEXTS = Texts.of(ConnectForm.class);
    private static final int LAST_PORT = 65_535;

    private final StringProperty servers = new SimpleStringProperty(this, "servers", "");
    private final StringProperty propertiesFile = new SimpleStringProperty(this, "propertiesFile", "");
    private final BooleanProperty readOnly = new SimpleBooleanProperty(this, "readOnly", false);
    private final StringBinding problem =
            Bindings.createStringBinding(() -> problemOf(servers.get().strip()), servers);
    private final BooleanBinding ready = Bindings.createBooleanBinding(
            () -> problem.get().isEmpty()
                    && !(servers.get().isBlank() && propertiesFile.get().isBlank()),
            problem,
            servers,
            propertiesFile);

    StringProperty serversProperty() {
        return servers;
    }

    StringProperty propertiesFileProperty() {
        return propertiesFile;
    }

    BooleanProperty readOnlyProperty() {
        return readOnly;
    }

    /// What is wrong with the servers as typed so far, for people; empty when nothing is.
    StringBinding problemBinding() {
        return problem;
    }

    BooleanBinding readyBinding() {
        return ready;
    }

    ConnectRequest request() {
        return new ConnectRequest(servers.get().strip(), propertiesFile.get().strip(), readOnly.get());
    }

    void fill(ConnectRequest request) {
        servers.set(request.servers());
        propertiesFile.set(request.propertiesFile());
        readOnly.set(request.readOnly());
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
}
