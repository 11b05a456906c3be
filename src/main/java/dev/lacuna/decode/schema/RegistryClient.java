package dev.lacuna.decode.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lacuna.decode.schema.SchemaTrouble.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Asks a registry over its REST interface, by reading alone. One question at a time.
final class RegistryClient implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(3);
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(5);
    private static final int LARGEST_ANSWER = 16 << 20;
    private static final String CHECK = "Check the registry's address and that it runs; then scan again.";

    private final SchemaSettings settings;
    private @Nullable HttpClient client;

    RegistryClient(SchemaSettings settings) {
        this.settings = settings;
    }

    /// What a question came to: a JSON object, or why there is none.
    record Reply(@Nullable JsonNode object, @Nullable SchemaTrouble trouble) {}

    /// The registry as messages name it.
    String name() {
        return settings.registries().isEmpty()
                ? "the schema registry"
                : "the schema registry at " + shortName(settings.registries().getFirst());
    }

    private static String shortName(URI base) {
        String text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /// @param path below the base address
    /// @param id the schema that is asked for, for the trouble
    Reply get(String path, SchemaId id) {
        SchemaTrouble last = null;
        for (URI base : settings.registries()) {
            Reply reply = get(base, path, id);
            if (reply.trouble() == null || reply.trouble().kind() != Kind.UNREACHABLE) {
                return reply;
            }
            last = reply.trouble();
        }
        return new Reply(null, last == null ? unreachable("has no address") : last);
    }

    private Reply get(URI base, String path, SchemaId id) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                    .timeout(TIME_TO_ANSWER)
                    .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
            settings.authorization().ifPresent(secret -> request.header("Authorization", secret));
            HttpResponse<InputStream> response =
                    client().send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(LARGEST_ANSWER + 1);
                return reply(response.statusCode(), bytes, id);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply(null, unreachable("was not waited for"));
        } catch (HttpTimeoutException e) {
            return new Reply(null, unreachable("did not answer in time"));
        } catch (ConnectException e) {
            return new Reply(null, unreachable("can't be connected to"));
        } catch (SSLException e) {
            return new Reply(
                    null,
                    new SchemaTrouble(
                            Kind.UNREACHABLE,
                            SchemaTrouble.NO_ID,
                            name() + " could not be trusted (TLS)",
                            "Name its certificates with schema.registry.ssl.truststore.location, and scan again."));
        } catch (IOException e) {
            return new Reply(null, unreachable("broke the connection off"));
        } catch (GeneralSecurityException e) {
            return new Reply(
                    null,
                    new SchemaTrouble(
                            Kind.UNREACHABLE,
                            SchemaTrouble.NO_ID,
                            "the file of schema.registry.ssl.truststore.location can't be used",
                            "Check the file and its password, and scan again."));
        }
    }

    private Reply reply(int status, byte[] body, SchemaId id) {
        if (status == 401 || status == 403) {
            return new Reply(
                    null,
                    new SchemaTrouble(
                            Kind.DENIED,
                            SchemaTrouble.NO_ID,
                            name() + " refuses the credentials (HTTP " + status + ")",
                            "Put basic.auth.user.info=USER:PASSWORD of somebody who may read schemas into the profile"
                                    + " or --command-config, and scan again."));
        }
        JsonNode object = object(body);
        if (status == 404 && object != null && object.has("error_code")) {
            return new Reply(
                    null,
                    new SchemaTrouble(
                            Kind.UNKNOWN_ID,
                            Optional.of(id),
                            name() + " has no schema " + id,
                            "Find out which registry the producer registers its schemas in."));
        }
        if (status != 200 || object == null) {
            return new Reply(
                    null, unreachable(status == 200 ? "answers what no registry does" : "answers HTTP " + status));
        }
        return new Reply(object, null);
    }

    private static @Nullable JsonNode object(byte[] body) {
        if (body.length > LARGEST_ANSWER) {
            return null;
        }
        try {
            JsonNode node = MAPPER.readTree(body);
            return node != null && node.isObject() ? node : null;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    private SchemaTrouble unreachable(String what) {
        return new SchemaTrouble(Kind.UNREACHABLE, SchemaTrouble.NO_ID, name() + " " + what, CHECK);
    }

    private HttpClient client() throws GeneralSecurityException, IOException {
        HttpClient known = client;
        if (known == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER) // credentials go nowhere else
                    .connectTimeout(TIME_TO_CONNECT);
            if (settings.trustStore().isPresent()) {
                builder.sslContext(trusting(settings.trustStore().get()));
            }
            known = builder.build();
            client = known;
        }
        return known;
    }

    private SSLContext trusting(Path file) throws GeneralSecurityException, IOException {
        char[] password = settings.trustStorePassword().map(String::toCharArray).orElse(null);
        if (!Files.isReadable(file)) {
            throw new GeneralSecurityException("no such file");
        }
        KeyStore store;
        try {
            store = KeyStore.getInstance(file.toFile(), password);
        } catch (IOException e) {
            throw new GeneralSecurityException("no key store", e);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() {
        HttpClient known = client;
        if (known != null) {
            known.shutdownNow();
        }
    }
}
