package dev.lacuna.source.kafka;

import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// What is wrong between the security settings of a client and its broker, in words for people: Kafka's own say little
/// ("SSL handshake failed"), or quote a login with the password in it.
final class SecurityFailures {

    private static final String STORE = "Failed to load SSL keystore";
    private static final int DEEPEST = 20;

    private SecurityFailures() {}

    /// The reason with what to do about it; empty where the failure is of another sort.
    static Optional<String> reasonOf(Throwable failure) {
        List<Throwable> chain = chainOf(failure);
        if (chain.stream().anyMatch(cause -> messageOf(cause).contains("'KafkaClient' entry"))) {
            return Optional.of("sasl.jaas.config is missing: it holds the login for SASL.");
        }
        if (mayQuoteSecrets(failure)) {
            return Optional.of("sasl.jaas.config can't be read; it is not quoted here, for it may hold a password."
                    + " Write it as MODULE required NAME=\"VALUE\" NAME=\"VALUE\"; with the semicolon at its end.");
        }
        // the deepest: one may be wrapped in another of the same words
        for (Throwable cause : chain.reversed()) {
            if (cause instanceof KafkaException && messageOf(cause).startsWith(STORE)) {
                return Optional.of(store(messageOf(cause), cause.getCause()));
            }
        }
        for (Throwable cause : chain) {
            if (cause instanceof LoginException) {
                return Optional.of(sentence("the login failed: " + messageOf(cause))
                        + " Check sasl.* in the client properties; for OAUTHBEARER also that its token"
                        + " endpoint answers.");
            }
        }
        Throwable root = chain.getLast();
        return chain.stream().anyMatch(SSLException.class::isInstance)
                ? Optional.of(handshake(chain, root))
                : Optional.empty();
    }

    /// Whether its words may hold a password, so that it must not even be logged.
    static boolean mayQuoteSecrets(Throwable failure) {
        return chainOf(failure).stream().anyMatch(cause -> messageOf(cause).contains("JAAS"));
    }

    private static String store(String what, @Nullable Throwable why) {
        String reason =
                why instanceof NoSuchFileException ? "there is no such file" : why == null ? "" : messageOf(why);
        return sentence(what + ": " + reason)
                + " Check location, type and password of the store in ssl.truststore.* and ssl.keystore.*.";
    }

    private static String handshake(List<Throwable> chain, Throwable root) {
        if (chain.stream().anyMatch(CertPathBuilderException.class::isInstance)) {
            return "the broker's certificate is not trusted: nobody in the truststore has signed it."
                    + " Check ssl.truststore.* in the client properties; without one only public authorities count.";
        }
        if (root instanceof CertificateException) {
            return sentence("the broker's certificate does not fit: " + messageOf(root))
                    + " Connect by a name that stands in it, or have the broker announce one (advertised.listeners).";
        }
        if (messageOf(root).contains("alert")) {
            return sentence("the broker refuses this client's side of the TLS handshake: " + messageOf(root))
                    + " Check ssl.keystore.*, which proves who you are, and ssl.enabled.protocols.";
        }
        return sentence("the TLS handshake failed: " + messageOf(root))
                + " Check that the port is one for TLS, and ssl.* in the client properties.";
    }

    private static List<Throwable> chainOf(Throwable failure) {
        var chain = new ArrayList<Throwable>();
        for (Throwable cause = failure; cause != null && chain.size() < DEEPEST; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    /// Some messages go on with a whole trace.
    static String firstLine(String message) {
        return message.strip()
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^(?:(?:[a-z]\\w*\\.)+\\w+Exception: )+(?=.)", "");
    }

    private static String messageOf(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : firstLine(message);
    }
}
