package dev.lacuna.decode.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lacuna.decode.protobuf.ProtoFiles;
import dev.lacuna.decode.schema.SchemaTrouble.Kind;
import dev.lacuna.decode.walk.BadSchemaException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The schemas of a registry by their numbers or GUIDs, each asked for once. What it does not have is asked for again
/// after a while, and when it does not answer nothing is asked for a while, so that a stream of events never
/// becomes a storm of questions. For all threads; whoever asks first waits, the others wait for that.
final class SchemaRegistry implements AutoCloseable {

    private static final int MOST_SCHEMAS = 1_000;
    private static final int MOST_REFERENCES = 200;
    /// Garbage that looks like events of a registry may name any number.
    private static final int MOST_UNKNOWN = 100;

    private static final long PAUSE_NANOS = Duration.ofSeconds(30).toNanos();

    private final RegistryClient client;
    private final LongSupplier nanos;

    /// Held while the registry is asked, so that nobody asks for the same; those who only look don't need it.
    private final ReentrantLock asking = new ReentrantLock();

    /// Held for what is known, never while somebody waits for the registry.
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<SchemaId, Answered> answers = new LinkedHashMap<>(16, 0.75f, true);
    private int unknown;
    private int found;
    private @Nullable Answered silent;

    private record Answered(SchemaAnswer answer, long at) {}

    /// @param nanos a clock that only goes forward
    SchemaRegistry(RegistryClient client, LongSupplier nanos) {
        this.client = client;
        this.nanos = nanos;
    }

    /// The schema of that number; waits for the registry where it was not asked yet.
    SchemaAnswer schema(SchemaId id) {
        SchemaAnswer known = atHand(id);
        if (known != null) {
            return known;
        }
        asking.lock();
        try {
            known = atHand(id); // somebody else may have asked meanwhile
            return known == null ? noted(id, fetch(id)) : known;
        } finally {
            asking.unlock();
        }
    }

    /// The answer that holds without asking; null where the registry is to be asked.
    private @Nullable SchemaAnswer atHand(SchemaId id) {
        lock.lock();
        try {
            Answered known = answers.get(id);
            if (known != null && (known.answer() instanceof SchemaAnswer.Found || isFresh(known))) {
                return known.answer();
            }
            Answered pause = silent;
            if (pause != null && isFresh(pause)) {
                return pause.answer();
            }
            silent = null;
            return known == null && unknown >= MOST_UNKNOWN ? tooMany() : null;
        } finally {
            lock.unlock();
        }
    }

    /// What is known of a number without asking, nor waiting for somebody who does; null where nothing is.
    @Nullable
    SchemaAnswer known(SchemaId id) {
        lock.lock();
        try {
            Answered known = answers.get(id);
            return known == null ? silent == null ? null : silent.answer() : known.answer();
        } finally {
            lock.unlock();
        }
    }

