// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.certificate.internal;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;

/** The part of a certificate that names its user. */
enum NameSource {
    SUBJECT_CN("subject-cn", certificate -> commonNames(certificate)),
    SUBJECT(
            "subject",
            certificate -> Stream.of(certificate.getSubjectX500Principal().getName())),
    SAN_EMAIL("san-email", certificate -> alternative(certificate, 1).map(String.class::cast)),
    SAN_DNS("san-dns", certificate -> alternative(certificate, 2).map(String.class::cast)),
    SAN_UPN(
            "san-upn",
            certificate -> alternative(certificate, 0).map(byte[].class::cast).flatMap(PrincipalName::read));

    private final String word;
    private final Function<X509Certificate, Stream<String>> names;

    NameSource(String word, Function<X509Certificate, Stream<String>> names) {
        this.word = word;
        this.names = names;
    }

    static NameSource of(String word) {
        return Arrays.stream(values())
                .filter(source -> source.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("name.from = " + word + ": write one of "
                        + Arrays.stream(values()).map(source -> source.word).collect(Collectors.joining(", "))));
    }

    List<String> names(X509Certificate certificate) {
        return names.apply(certificate).filter(name -> !name.isBlank()).toList();
    }

    /** Exactly one is taken: of two, an authority may have checked only one. */
    private static Stream<String> commonNames(X509Certificate certificate) {
        try {
            List<String> found = new LdapName(
                            certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .flatMap(rdn -> Stream.ofNullable(rdn.toAttributes().get("CN")))
                            .map(NameSource::text)
                            .toList();
            return found.size() == 1 ? found.stream() : Stream.empty();
        } catch (InvalidNameException e) {
            return Stream.empty(); // names nobody
        }
    }

    private static String text(Attribute attribute) {
        try {
            Object value = attribute.get();
            return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
        } catch (NamingException e) {
            return ""; // names nobody
        }
    }

    private static Stream<?> alternative(X509Certificate certificate, int kind) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Stream.empty()
                    : names.stream().filter(name -> name.get(0).equals(kind)).map(name ->
                            (Object) Objects.requireNonNull(name.get(1)));
        } catch (CertificateParsingException e) {
            return Stream.empty(); // names nobody
        }
    }
}
