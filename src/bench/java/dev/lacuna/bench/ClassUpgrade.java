package dev.lacuna.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Brings the classes of a packaged library to a format that an archive of classes can hold: those of Java 5, which
/// carry no notes for the verifier, are left out of it, and to load and verify them takes longer than all others
/// together. What they do stays the same.
final class ClassUpgrade {

    /// The first whose notes for the verifier are required.
    private static final int JAVA_7 = 51;

    private static final String CLASS = ".class";

    private ClassUpgrade() {}

    /// Rewrites the jar in its place, if it has such classes; all of it or nothing.
    static void upgrade(Path jar) throws IOException {
        Path upgraded = jar.resolveSibling(jar.getFileName() + ".upgraded");
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            ClassFile classes = ClassFile.of(
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)
                            .orElse(ClassHierarchyResolver.ofResourceParsing(ClassLoader.getPlatformClassLoader()))));
            boolean old = false;
            try (var from = new JarFile(jar.toFile());
                    var to = new JarOutputStream(Files.newOutputStream(upgraded))) {
                for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
                    JarEntry entry = entries.nextElement();
                    byte[] bytes = bytes(from, entry);
                    if (entry.getName().endsWith(CLASS) && isOld(classes.parse(bytes))) {
                        old = true;
                        bytes = upgraded(classes, bytes);
                    }
                    put(to, entry, bytes);
                }
            }
            if (old) {
                Files.move(upgraded, jar, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(upgraded);
        }
    }

    private static boolean isOld(ClassModel model) {
        return model.majorVersion() < JAVA_7;
    }

    private static byte[] upgraded(ClassFile classes, byte[] bytes) {
        ClassTransform version = ClassTransform.endHandler(builder -> builder.with(ClassFileVersion.of(JAVA_7, 0)));
        ClassTransform bodies = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
        return classes.transformClass(
                classes.parse(bytes),
                ClassTransform.dropping(ClassFileVersion.class::isInstance)
                        .andThen(bodies)
                        .andThen(version));
    }

    private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /// With the entry's time: a build gives the same jar each time.
    private static void put(JarOutputStream jar, JarEntry entry, byte[] bytes) throws IOException {
        var copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        jar.putNextEntry(copy);
        jar.write(bytes);
        jar.closeEntry();
    }
}
