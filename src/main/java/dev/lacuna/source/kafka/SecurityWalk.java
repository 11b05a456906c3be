package dev.lacuna.source.kafka;

import dev.lacuna.source.CheckStep.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.jspecify.annotations.Nullable;

/// The steps that make a connection private and known: TLS, and what login the listener wants. A client and a listener
/// of different sorts are told as such, from whichever side.
final class SecurityWalk {

    private static final Duration SOON = Duration.ofDays(14);
    private static final String ANY_MECHANISM = "NONE";

    private final AdminClientConfig config;
    private final KafkaAddress.HostPort host;
    private final StepTeller steps;
    private final SecurityProtocol protocol;
    private @Nullable SSLContext context;
    private boolean isOfOtherSort;

    SecurityWalk(AdminClientConfig config, KafkaAddress.HostPort host, StepTeller steps) {
        this.config = config;
        this.host = host;
        this.steps = steps;
        this.protocol = ConnectionWalk.protocol(config);
    }

    /// Whether it was seen that the listener wants TLS, or a login, where the client brings none, or the other way
    /// round;
    /// a listener that is slow is not that.
    boolean isOfOtherSort() {
        return isOfOtherSort;
    }

    private void failByOtherSort(String words, String advice) {
        isOfOtherSort = true;
        steps.fail(words, advice);
    }

    private boolean isPrivate() {
        return protocol == SecurityProtocol.SSL || protocol == SecurityProtocol.SASL_SSL;
    }

    private boolean isNamed() {
        return protocol == SecurityProtocol.SASL_SSL || protocol == SecurityProtocol.SASL_PLAINTEXT;
    }

    /// Tells of TLS, whether it is wanted or not.
    ///
    /// @return whether to go on
    boolean tls() {
        steps.begin(Kind.TLS, host.toString());
        if (!isPrivate()) {
            return plain();
        }
        if (WireCall.hasOwnTls(config)) {
            steps.skip(Kind.TLS, "Left to ssl.engine.factory.class; it is tried with the login.");
            return true;
        }
        TlsLook look;
        try {
            look = TlsLook.at(host);
        } catch (IOException e) {
            tellNoTls(e);
            return false;
        }
        return look.chain().isEmpty() ? judge(Optional.empty()) : judge(Optional.of(look));
    }

    private boolean plain() {
        try (Socket socket = plainSocket()) {
            ListenerProbe.ask(socket, ANY_MECHANISM);
            steps.skip(Kind.TLS, "None is wanted: security.protocol is " + protocol.name + ".");
            return true;
        } catch (IOException e) {
            if (isTlsSpoken()) {
                failByOtherSort(
                        "The port speaks TLS, but security.protocol is " + protocol.name + ".",
                        "Set security.protocol to "
                                + (isNamed() ? "SASL_SSL" : "SSL, or SASL_SSL where it wants a login")
                                + ", or use the port without TLS.");
            } else {
                steps.failAs(
                        Kind.METADATA,
                        "Somebody listens, but doesn't answer as a Kafka broker.",
                        "Check the port: it may belong to another service, or to the brokers' controllers.");
            }
            return false;
        }
    }

