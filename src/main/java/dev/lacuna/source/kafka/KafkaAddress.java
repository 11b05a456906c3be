package dev.lacuna.source.kafka;

import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The addresses of a `kafka://host:port[,host:port]`.
record KafkaAddress(List<HostPort> hosts) {

    static final String SCHEME = "kafka://";

    /// One address of a broker.
    record HostPort(String host, int port) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    KafkaAddress {
        hosts = List.copyOf(hosts);
    }

    static boolean accepts(String uri) {
        return uri.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    static KafkaAddress parse(String uri) throws SourceException {
        String list = uri.substring(SCHEME.length());
        if (list.endsWith("/")) {
            list = list.substring(0, list.length() - 1);
        }
        var hosts = new ArrayList<HostPort>();
        for (String part : list.split(",", -1)) {
            hosts.add(hostPort(part.strip(), uri));
        }
        return new KafkaAddress(hosts);
    }

    private static HostPort hostPort(String part, String uri) throws SourceException {
        int colon = part.lastIndexOf(':');
        String host = colon < 0 ? "" : part.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = Integer.parseInt(part.substring(colon + 1));
            if (!host.isEmpty() && port > 0 && port < 65_536) {
                return new HostPort(host, port);
            }
        } catch (NumberFormatException e) {
            // told below, in the same words as a missing host
        }
        throw new SourceException(
                Kind.ADDRESS,
                "'" + part + "' in '" + uri + "' is no HOST:PORT. Write kafka://HOST:PORT[,HOST:PORT].",
                false,
                null);
    }

    String bootstrap() {
        return hosts.stream().map(HostPort::toString).collect(Collectors.joining(","));
    }

    String uri() {
        return SCHEME + bootstrap();
    }

    /// Finds out within the limit whether anybody listens at one of the addresses: Kafka's clients would try for
    /// long, and then tell only of a time-out.
    ///
    /// @throws SourceException UNREACHABLE with the reason for each address
    void requireListener(Duration limit) throws SourceException {
        long deadline = System.nanoTime() + limit.toNanos();
        var reasons = new ArrayList<String>();
        for (int i = 0; i < hosts.size(); i++) {
            long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
            String reason = failureAt(hosts.get(i), (int) Math.max(200, leftMillis / (hosts.size() - i)));
            if (reason.isEmpty()) {
                return;
            }
            reasons.add(hosts.get(i) + " (" + reason + ")");
        }
        throw new SourceException(
                Kind.UNREACHABLE,
                "Nobody answers at " + String.join(", ", reasons)
                        + ". Check host and port, that the broker is running, and that no firewall is in between.",
                true,
                null);
    }

    private static String failureAt(HostPort address, int timeoutMillis) {
        String reason = "unknown host name";
        try {
            for (InetAddress host : InetAddress.getAllByName(address.host())) {
                try (var channel = SocketChannel.open()) {
                    channel.socket().connect(new InetSocketAddress(host, address.port()), timeoutMillis);
                    return "";
                } catch (SocketTimeoutException e) {
                    reason = "no answer within " + timeoutMillis + " ms";
                } catch (IOException e) {
                    String message = e.getMessage();
                    reason = message == null ? "no connection" : message.toLowerCase(Locale.ROOT);
                }
            }
        } catch (UnknownHostException e) {
            return reason;
        }
        return reason;
    }
}
