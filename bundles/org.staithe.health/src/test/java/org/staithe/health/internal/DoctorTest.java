// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.staithe.health.ServerHealth.Finding;
import org.staithe.health.ServerHealth.State;
import org.staithe.session.ServerStatus.ResumptionStatus;
import org.staithe.session.Session;
import org.staithe.session.TransferReport;
import org.staithe.session.TransferReport.Result;
import org.staithe.testkit.session.SampleSession;
import org.staithe.testkit.session.SampleTransfer;

/** What the doctor makes of what happened, from the events to the words. */
class DoctorTest {

    private static final String PARTNER = "203.0.113.7";
    private static final String OURS = "198.51.100.1";

    private Instant now = Instant.parse("2026-11-27T12:00:00Z");
    private final Events events = new Events(() -> now);

    private record Resumption(String listener, String network, long resumed, long others) implements ResumptionStatus {}

    @Test
    void aPrivateAddressThatNobodyOutsideReachesIsNamedWithWhatToSet() throws Exception {
        for (int i = 0; i < 14; i++) {
            passive(PARTNER, "172.18.0.2", false);
        }
        Finding found = only();
        assertThat(found.state()).isEqualTo(State.CRITICAL);
        assertThat(found.text())
                .startsWith("14 of 14 passive data connections from 203.0.113.0/24 never came about in an hour.")
                .contains("172.18.0.2, is private", "Set advertise of org.staithe.dataport.passive");
    }

    @Test
    void anotherAddressThanTheOneThatTheyReachedIsNamed() throws Exception {
        missed("203.0.113.7", "198.51.100.99");
        assertThat(only().text()).contains("told 198.51.100.99 but reached the server at 198.51.100.1");
    }

    @Test
    void withTheRightAddressItIsTheFirewall() throws Exception {
        missed(PARTNER, OURS);
        assertThat(only().text()).contains("told the right address", "firewall");
    }

    @Test
    void aFewThatFailAmongManyThatWorkAreNoReason() throws Exception {
        missed(PARTNER, OURS);
        for (int i = 0; i < 4; i++) {
            passive(PARTNER, OURS, true);
        }
        assertThat(diagnoses()).isEmpty();
    }

    /** EPSV tells no address: with it the same client may well succeed. */
    @Test
    void whatWorksUnderAnotherAddressDoesNotHideIt() throws Exception {
        missed(PARTNER, "172.18.0.2");
        for (int i = 0; i < 40; i++) {
            passive(PARTNER, OURS, true);
        }
        assertThat(only().text()).startsWith("3 of 3 passive").contains("172.18.0.2");
    }

    @Test
    void anotherNetworkHasItsOwnTroubles() throws Exception {
        missed(PARTNER, "10.0.0.1");
        passive("192.0.2.1", "10.0.0.1", true);
        assertThat(only().text()).contains("203.0.113.0/24").doesNotContain("192.0.2");
    }

    @Test
    void whatIsLongerAgoThanAnHourIsForgotten() throws Exception {
        missed(PARTNER, "172.18.0.2");
        now = now.plus(Duration.ofMinutes(50));
        assertThat(diagnoses()).hasSize(1);
        now = now.plus(Duration.ofMinutes(20));
        assertThat(diagnoses()).isEmpty();
    }

    @Test
    void anAbortTellsNothingOfTheNetwork() throws Exception {
        for (int i = 0; i < 5; i++) {
            SampleTransfer aborted = SampleTransfer.upload("/a")
                    .passive(address("172.18.0.2", 50_000), false)
                    .ended(Result.ABORTED, 426)
                    .build();
            events.transferred(session(PARTNER), aborted);
        }
        assertThat(diagnoses()).isEmpty();
    }

    @Test
    void failedHandshakesAreToldByTheirCause() throws Exception {
        for (int i = 0; i < 3; i++) {
            events.closed(session(PARTNER), "TLS failed: Received fatal alert: certificate_unknown");
            events.closed(
                    session(PARTNER),
                    "TLS failed: Client requested protocol TLSv1 is not enabled or supported in server context");
        }
        events.closed(session(PARTNER), "connection closed by the client");
        assertThat(diagnoses())
                .extracting(Finding::text)
                .hasSize(2)
                .anyMatch(text -> text.startsWith("3 TLS handshakes with clients of 203.0.113.0/24")
                        && text.contains("do not believe the server's certificate"))
                .anyMatch(text -> text.contains("no TLS version"));
    }

    @Test
    void refusedLoginsAreToldWithTheirMostFrequentReason() throws Exception {
        for (int i = 0; i < 6; i++) {
            events.loginRefused(session(PARTNER), "ann", "wrong password");
        }
        events.loginRefused(session(PARTNER), "bob", "no authenticator knows this user");
        assertThat(only().text()).contains("7 logins from 203.0.113.0/24", "6 of them because: wrong password");
    }

    @Test
    void whoMakesUpReasonsFillsNoMemory() throws Exception {
        for (int i = 0; i < 1000; i++) {
            events.loginRefused(session(PARTNER), "x" + i, "no user store knows 'x" + i + "'");
        }
        assertThat(events.networks().hours().get(0).refusals()).hasSizeLessThanOrEqualTo(21);
        assertThat(only().text()).contains("1000 logins", "other reasons");
    }

    @Test
    void whatRequiredResumptionRefusedIsTold() throws Exception {
        for (int i = 0; i < 3; i++) {
            events.transferred(
                    session(PARTNER),
                    SampleTransfer.upload("/a").ended(Result.FAILED, 522).build());
        }
        assertThat(only().text()).contains("3 data connections", "tls.resumption = prefer");
    }

    @Test
    void whatRequiredResumptionWouldRefuseIsNoTroubleYet() {
        List<Finding> found = Doctor.diagnoses(List.of(), List.of(new Resumption("default", "203.0.113.0/24", 1, 9)));
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.state()).isEqualTo(State.OK);
            assertThat(one.text()).startsWith("9 of 10 TLS data connections");
        });
        assertThat(Doctor.diagnoses(List.of(), List.of(new Resumption("default", "203.0.113.0/24", 90, 9))))
                .isEmpty();
    }

    private Finding only() {
        assertThat(diagnoses()).hasSize(1);
        return diagnoses().get(0);
    }

    private List<Finding> diagnoses() {
        return Doctor.diagnoses(events.networks().hours(), List.of());
    }

    private void missed(String client, String told) throws Exception {
        for (int i = 0; i < 3; i++) {
            passive(client, told, false);
        }
    }

    private void passive(String client, String told, boolean connected) throws Exception {
        SampleTransfer.Builder transfer = SampleTransfer.upload("/a").passive(address(told, 50_000), connected);
        TransferReport ended = connected
                ? transfer.build()
                : transfer.ended(Result.FAILED, 425).bytes(0).build();
        events.transferStarted(session(client), ended);
        events.transferred(session(client), ended);
    }

    private static Session session(String client) throws Exception {
        return SampleSession.builder()
                .peer(address(client, 40_000))
                .local(address(OURS, 21))
                .build();
    }

    private static InetSocketAddress address(String host, int port) throws Exception {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }
}
