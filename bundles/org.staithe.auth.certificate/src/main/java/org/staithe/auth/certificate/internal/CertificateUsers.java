// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.certificate.internal;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.propertytypes.ServiceRanking;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.staithe.auth.Authenticator;
import org.staithe.auth.Credentials;
import org.staithe.auth.Verdict;

/**
 * Logs in whom a client certificate names, with or without a password.
 *
 * <p>The certificate has been verified by TLS: this asks only whose it is. A password is judged by the next
 * authenticator, so this one must be asked before it; hence its high ranking.
 */
@Component(
        configurationPid = "org.staithe.auth.certificate",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@ServiceRanking(1000)
@Designate(ocd = CertificateUsers.Config.class, factory = true)
public final class CertificateUsers implements Authenticator {

    /** What can be configured. */
    @ObjectClassDefinition(
            name = "Staithe client certificates",
            description = "Which user a client certificate stands for. The listener must ask for client certificates")
    public @interface Config {

        @AttributeDefinition(
                name = "Name",
                description = "What of the certificate names the user",
                options = {
                    @Option(label = "Common name (CN) of the subject", value = "subject-cn"),
                    @Option(label = "Whole subject, such as CN=device 7,O=Example", value = "subject"),
                    @Option(label = "E-mail addresses of the subjectAltName", value = "san-email"),
                    @Option(label = "DNS names of the subjectAltName", value = "san-dns"),
                    @Option(label = "User principal names of the subjectAltName", value = "san-upn")
                })
        String name_from() default "subject-cn";

        @AttributeDefinition(
                name = "Pattern",
                description = "Regular expression that the whole name must match; its group is the user, as in"
                        + " (.+)@example\\.org. Empty: the name is the user",
                required = false)
        String pattern() default "";

        @AttributeDefinition(
                name = "Users",
                description = "Users by name, separated by semicolons: device 7 -> ann; device 8 -> bob. Others are"
                        + " then nobody. Empty: the name is the user",
                required = false)
        String[] users() default {};

        @AttributeDefinition(
                name = "Password",
                description = "not-needed: the certificate is enough. needed: the user must have the certificate, and"
                        + " the next authenticator judges the password",
                options = {
                    @Option(label = "not needed", value = "not-needed"),
                    @Option(label = "needed", value = "needed")
                })
        String password() default "not-needed";

        @AttributeDefinition(
                name = "Required",
                description = "Whether a login without the user's certificate is refused, rather than left to the next"
                        + " authenticator. With a needed password it always is")
        boolean required() default false;

        @AttributeDefinition(
                name = "Listeners",
                description = "Names of the listeners that this is for, separated by commas. Empty: all",
                required = false)
        String[] listeners() default {};
    }

    private final NameSource source;
    private final UserNames names;
    private final boolean passwordNeeded;
    private final boolean required;
    private final Set<String> listeners;

    @Activate
    public CertificateUsers(Config config) {
        source = NameSource.of(config.name_from());
        names = UserNames.of(config.pattern(), config.users());
        passwordNeeded = switch (config.password()) {
            case "needed" -> true;
            case "not-needed" -> false;
            default ->
                throw new IllegalArgumentException("password = " + config.password() + ": write needed or not-needed");
        };
        required = config.required() || passwordNeeded;
        listeners = Arrays.stream(config.listeners())
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Verdict authenticate(Credentials credentials) {
        if (!listeners.isEmpty() && !listeners.contains(credentials.listener())) {
            return new Verdict.Abstained();
        }
        List<X509Certificate> chain = credentials.certificates();
        if (chain.isEmpty()) {
            return otherwise("the client showed no certificate");
        }
        Set<String> users = names.of(source.names(chain.get(0)));
        if (!users.contains(credentials.userName())) {
            return otherwise("the client's certificate is not for this user but for " + users);
        }
        return passwordNeeded ? new Verdict.Abstained() : new Verdict.Accepted(credentials.userName());
    }

    /** The users whom the configuration names, in order. */
    SortedSet<String> users() {
        return new TreeSet<>(names.users().values());
    }

    private Verdict otherwise(String reason) {
        return required ? new Verdict.Rejected(reason) : new Verdict.Abstained();
    }
}