    private boolean isTlsSpoken() {
        try {
            TlsLook.at(host);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void tellNoTls(IOException failure) {
        try (Socket socket = plainSocket()) {
            ListenerProbe.Listener listener = ListenerProbe.ask(socket, ANY_MECHANISM);
            failByOtherSort(
                    "The port speaks without TLS, but security.protocol is " + protocol.name + ".",
                    "Set security.protocol to " + (listener.login() ? "SASL_PLAINTEXT" : "PLAINTEXT")
                            + ", or use the port with TLS.");
        } catch (IOException e) {
            steps.fail(
                    "No TLS: " + said(failure),
                    "Check that the port is one for TLS, and ssl.enabled.protocols and ssl.cipher.suites.");
        }
    }

    /// With the client's own trust and keys. Its answer to a request proves that the broker takes these keys, too.
    private boolean judge(Optional<TlsLook> look) {
        SSLContext own = WireCall.tls(config);
        context = own;
        try (SSLSocket socket = TlsLook.connect(host, own, isHostNamed())) {
            socket.startHandshake();
            String version = socket.getSession().getProtocol();
            ListenerProbe.ask(socket, ANY_MECHANISM);
            tellTrusted(version, look);
            return true;
        } catch (IOException e) {
            tellDistrust(e, look);
            return false;
        }
    }

    private void tellTrusted(String version, Optional<TlsLook> look) {
        if (look.isEmpty()) {
            steps.ok(version + ".");
            return;
        }
        TlsLook seen = look.get();
        String told = version + " with " + about(seen) + ", valid until " + TlsLook.day(seen.validUntil()) + ".";
        if (seen.validUntil().isBefore(Instant.now().plus(SOON))) {
            steps.doubt(told, "The certificate ends soon: have it renewed.");
        } else {
            steps.ok(told);
        }
    }

    private void tellDistrust(IOException failure, Optional<TlsLook> look) {
        String about = look.map(SecurityWalk::about).orElse("its certificate");
        List<Throwable> chain = Stream.<Throwable>iterate(failure, e -> e != null, Throwable::getCause)
                .limit(20)
                .toList();
        if (has(chain, CertificateExpiredException.class)
                || look.filter(SecurityWalk::isOver).isPresent()) {
            steps.fail(
                    "The broker shows " + about + ", which ended on "
                            + look.map(seen -> TlsLook.day(seen.validUntil())).orElse("an earlier day") + ".",
                    "Have it renewed on the broker; also check this machine's clock.");
        } else if (has(chain, CertificateNotYetValidException.class)) {
            steps.fail(
                    "The broker shows " + about + ", which is valid only from "
                            + look.map(seen -> TlsLook.day(seen.validFrom())).orElse("a later day") + ".",
                    "Check this machine's clock.");
        } else if (has(chain, CertPathBuilderException.class)) {
            String store = config.getString(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
            steps.fail(
                    "The broker's certificate is not trusted: it shows " + about + ", and "
                            + (store == null
                                    ? "without ssl.truststore.location only public authorities count."
                                    : store + " holds nobody who has signed it."),
                    "Put the certificate of who has signed it into the trust store that ssl.truststore.location"
                            + " names, with ssl.truststore.type and ssl.truststore.password.");
        } else if (has(chain, CertificateException.class)) {
            steps.fail(
                    "The broker shows " + about + ", which does not stand for '" + host.host() + "'"
                            + look.map(TlsLook::names)
                                    .filter(names -> !names.isEmpty())
                                    .map(names -> ", but for " + String.join(", ", names))
                                    .orElse("")
                            + ".",
                    "Connect by a name that stands in it, or have a certificate made for this one.");
        } else {
            steps.fail(
                    "The broker shows " + about + ", and then ends the connection: " + said(failure),
                    "It may want a certificate of yours (ssl.keystore.*), or other versions of TLS"
                            + " (ssl.enabled.protocols).");
        }
    }

    private static boolean isOver(TlsLook look) {
        return look.validUntil().isBefore(Instant.now());
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
        return chain.stream().anyMatch(type::isInstance);
    }

    private static String about(TlsLook look) {
        return "a certificate of " + look.subject() + ", signed by " + look.signer();
    }

    private boolean isHostNamed() {
        String algorithm = config.getString(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);
        return algorithm != null && !algorithm.isEmpty();
    }

    /// Whether the listener wants the kind of login that the client brings. Begins the step, and ends it only where
    /// it does not.
    boolean mayLogIn() {
        steps.begin(Kind.LOGIN, host.toString());
        String mechanism = isNamed() ? config.getString(SaslConfigs.SASL_MECHANISM) : ANY_MECHANISM;
        ListenerProbe.Listener listener;
        try (Socket socket = socket()) {
            listener = ListenerProbe.ask(socket, mechanism);
        } catch (IOException e) {
            return true; // the client itself will tell
        }
        if (listener.login() && !isNamed()) {
            failByOtherSort(
                    "The broker wants a login" + offers(listener) + ", but security.protocol is " + protocol.name + ".",
                    "Set security.protocol to " + (isPrivate() ? "SASL_SSL" : "SASL_PLAINTEXT")
                            + ", with sasl.mechanism and sasl.jaas.config.");
            return false;
        }
        if (!listener.login() && isNamed()) {
            failByOtherSort(
                    "The port wants no login, but security.protocol is " + protocol.name + ".",
                    "Set security.protocol to " + (isPrivate() ? "SSL" : "PLAINTEXT")
                            + ", or use the port with a login.");
            return false;
        }
        if (isNamed()
                && !listener.mechanisms().isEmpty()
                && !listener.mechanisms().contains(mechanism)) {
            failByOtherSort(
                    "The broker takes no login by " + mechanism + ", only" + offers(listener) + ".",
                    "Set " + SaslConfigs.SASL_MECHANISM + " to one of these, with a sasl.jaas.config that fits.");
            return false;
        }
        return true;
    }

    private static String offers(ListenerProbe.Listener listener) {
        return listener.mechanisms().isEmpty() ? "" : " by " + String.join(", ", listener.mechanisms());
    }

    private Socket socket() throws IOException {
        SSLContext own = context;
        if (own == null) {
            if (isPrivate()) {
                throw new IOException("made by ssl.engine.factory.class");
            }
            return plainSocket();
        }
        SSLSocket socket = TlsLook.connect(host, own, isHostNamed());
        boolean done = false;
        try {
            socket.startHandshake();
            done = true;
            return socket;
        } finally {
            if (!done) {
                socket.close();
            }
        }
    }

    private Socket plainSocket() throws IOException {
        var socket = new Socket();
        boolean done = false;
        try {
            socket.connect(new InetSocketAddress(host.host(), host.port()), AddressProbe.CONNECT_MILLIS);
            socket.setSoTimeout(TlsLook.LIMIT_MILLIS);
            done = true;
            return socket;
        } finally {
            if (!done) {
                socket.close();
            }
        }
    }

    private static String said(IOException failure) {
        String message = failure.getMessage();
        return ConnectionWalk.sentence(
                message == null || message.isBlank()
                        ? "the connection was closed"
                        : SecurityFailures.firstLine(message));
    }
}
