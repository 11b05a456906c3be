package dev.lacuna.source.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// What a listener shows of itself to anybody: its chain of certificates. Nothing is sent over such a connection, for
/// it trusts whoever answers.
///
/// @param protocol `TLSv1.3`
/// @param chain the listener's own first
record TlsLook(String protocol, List<X509Certificate> chain) {

    static final int LIMIT_MILLIS = 4_000;

    TlsLook {
        chain = List.copyOf(chain);
    }

    /// @throws IOException where the listener does not speak TLS, or not with this client
    static TlsLook at(KafkaAddress.HostPort address) throws IOException {
        var seen = new SeenChain();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {seen}, null);
            try (SSLSocket socket = connect(address, context, false)) {
                socket.startHandshake();
                return new TlsLook(socket.getSession().getProtocol(), seen.chain);
            } catch (IOException e) {
                if (seen.chain.isEmpty()) {
                    throw e;
                }
                return new TlsLook("TLS", seen.chain); // it wants a certificate of ours, after it has shown its own
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /// A connection whose handshake has not begun.
    ///
    /// @param named whether the certificate must name the host
    static SSLSocket connect(KafkaAddress.HostPort address, SSLContext context, boolean named) throws IOException {
        var plain = new Socket();
        boolean done = false;
        try {
            plain.connect(new InetSocketAddress(address.host(), address.port()), AddressProbe.CONNECT_MILLIS);
            plain.setSoTimeout(LIMIT_MILLIS);
            var socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, address.host(), address.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            if (named) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            if (address.host().chars().anyMatch(Character::isLetter)
                    && !address.host().contains(":")) {
                parameters.setServerNames(List.of(new SNIHostName(address.host())));
            }
            socket.setSSLParameters(parameters);
            done = true;
            return socket;
        } catch (IllegalArgumentException e) {
            throw new IOException(e);
        } finally {
            if (!done) {
                plain.close();
            }
        }
    }

    X509Certificate own() {
        return chain.getFirst();
    }

    String subject() {
        return own().getSubjectX500Principal().getName();
    }

    /// Who has signed the last certificate that is shown.
    String signer() {
        X509Certificate last = chain.getLast();
        return last.getSubjectX500Principal().equals(last.getIssuerX500Principal())
                ? "itself"
                : last.getIssuerX500Principal().getName();
    }

    /// The hosts that it stands for.
    List<String> names() {
        var names = new ArrayList<String>();
        try {
            var alternatives = own().getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.stream()
                        .filter(name -> name.get(0) instanceof Integer type && (type == 2 || type == 7))
                        .forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return names;
    }

    /// The first of the chain to end.
    Instant validUntil() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    Instant validFrom() {
        return chain.stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    static String day(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /// Notes the chain that is shown and believes it.
    private static final class SeenChain extends X509ExtendedTrustManager {

        private List<X509Certificate> chain = List.of();

        private void note(X509Certificate @Nullable [] shown) {
            chain = shown == null ? List.of() : List.of(shown);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket) {
            note(shown);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine) {
            note(shown);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type) {
            note(shown);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket) {
            throw new UnsupportedOperationException("this side is the client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("this side is the client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type) {
            throw new UnsupportedOperationException("this side is the client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
