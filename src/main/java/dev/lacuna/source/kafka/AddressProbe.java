package dev.lacuna.source.kafka;

import dev.lacuna.source.CheckStep.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Looks whether an address has a host behind its name and somebody who listens at its port.
final class AddressProbe {

    static final int CONNECT_MILLIS = 3_000;

    private static final String CHECK_NAME =
            "Check how it is written, and whether this machine resolves names of that network (DNS, VPN, hosts file).";

    private AddressProbe() {}

    /// Tells both steps; where other addresses may do, a failure is only a doubt.
    ///
    /// @return whether somebody listens
    static boolean walk(KafkaAddress.HostPort address, boolean onlyOne, StepTeller steps) {
        steps.begin(Kind.NAME, address.host());
        List<InetAddress> hosts;
        try {
            hosts = resolve(address);
        } catch (UnknownHostException e) {
            fail(steps, onlyOne, "The name '" + address.host() + "' is unknown here.", CHECK_NAME);
            return false;
        }
        steps.ok(hosts.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", ")) + ".");
        steps.begin(Kind.CONNECT, address.toString());
        Optional<Refusal> refusal = refusalOf(hosts, address.port());
        if (refusal.isPresent()) {
            fail(steps, onlyOne, refusal.get().told(), refusal.get().advice());
            return false;
        }
        steps.ok("Somebody listens.");
        return true;
    }

    /// Why nobody can be had at an address; empty where somebody listens.
    static Optional<Refusal> refusalOf(KafkaAddress.HostPort address) {
        try {
            return refusalOf(resolve(address), address.port());
        } catch (UnknownHostException e) {
            return Optional.of(new Refusal("The name '" + address.host() + "' is unknown here.", CHECK_NAME));
        }
    }

    /// Why nobody answers, and what to do.
    record Refusal(String told, String advice) {}

    private static List<InetAddress> resolve(KafkaAddress.HostPort address) throws UnknownHostException {
        return Arrays.asList(InetAddress.getAllByName(address.host()));
    }

    private static Optional<Refusal> refusalOf(List<InetAddress> hosts, int port) {
        IOException failure = new IOException("no address");
        for (InetAddress host : hosts) {
            try (var channel = SocketChannel.open()) {
                channel.socket().connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
                return Optional.empty();
            } catch (IOException e) {
                failure = e;
            }
        }
        return Optional.of(refusal(failure, port));
    }

    private static Refusal refusal(IOException failure, int port) {
        return switch (failure) {
            case SocketTimeoutException e ->
                new Refusal(
                        "No answer within " + CONNECT_MILLIS / 1000 + " s: something swallows the attempt.",
                        "A firewall or a missing VPN does that; also a host that is down.");
            case NoRouteToHostException e ->
                new Refusal("There is no way to that host.", "Check the network: VPN, routes, firewall.");
            case ConnectException e ->
                new Refusal(
                        "The connection is refused: nobody listens at port " + port + ".",
                        "Check the port, and that the broker is running.");
            default ->
                new Refusal(
                        "The connection failed: " + SecurityFailures.firstLine(String.valueOf(failure.getMessage()))
                                + ".",
                        "Check host and port.");
        };
    }

    private static void fail(StepTeller steps, boolean onlyOne, String told, String advice) {
        if (onlyOne) {
            steps.fail(told, advice);
        } else {
            steps.doubt(told, advice);
        }
    }
}