    /// Whether the registry has given any schema, so that it is the right one.
    boolean hasAnswered() {
        lock.lock();
        try {
            return found > 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFresh(Answered answered) {
        return nanos.getAsLong() - answered.at() < PAUSE_NANOS;
    }

    private SchemaAnswer tooMany() {
        return new SchemaAnswer.Missing(new SchemaTrouble(
                Kind.UNKNOWN_ID,
                SchemaTrouble.NO_ID,
                client.name() + " has none of the first " + MOST_UNKNOWN
                        + " schemas it lacks, and is not asked for more",
                "Find out which registry the producer registers its schemas in, or whether the events are of another"
                        + " format."));
    }

    private SchemaAnswer noted(SchemaId id, SchemaAnswer answer) {
        lock.lock();
        try {
            note(id, new Answered(answer, nanos.getAsLong()));
            return answer;
        } finally {
            lock.unlock();
        }
    }

    private void note(SchemaId id, Answered answered) {
        if (answered.answer() instanceof SchemaAnswer.Missing(SchemaTrouble trouble)) {
            if (trouble.kind() == Kind.UNREACHABLE || trouble.kind() == Kind.DENIED) {
                silent = answered;
                return;
            }
            if (trouble.kind() == Kind.UNKNOWN_ID && !answers.containsKey(id)) {
                unknown++;
            }
        } else {
            found++;
        }
        answers.put(id, answered);
        if (answers.size() > MOST_SCHEMAS) {
            answers.remove(answers.keySet().iterator().next());
        }
    }

    private SchemaAnswer fetch(SchemaId id) {
        RegistryClient.Reply reply = client.get(id.path(), id);
        if (reply.trouble() != null) {
            return new SchemaAnswer.Missing(reply.trouble());
        }
        JsonNode object = reply.object();
        if (object == null || !object.path("schema").isTextual()) {
            return unusable(id, "the registry's answer holds none");
        }
        String type = object.path("schemaType").asText("AVRO");
        String text = object.path("schema").asText();
        try {
            return switch (type) {
                case "AVRO" -> {
                    List<String> texts = new ArrayList<>(references(object, id).values());
                    texts.add(text);
                    yield new SchemaAnswer.Found(AvroSchemas.parse(texts));
                }
                case "PROTOBUF" -> {
                    Map<String, String> sources = new LinkedHashMap<>(references(object, id));
                    String main = "schema-" + id + ".proto";
                    sources.put(main, text);
                    yield new SchemaAnswer.Found(new PayloadSchema.Protobuf(ProtoFiles.ofSources(main, sources)));
                }
                case "JSON" -> new SchemaAnswer.Found(new PayloadSchema.Json());
                default -> unusable(id, "its type is known to nobody here");
            };
        } catch (MissingSchemaException e) {
            return new SchemaAnswer.Missing(e.trouble());
        } catch (BadSchemaException e) {
            return unusable(id, e.getMessage());
        }
    }

    private SchemaAnswer unusable(SchemaId id, @Nullable String why) {
        return new SchemaAnswer.Missing(new SchemaTrouble(
                Kind.UNUSABLE,
                Optional.of(id),
                "schema " + id + " of " + client.name() + " can't be used: " + why,
                "Look at the schema in the registry; a local copy can be given with --schema-file."));
    }

    /// What a schema refers to, by name: what others need comes before them.
    private Map<String, String> references(JsonNode object, SchemaId id) throws MissingSchemaException {
        Map<String, String> texts = new LinkedHashMap<>();
        addReferences(object, id, texts, new LinkedHashMap<>());
        return texts;
    }

    private void addReferences(JsonNode object, SchemaId id, Map<String, String> texts, Map<String, String> asked)
            throws MissingSchemaException {
        for (JsonNode reference : object.path("references")) {
            String name = reference.path("name").asText();
            String path = "subjects/"
                    + URLEncoder.encode(reference.path("subject").asText(), StandardCharsets.UTF_8)
                            .replace("+", "%20")
                    + "/versions/" + reference.path("version").asInt();
            if (asked.putIfAbsent(name, path) != null) {
                continue;
            }
            if (asked.size() > MOST_REFERENCES) {
                throw new MissingSchemaException(trouble(unusable(id, "it refers to too many others")));
            }
            RegistryClient.Reply reply = client.get(path, id);
            SchemaTrouble trouble = reply.trouble();
            if (trouble != null) {
                throw new MissingSchemaException(
                        trouble.kind() == Kind.UNKNOWN_ID
                                ? trouble(unusable(id, "it refers to " + name + ", which the registry does not have"))
                                : trouble);
            }
            JsonNode referred = reply.object();
            if (referred != null) {
                addReferences(referred, id, texts, asked);
                texts.put(name, referred.path("schema").asText());
            }
        }
    }

    private static SchemaTrouble trouble(SchemaAnswer missing) {
        return ((SchemaAnswer.Missing) missing).trouble();
    }

    @Override
    public void close() {
        client.close();
    }
}
