package dev.lacuna.source.kafka;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Asks a listener what it is by the two requests that every broker answers before a login: which versions it speaks,
/// and which ways of login it offers. These are written by hand, because Kafka's own client tells nothing when the
/// listener is of another sort than it expects.
final class ListenerProbe {

    private static final short API_VERSIONS = 18;
    private static final short SASL_HANDSHAKE = 17;
    private static final short UNSUPPORTED_MECHANISM = 33;
    private static final short ILLEGAL_SASL_STATE = 34;
    private static final int LARGEST_ANSWER = 1 << 16;

    /// What a listener turned out to be.
    ///
    /// @param login whether it wants its clients to log in
    /// @param mechanisms the ways of login that it offers, where it told
    record Listener(boolean login, List<String> mechanisms) {}

    private ListenerProbe() {}

    /// @param socket connected, and private where the listener wants that; with a limit of time for reading
    /// @param mechanism asked for; any word will do to hear what is offered
    /// @throws IOException where no broker answers
    static Listener ask(Socket socket, String mechanism) throws IOException {
        var out = new DataOutputStream(socket.getOutputStream());
        var in = new DataInputStream(socket.getInputStream());
        send(out, API_VERSIONS, (short) 0, 1, new byte[0]);
        DataInputStream versions = answer(in, 1);
        versions.readShort();
        var named = new ByteArrayOutputStream();
        new DataOutputStream(named).writeShort(mechanism.getBytes(StandardCharsets.UTF_8).length);
        named.write(mechanism.getBytes(StandardCharsets.UTF_8));
        send(out, SASL_HANDSHAKE, (short) 1, 2, named.toByteArray());
        DataInputStream login = answer(in, 2);
        short error = login.readShort();
        if (error != 0 && error != UNSUPPORTED_MECHANISM) {
            return new Listener(error != ILLEGAL_SASL_STATE, List.of());
        }
        var mechanisms = new ArrayList<String>();
        int count = login.readInt();
        for (int i = 0; i < count; i++) {
            byte[] name = new byte[login.readUnsignedShort()];
            login.readFully(name);
            mechanisms.add(new String(name, StandardCharsets.UTF_8));
        }
        mechanisms.sort(null);
        return new Listener(true, List.copyOf(mechanisms));
    }

    private static void send(DataOutputStream out, short api, short version, int number, byte[] body)
            throws IOException {
        byte[] client = "lacuna-check".getBytes(StandardCharsets.UTF_8);
        var request = new ByteArrayOutputStream();
        var data = new DataOutputStream(request);
        data.writeInt(2 + 2 + 4 + 2 + client.length + body.length);
        data.writeShort(api);
        data.writeShort(version);
        data.writeInt(number);
        data.writeShort(client.length);
        data.write(client);
        data.write(body);
        out.write(request.toByteArray());
        out.flush();
    }

    private static DataInputStream answer(DataInputStream in, int number) throws IOException {
        int size = in.readInt();
        if (size < 4 || size > LARGEST_ANSWER) {
            throw new IOException("no answer of a broker");
        }
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        var answer = new DataInputStream(new java.io.ByteArrayInputStream(bytes));
        if (answer.readInt() != number) {
            throw new IOException("an answer to another request");
        }
        return answer;
    }
}
