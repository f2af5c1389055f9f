// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private Instant now = Instant.EPOCH;
    private final LoginThrottle throttle = new LoginThrottle(() -> now);
    private final InetAddress address = InetAddress.getLoopbackAddress();

    @Test
    void eachFailureOfAnAddressDoublesTheDelayUpToABound() {
        Duration first = throttle.failed(address);
        assertThat(throttle.failed(address)).isEqualTo(first.multipliedBy(2));
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.failed(address)).isBetween(first, Duration.ofSeconds(8));
        }
        assertThat(throttle.failed(address)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void anotherAddressDoesNotPay() throws Exception {
        Duration first = throttle.failed(address);
        throttle.failed(address);
        assertThat(throttle.failed(InetAddress.getByName("192.0.2.1"))).isEqualTo(first);
    }

    @Test
    void failuresAreForgottenAfterAWhile() {
        Duration first = throttle.failed(address);
        throttle.failed(address);
        now = now.plus(Duration.ofMinutes(11));
        assertThat(throttle.failed(address)).isEqualTo(first);
    }

    @Test
    void oneSuccessDoesNotFreeAGuesser() {
        Duration first = throttle.failed(address);
        for (int i = 0; i < 9; i++) {
            throttle.failed(address);
        }
        throttle.succeeded(address);
        assertThat(throttle.failed(address)).isGreaterThan(first);
    }
}
