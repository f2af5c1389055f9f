// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.staithe.tls.TlsIdentity;
import org.staithe.tls.TlsMaterial;

/**
 * Certificates, keys and trust anchors in files of this machine; new ones apply to the next handshake.
 *
 * <p>A changed configuration is applied as a whole, or refused while the old one serves on.
 */
// Immediate: a bad configuration or a broken file is told when it is read, not at the first handshake.
@Component(
        configurationPid = "org.staithe.tls.files",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = FilesMaterial.Config.class, factory = true)
public final class FilesMaterial implements TlsMaterial {

    /** What can be configured. */
    @ObjectClassDefinition(
            name = "Staithe TLS certificates in files",
            description = "Certificates that clients see, and whose certificates of clients are believed")
    public @interface Config {

        @AttributeDefinition(
                name = "Certificates",
                description = "Absolute paths, separated by commas: PEM files, each with a certificate and those that"
                        + " certify it, or PKCS#12 stores. Clients get the one for the name that they ask for, an EC"
                        + " key before an RSA key; for another name, the first",
                required = false)
        String[] certificate() default {};

        @AttributeDefinition(
                name = "Keys",
                description = "Absolute paths of the private keys (PEM), one for each certificate, in the same order."
                        + " Empty: the files of the certificates hold the keys, too. If only some do, name these"
                        + " once more here",
                required = false)
        String[] key() default {};

        @AttributeDefinition(
                name = "Password of the keys",
                description = "For encrypted keys and PKCS#12 stores. Best written as $[secret:name]",
                type = AttributeType.PASSWORD,
                required = false)
        String _key_password() default "";

        @AttributeDefinition(
                name = "Shown for other names",
                description = "Whether the first certificate is shown to clients that ask for none of its names. false,"
                        + " with a higher service.ranking: for names that have a configuration of their own")
        boolean fallback() default true;

        @AttributeDefinition(
                name = "Make a self-signed certificate",
                description = "When there are neither certificate nor key at these paths, make an EC key and a"
                        + " certificate that no client trusts by itself. For the first start and for trials")
        boolean self_signed() default false;

        @AttributeDefinition(
                name = "Authorities of clients",
                description = "Absolute paths of PEM files with the authorities whose client certificates are believed,"
                        + " separated by commas. Empty: no client certificates",
                required = false)
        String[] client_ca() default {};

        @AttributeDefinition(
                name = "Revocation lists",
                description = "Absolute paths of revocation lists (PEM or DER), separated by commas; then each"
                        + " authority of a client's chain needs one that has not run out. Empty: nothing is revoked",
                required = false)
        String[] client_crl() default {};

        @AttributeDefinition(
                name = "Listeners",
                description = "Names of the listeners that this is for, separated by commas. Empty: all",
                required = false)
        String[] listeners() default {};

        @AttributeDefinition(
                name = "Check interval (s)",
                description = "How often the files are looked at. A change applies once it has stayed the same for two"
                        + " looks, so that certificate and key may be copied one after the other",
                min = "1",
                max = "3600")
        int check_seconds() default 2;
    }

    private final @Nullable Duration pace;
    private volatile WatchedMaterial material;

    @Activate
    public FilesMaterial(Config config) {
        this(config, InstantSource.system(), null);
    }

    /** Looks at the files at this pace, for tests that will not wait for seconds. */
    FilesMaterial(Config config, InstantSource clock, @Nullable Duration pace) {
        this.pace = pace;
        this.material = WatchedMaterial.of(read(config), clock);
        material.begin();
    }

    @Modified
    void modified(Config config) {
        WatchedMaterial old = material;
        WatchedMaterial next = old.changedTo(read(config));
        old.close();
        next.begin();
        material = next;
    }

    @Deactivate
    void stop() {
        material.close();
    }

    @Override
    public List<TlsIdentity> identities(String listener, Optional<String> serverName) {
        return material.identities(listener, serverName);
    }

    @Override
    public List<TlsIdentity> all(String listener) {
        return material.all(listener);
    }

    @Override
    public Optional<X509TrustManager> clientTrust(String listener) {
        return material.clientTrust(listener);
    }

    private CheckedConfig read(Config config) {
        CheckedConfig checked = CheckedConfig.of(config);
        return pace == null ? checked : checked.every(pace);
    }
}
