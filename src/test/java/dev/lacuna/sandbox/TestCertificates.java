package dev.lacuna.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A key and certificate for a broker on 127.0.0.1, and stores of those who trust it; the JDK's own tool makes the
/// keys.
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
            KeyStore keys = generate(folder, name, "SAN=IP:127.0.0.1,DNS:localhost");
            if (name.equals("broker")) {
                made.trust("trust.jks", "JKS", keys);
                made.trust("trust.p12", "PKCS12", keys);
            }
        }
        return made;
    }

    /// Makes a key in `NAME.p12`, and its certificate, signed by itself, in `NAME.pem`.
    ///
    /// @param names whom it stands for, as keytool takes it
    /// @param more what else keytool is to be told
    public static KeyStore generate(Path folder, String name, String names, String... more) throws Exception {
        Path store = folder.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
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
                names,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + said);
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        byte[] certificate = keys.getCertificate(name).getEncoded();
        Files.writeString(folder.resolve(name + ".pem"), pem("CERTIFICATE", certificate));
        return keys;
    }

    private void trust(String file, String type, KeyStore keys) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(type);
        trusted.load(null, null);
        trusted.setCertificateEntry("broker", keys.getCertificate("broker"));
        try (OutputStream out = Files.newOutputStream(file(file))) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    /// `broker.p12`, `other.p12`: keys; `trust.jks`, `trust.p12`, `broker.pem`, `other.pem`: certificates.
    public Path file(String name) {
        return folder.resolve(name);
    }

    /// The other's key as PEM, unencrypted.
    public String otherKeyAsPem() throws Exception {
        KeyStore store = KeyStore.getInstance(file("other.p12").toFile(), PASSWORD.toCharArray());
        byte[] key = store.getKey("other", PASSWORD.toCharArray()).getEncoded();
        return pem("PRIVATE KEY", key) + Files.readString(file("other.pem"));
    }
}
