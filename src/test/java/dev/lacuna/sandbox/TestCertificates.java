package dev.lacuna.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A key and certificate for a broker on 127.0.0.1, and stores of those who trust it, made with the JDK's own tool.
public final class TestCertificates {

    /// Of every store here.
    public static final String PASSWORD = "store-secret";

    private final Path folder;

    private TestCertificates(Path folder) {
        this.folder = folder;
    }

    /// Makes them in the folder; the broker's, and another's that nobody has to do with it.
    public static TestCertificates make(Path folder) throws Exception {
        var made = new TestCertificates(folder);
        for (String name : List.of("broker", "other")) {
            made.keytool(
                    "-genkeypair",
                    "-alias",
                    name,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "SAN=IP:127.0.0.1,DNS:localhost",
                    "-keystore",
                    name + ".p12",
                    "-storetype",
                    "PKCS12");
            made.keytool("-exportcert", "-rfc", "-alias", name, "-keystore", name + ".p12", "-file", name + ".pem");
        }
        made.keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "broker",
                "-file",
                "broker.pem",
                "-keystore",
                "trust.jks",
                "-storetype",
                "JKS");
        made.keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "broker",
                "-file",
                "broker.pem",
                "-keystore",
                "trust.p12",
                "-storetype",
                "PKCS12");
        return made;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + said);
        }
    }

    /// `broker.p12`, `other.p12`: keys; `trust.jks`, `trust.p12`, `broker.pem`, `other.pem`: certificates.
    public Path file(String name) {
        return folder.resolve(name);
    }

    /// The other's key as PEM, unencrypted.
    public String otherKeyAsPem() throws Exception {
        KeyStore store = KeyStore.getInstance(file("other.p12").toFile(), PASSWORD.toCharArray());
        byte[] key = store.getKey("other", PASSWORD.toCharArray()).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n" + Files.readString(file("other.pem"));
    }
}
