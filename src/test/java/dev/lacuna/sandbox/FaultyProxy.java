package dev.lacuna.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A network between clients and one broker in which things go wrong: it can freeze, so that connections stay and
/// nothing comes; and swallow, so that nobody can connect and nobody is told so.
public final class FaultyProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;
    private static final int MOST_ATTEMPTS = 10_000;

    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Socket> fillers = new ArrayList<>();
    private final AtomicLong bytesToClients = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition thawed = lock.newCondition();
    private volatile int target;
    private volatile boolean frozen;
    private volatile long most = Long.MAX_VALUE;
    private volatile @Nullable ServerSocket server;

    private FaultyProxy(ServerSocket server) {
        this.server = server;
        this.port = server.getLocalPort();
    }

    /// Listens on any free port, which stays its own while it refuses connections.
    static FaultyProxy open() throws IOException, SandboxException {
        var proxy = new FaultyProxy(listen(LoopbackPorts.choose(0).clients(), 50));
        proxy.accept();
        return proxy;
    }

    private static ServerSocket listen(int port, int backlog) throws IOException {
        var address = new InetSocketAddress(InetAddress.getByName(LoopbackPorts.HOST), port);
        for (int attempt = 1; ; attempt++) {
            var server = new ServerSocket();
            server.setReuseAddress(true);
            try {
                server.bind(address, backlog);
                return server;
            } catch (BindException e) {
                server.close();
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                Thread.onSpinWait(); // who listened there before has not quite gone
            }
        }
    }

    void leadTo(int brokerPort) {
        target = brokerPort;
    }

    int port() {
        return port;
    }

    /// How many bytes brokers have sent to clients through it.
    public long bytesToClients() {
        return bytesToClients.get();
    }

    /// Holds back all that is sent from now on.
    public void freeze() {
        frozen = true;
    }

    /// Holds back what brokers send from now on, once it is more than so many bytes.
    public void freezeAfter(long bytes) {
        most = bytesToClients.get() + bytes;
    }

    public void thaw() {
        lock.lock();
        try {
            frozen = false;
            most = Long.MAX_VALUE;
            thawed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Breaks all connections.
    public void cut() {
        sockets.forEach(FaultyProxy::closeQuietly);
        sockets.clear();
    }

    /// Breaks all connections and refuses others.
    public void refuse() {
        closeQuietly(server);
        cut();
    }

    /// Breaks all connections and answers nobody who wants another one.
    public void swallow() throws IOException {
        refuse();
        server = listen(port, 1);
        // what the kernel would still accept by itself
        for (int i = 0; i < 3; i++) {
            var filler = new Socket();
            fillers.add(filler);
            try {
                filler.connect(new InetSocketAddress(LoopbackPorts.HOST, port), 50);
            } catch (IOException e) {
                return; // full
            }
        }
    }

    /// Accepts connections again.
    public void recover() throws IOException {
        fillers.forEach(FaultyProxy::closeQuietly);
        fillers.clear();
        closeQuietly(server);
        server = listen(port, 50);
        thaw();
        accept();
    }

    private void accept() {
        ServerSocket listening = server;
        if (listening != null) {
            Thread.ofPlatform().daemon().name("faulty-proxy-" + port).start(() -> accept(listening));
        }
    }

    private void accept(ServerSocket listening) {
        while (true) {
            try {
                join(listening, listening.accept());
            } catch (IOException e) {
                if (listening.isClosed()) {
                    return;
                }
            }
        }
    }

    private void join(ServerSocket listening, Socket client) {
        sockets.add(client);
        try {
            Socket broker = new Socket(LoopbackPorts.HOST, target);
            sockets.add(broker);
            if (listening.isClosed()) { // who broke all connections meanwhile did not know of this one
                closeQuietly(client);
                closeQuietly(broker);
                return;
            }
            pump(client, broker, false);
            pump(broker, client, true);
        } catch (IOException e) {
            closeQuietly(client); // the broker is down: a client left waiting would not try another one
        }
    }

    private void pump(Socket from, Socket to, boolean counted) {
        Thread.ofPlatform().daemon().name("faulty-proxy-pump").start(() -> {
            try (from;
                    to) {
                byte[] buffer = new byte[BUFFER_BYTES];
                for (int read = from.getInputStream().read(buffer);
                        read >= 0;
                        read = from.getInputStream().read(buffer)) {
                    awaitThaw(counted);
                    if (counted) { // before a client can have them
                        bytesToClients.addAndGet(read);
                    }
                    to.getOutputStream().write(buffer, 0, read);
                }
            } catch (IOException e) {
                // one side closed
            }
        });
    }

    private void awaitThaw(boolean counted) {
        lock.lock();
        try {
            while (frozen || counted && bytesToClients.get() > most) {
                thawed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closeQuietly(server);
        fillers.forEach(FaultyProxy::closeQuietly);
        cut();
        thaw();
    }

    private static void closeQuietly(@Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
