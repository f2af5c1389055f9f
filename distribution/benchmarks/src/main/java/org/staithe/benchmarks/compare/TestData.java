// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files that servers serve, in memory where the system has a place for that, and a certificate for all of them. */
final class TestData implements AutoCloseable {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String STORE_PASSWORD = "changeit";
    private static final int MANY = 100_000;
    private static final int SMALL_FILES = 1000;

    private final Path folder;
    private final Path program;

    /** Makes it. */
    TestData(Path program, List<Workload> workloads, boolean quickly) throws Exception {
        this.program = program;
        this.folder = Files.createTempDirectory(
                Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir")),
                "staithe-benchmark-");
        // Servers that give up their rights read and write here as somebody else.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(root().resolve("up"));
        // Only there may everybody write: vsftpd serves no root in which its users may.
        Files.setPosixFilePermissions(root().resolve("up"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createDirectory(tls());
        for (Workload workload : workloads) {
            files(workload.words(quickly));
        }
        certificate();
    }

    Path root() {
        return folder.resolve("files");
    }

    /** cert.pem, key.pem, both.pem, and store.p12 with the password "changeit". */
    Path tls() {
        return folder.resolve("tls");
    }

    /** A folder for what a server keeps. */
    Path work(String server) throws IOException {
        return Files.createDirectories(folder.resolve("work").resolve(server));
    }

    private void files(List<String> words) throws IOException, InterruptedException {
        String path = Workload.value(words, "path=");
        if (path.startsWith("size-")) {
            file(path, Long.parseLong(path.substring("size-".length())));
        } else if (path.equals("endless")) {
            file(path, 1024L * 1024 * 1024);
        } else if (path.equals("small/") && Files.notExists(root().resolve(path))) {
            Files.createDirectory(root().resolve(path));
            file(path + "00000", 1024);
            for (int i = 1; i < SMALL_FILES; i++) {
                Files.copy(root().resolve(path + "00000"), root().resolve(path + "%05d".formatted(i)));
            }
        } else if (path.equals("many") && Files.notExists(root().resolve(path))) {
            Files.createDirectory(root().resolve(path));
            for (int i = 0; i < MANY; i++) {
                // Not in the order of their names, as directories are that have lived.
                Files.write(
                        root().resolve(path).resolve("file-%06d.dat".formatted(i * 7919L % MANY)), new byte[i % 500]);
            }
        }
    }

    private void file(String name, long size) throws IOException, InterruptedException {
        if (Files.notExists(root().resolve(name))) {
            run(List.of(program.toString(), "file", "path=" + root().resolve(name), "size=" + size));
        }
    }

    private void certificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = tls().resolve("store.p12");
        String options = "-genkeypair -alias ftp -keyalg RSA -keysize 2048 -validity 30 -dname CN=localhost"
                + " -storetype PKCS12 -storepass " + STORE_PASSWORD;
        List<String> keytool = new ArrayList<>(List.of(options.split(" ")));
        keytool.add(
                0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        keytool.addAll(List.of("-keystore", store.toString()));
        run(keytool);
        KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
        String certificate = pem("CERTIFICATE", keys.getCertificate("ftp").getEncoded());
        String key = pem(
                "PRIVATE KEY", keys.getKey("ftp", STORE_PASSWORD.toCharArray()).getEncoded());
        Files.writeString(tls().resolve("cert.pem"), certificate);
        Files.writeString(tls().resolve("key.pem"), key);
        Files.writeString(tls().resolve("both.pem"), key + certificate);
        Files.setPosixFilePermissions(tls().resolve("key.pem"), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(tls().resolve("both.pem"), PosixFilePermissions.fromString("rw-------"));
    }

    private static String pem(String kind, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
