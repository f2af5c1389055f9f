// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final int MOST = 200;

    private Instant now = Instant.EPOCH;
    private int users;
    private final LoginThrottle throttle = new LoginThrottle(() -> now, () -> MOST);
    private final InetAddress address = InetAddress.getLoopbackAddress();

    @Test
    void eachFailureOfAnAddressDoublesTheDelayUpToABound() {
        Duration first = failed(address);
        assertThat(failed(address)).isEqualTo(first.multipliedBy(2));
        for (int i = 0; i < 100; i++) {
            assertThat(failed(address)).isBetween(first, Duration.ofSeconds(8));
        }
        assertThat(failed(address)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void addressesThatAreShutOutAreCountedUntilTheyAreForgotten() {
        for (int i = 1; i < MOST; i++) {
            failed(address);
        }
        assertThat(throttle.addressesShutOut()).isZero();
        failed(address);
        assertThat(throttle.addressesShutOut()).isEqualTo(1);
        now = now.plus(Duration.ofMinutes(11));
        assertThat(throttle.addressesShutOut()).isZero();
    }

    @Test
    void anotherAddressDoesNotPay() throws Exception {
        Duration first = failed(address);
        failed(address);
        assertThat(failed(InetAddress.getByName("192.0.2.1"))).isEqualTo(first);
    }

    @Test
    void failuresAreForgottenAfterAWhile() {
        Duration first = failed(address);
        failed(address);
        now = now.plus(Duration.ofMinutes(11));
        assertThat(failed(address)).isEqualTo(first);
    }

    @Test
    void oneSuccessDoesNotFreeAGuesser() {
        Duration first = failed(address);
        for (int i = 0; i < 9; i++) {
            failed(address);
        }
        throttle.succeeded(address);
        assertThat(failed(address)).isGreaterThan(first);
    }

    @Test
    void aUserWhoIsGuessedFromManyAddressesMakesThemSlow() throws Exception {
        Duration first = throttle.failed(InetAddress.getByName("192.0.2.1"), "ann");
        assertThat(throttle.failed(InetAddress.getByName("192.0.2.2"), "ann")).isEqualTo(first.multipliedBy(2));
        assertThat(throttle.failed(InetAddress.getByName("192.0.2.3"), "bob")).isEqualTo(first);
    }

    @Test
    void anAddressThatGoesOnGuessingIsShutOutForAWhile() throws Exception {
        for (int i = 0; i < MOST; i++) {
            assertThat(throttle.shutsOut(address)).isFalse();
            failed(address);
        }
        assertThat(throttle.shutsOut(address)).isTrue();
        assertThat(throttle.shutsOut(InetAddress.getByName("192.0.2.1"))).isFalse();
        now = now.plus(Duration.ofMinutes(11));
        assertThat(throttle.shutsOut(address)).isFalse();
    }

    @Test
    void whereNothingIsConfiguredNobodyIsShutOut() {
        LoginThrottle lenient = new LoginThrottle(() -> now, () -> 0);
        lenient.failed(address, "ann");
        assertThat(lenient.shutsOut(address)).isFalse();
    }

    /** Fails with the name of a user who never failed before. */
    private Duration failed(InetAddress from) {
        return throttle.failed(from, "user" + users++);
    }
}
