package dev.lacuna.decode.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/// A schema registry on 127.0.0.1 that answers over HTTP as Confluent's does, as far as reading goes.
public final class FakeRegistry implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, ObjectNode> answers = new ConcurrentHashMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private volatile String user = "";
    private volatile int status = 200;
    private final ReentrantLock holding = new ReentrantLock();

    /// A schema that another refers to.
    public record Reference(String name, String subject, int version) {}

    private FakeRegistry(HttpServer server) {
        this.server = server;
    }

    public static FakeRegistry start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeRegistry registry = new FakeRegistry(server);
            server.createContext("/", registry::answer);
            server.start();
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// @param type `AVRO`, `PROTOBUF` or `JSON`
    public FakeRegistry with(int id, String type, String schema, Reference... references) {
        answers.put("/schemas/ids/" + id, node(type, schema, references));
        return this;
    }

    /// @param type `AVRO`, `PROTOBUF` or `JSON`
    public FakeRegistry with(UUID guid, String type, String schema) {
        answers.put("/schemas/guids/" + guid, node(type, schema));
        return this;
    }

    public FakeRegistry withSubject(String subject, int version, String type, String schema, Reference... references) {
        ObjectNode node = node(type, schema, references);
        node.put("subject", subject).put("version", version);
        answers.put("/subjects/" + subject + "/versions/" + version, node);
        return this;
    }

    private static ObjectNode node(String type, String schema, Reference... references) {
        ObjectNode node = MAPPER.createObjectNode().put("schema", schema);
        if (!type.equals("AVRO")) {
            node.put("schemaType", type); // for Avro a registry leaves it out
        }
        if (references.length > 0) {
            ArrayNode array = node.putArray("references");
            for (Reference reference : references) {
                array.addObject()
                        .put("name", reference.name())
                        .put("subject", reference.subject())
                        .put("version", reference.version());
            }
        }
        return node;
    }

    /// From now on only who gives this `USER:PASSWORD` is answered.
    public FakeRegistry only(String userAndPassword) {
        user = userAndPassword;
        return this;
    }

    /// From now on every answer has this status.
    public void failWith(int newStatus) {
        status = newStatus;
    }

    /// Gives no answer until it is unlocked by who locked it.
    public ReentrantLock holding() {
        return holding;
    }

    /// The paths that were asked for.
    public List<String> questions() {
        return List.copyOf(questions);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        questions.add(exchange.getRequestMethod() + " " + path);
        String expected = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        ObjectNode node = answers.get(path);
        holding.lock();
        holding.unlock();
        if (status != 200) {
            reply(exchange, status, "<html>oops</html>");
        } else if (!user.isEmpty()
                && !expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply(exchange, 401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
        } else if (node == null) {
            reply(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
        } else {
            reply(exchange, 200, node.toString());
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
