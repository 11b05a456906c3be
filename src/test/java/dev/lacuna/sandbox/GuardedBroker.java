package dev.lacuna.sandbox;

import dev.lacuna.task.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// A real broker that wants a user and a password, and lets each do only what was allowed to it; `admin` may do all.
public final class GuardedBroker implements AutoCloseable {

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String ADMIN = "admin";

    private final SandboxBroker broker;
    private final List<AclBinding> allowed = new ArrayList<>();

    private GuardedBroker(SandboxBroker broker) {
        this.broker = broker;
    }

    public static GuardedBroker start(String... users) throws Exception {
        var logins = new StringBuilder(LOGIN + " username=admin password=of-admin user_admin=of-admin");
        for (String user : users) {
            logins.append(" user_").append(user).append("=of-").append(user);
        }
        var settings = SandboxSettings.temporary();
        for (var property : Map.of(
                        "listener.security.protocol.map",
                        "CONTROLLER:PLAINTEXT,CLIENTS:SASL_PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "sasl.mechanism.inter.broker.protocol",
                        "PLAIN",
                        "listener.name.clients.plain.sasl.jaas.config",
                        logins + ";",
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users",
                        "User:admin;User:ANONYMOUS")
                .entrySet()) {
            settings = settings.withBrokerSetting(property.getKey(), property.getValue());
        }
        return new GuardedBroker(SandboxBroker.start(settings));
    }

    public String uri() {
        return "kafka://" + broker.bootstrap();
    }

    /// Client properties of a user, without the address.
    public static Map<String, String> as(String user) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN + " username=\"" + user + "\" password=\"of-" + user + "\";");
    }

    /// A file of them.
    public static Path fileOf(String user, Path folder) throws IOException {
        return Files.write(
                folder.resolve(user + ".properties"),
                as(user).entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    /// Client properties of `admin`, with the address.
    public Map<String, Object> admin() {
        var properties = new HashMap<String, Object>(as(ADMIN));
        properties.put("bootstrap.servers", broker.bootstrap());
        return properties;
    }

    /// Allows a user something on a topic.
    public GuardedBroker allow(String user, String topic, AclOperation... operations) {
        return allow(user, ResourceType.TOPIC, topic, PatternType.LITERAL, operations);
    }

    public GuardedBroker allow(
            String user, ResourceType type, String name, PatternType pattern, AclOperation... operations) {
        for (AclOperation operation : operations) {
            allowed.add(new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
        }
        return this;
    }

    /// Returns when the broker knows of all that was allowed: it learns of that from the controller, a moment later.
    public void settleRights() throws Exception {
        try (Admin admin = Admin.create(admin())) {
            admin.createAcls(allowed).all().get();
            Await.until("the rights are known", () -> isKnown(admin));
        }
    }

    private boolean isKnown(Admin admin) {
        try {
            return admin.describeAcls(AclBindingFilter.ANY).values().get().containsAll(allowed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SandboxException {
        broker.close();
    }
}
