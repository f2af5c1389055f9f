// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.certificate.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.cert.X509Certificate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.staithe.auth.Verdict;
import org.staithe.testkit.auth.GivenCredentials;
import org.staithe.testkit.config.Settings;
import org.staithe.testkit.tls.Certificates;

class CertificateUsersTest {

    private static final Certificates AUTHORITY = Certificates.authority("Test CA");
    private static final X509Certificate ANN = AUTHORITY.client("ann").certificate();
    private static final Verdict ABSTAINED = new Verdict.Abstained();

    @Test
    void aCertificateLogsItsUserInWhateverThePassword() {
        assertThat(verdict(Map.of(), "ann", ANN)).isEqualTo(new Verdict.Accepted("ann"));
    }

    @Test
    void anotherUserIsLeftToTheNextAuthenticator() {
        assertThat(verdict(Map.of(), "bob", ANN)).isEqualTo(ABSTAINED);
        assertThat(verdict(Map.of(), "Ann", ANN)).isEqualTo(ABSTAINED);
        assertThat(verdict(Map.of(), "ann")).isEqualTo(ABSTAINED);
    }

    @Test
    void requiredMeansThatNobodyLogsInWithoutTheOwnCertificate() {
        Map<String, Object> required = Map.of("required", true);

        assertThat(verdict(required, "ann", ANN)).isEqualTo(new Verdict.Accepted("ann"));
        assertThat(verdict(required, "bob", ANN)).isInstanceOf(Verdict.Rejected.class);
        assertThat(verdict(required, "ann")).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void aNeededPasswordIsJudgedByTheNextAndNobodyGetsThereWithoutTheCertificate() {
        Map<String, Object> needed = Map.of("password", "needed");

        assertThat(verdict(needed, "ann", ANN)).isEqualTo(ABSTAINED);
        assertThat(verdict(needed, "bob", ANN)).isInstanceOf(Verdict.Rejected.class);
        assertThat(verdict(needed, "ann")).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void otherListenersAreNotItsBusiness() {
        Map<String, Object> elsewhere = Map.of("required", true, "listeners", "partners, internal");

        assertThat(verdict(elsewhere, "ann", ANN)).isEqualTo(ABSTAINED);
        assertThat(verdict(Map.of("required", true, "listeners", "internal, default"), "ann"))
                .isInstanceOf(Verdict.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subject-cn | device 7",
                "subject | CN=device 7,O=Example",
                "san-email | ann@example.org",
                "san-dns | device7.example.org",
                "san-upn | ann@corp.example.org"
            })
    void theUserIsNamedByTheChosenPart(String source, String user) {
        assertThat(verdict(Map.of("name.from", source), user, device())).isEqualTo(new Verdict.Accepted(user));
        assertThat(verdict(Map.of("name.from", source), "ann", device())).isEqualTo(ABSTAINED);
    }

    @Test
    void aPatternTakesThePartThatIsTheUser() {
        Map<String, Object> pattern = Map.of("name.from", "san-email", "pattern", "(.+)@example\\.org");

        assertThat(verdict(pattern, "ann", device())).isEqualTo(new Verdict.Accepted("ann"));
        assertThat(verdict(pattern, "ann", order("ann@example.org.evil"))).isEqualTo(ABSTAINED);
    }

    @Test
    void namesAreTranslatedAndOthersAreNobody() {
        Map<String, Object> users = Map.of("users", "device 7 -> ann; device 8 -> bob");

        assertThat(verdict(users, "ann", device())).isEqualTo(new Verdict.Accepted("ann"));
        assertThat(verdict(users, "device 7", device())).isEqualTo(ABSTAINED);
        assertThat(verdict(users, "ann", ANN)).isEqualTo(ABSTAINED);
        assertThat(verdict(Map.of("name.from", "subject", "users", "CN=device 7,O=Example -> ann"), "ann", device()))
                .isEqualTo(new Verdict.Accepted("ann"));
    }

    @Test
    void aSubjectWithTwoCommonNamesIsNobody() {
        X509Certificate two = AUTHORITY.order("CN=ann,CN=bob").identity().certificate();

        assertThat(verdict(Map.of(), "ann", two)).isEqualTo(ABSTAINED);
        assertThat(verdict(Map.of(), "bob", two)).isEqualTo(ABSTAINED);
    }

    @Test
    void aCommonNameWithinAnotherAttributeIsNotTaken() {
        X509Certificate sly =
                AUTHORITY.order("CN=eve,O=\"x,CN=ann\"").identity().certificate();

        assertThat(verdict(Map.of(), "ann", sly)).isEqualTo(ABSTAINED);
        assertThat(verdict(Map.of(), "eve", sly)).isEqualTo(new Verdict.Accepted("eve"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name.from | cn | san-email",
                "password | yes | not-needed",
                "pattern | ( | one group",
                "pattern | .* | one group",
                "users | ann | name -> user"
            })
    void aWrongValueIsRefusedByName(String key, String value, String allowed) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> users(Map.of(key, value)))
                .withMessageContaining(key + " = " + value)
                .withMessageContaining(allowed);
    }

    private static X509Certificate device() {
        return AUTHORITY
                .order("CN=device 7,O=Example")
                .email("ann@example.org")
                .names("device7.example.org")
                .principalName("ann@corp.example.org")
                .identity()
                .certificate();
    }

    private static X509Certificate order(String email) {
        return AUTHORITY.order("CN=x").email(email).identity().certificate();
    }

    private static Verdict verdict(Map<String, Object> keys, String user, X509Certificate... chain) {
        return users(keys).authenticate(GivenCredentials.of(user, "").overTls(chain));
    }

    private static CertificateUsers users(Map<String, ?> keys) {
        return new CertificateUsers(Settings.of(CertificateUsers.Config.class, keys));
    }
}
