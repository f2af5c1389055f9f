// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder full of names that are legal and troublesome, and sums to see whether it has come through unharmed. */
final class OddTree {

    static final List<String> NAMES = List.of(
            "plain.txt",
            "two  blanks here.txt",
            "trailing blank ",
            "-rf",
            "--help",
            "quo\"te and 'tick'",
            "star*quest?ion[x]{y}",
            "back\\slash",
            "per%20cent",
            "#hash;semi=colon&amp",
            "~tilde",
            "Grüße aus 日本.txt",
            "e\u0301 and \u00e9",
            "\ud83d\ude00",
            "227 Entering Passive Mode (1,2,3,4,5,6)");

    private OddTree() {}

    /** The names as files, in the folder and in folders of the same names; with empty and larger files. */
    static Path plant(Path folder) throws IOException {
        Random random = new Random(1);
        Files.createDirectories(folder.resolve("empty folder"));
        Files.createFile(Files.createDirectories(folder).resolve("empty"));
        Files.write(folder.resolve("large.bin"), bytes(random, 3_000_001));
        for (String name : NAMES) {
            Files.write(folder.resolve(name), bytes(random, random.nextInt(5000)));
            Path below = Files.createDirectories(folder.resolve("below").resolve(name));
            Files.write(below.resolve(name), bytes(random, 10));
        }
        return folder;
    }

    static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A file of random bytes. */
    static Path file(Path file, int size) throws IOException {
        return Files.write(file, bytes(new Random(size), size));
    }

    /** What is in a folder: paths, and the sums of files. */
    static Map<String, String> sums(Path folder) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                String name = folder.relativize(path).toString();
                sums.put(name, Files.isDirectory(path) ? "folder" : sum(path));
            }
        }
        return sums;
    }

    static String sum(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
