// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataAddressTest {

    @Test
    void portIsReadAsTheRfcWritesIt() {
        assertThat(DataAddress.ofPort("192,0,2,7,4,1")).hasValueSatisfying(address -> {
            assertThat(address.getAddress().getHostAddress()).isEqualTo("192.0.2.7");
            assertThat(address.getPort()).isEqualTo(1025);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1,2,3,4,5",
                "1,2,3,4,5,6,7",
                "256,0,0,1,4,1",
                "1,2,3,4,+5,6",
                "-1,2,3,4,5,6",
                "1,2,3,4,0,0",
                "1,2,3,4,5,256",
                "1,2,3,4, 5,6",
                "0x1,2,3,4,5,6",
                "1,2,3,4,5,6 ",
                "١,2,3,4,5,6"
            })
    void portIsStrict(String argument) {
        assertThat(DataAddress.ofPort(argument)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "|1|192.0.2.7|6446|, 192.0.2.7, 6446",
        "!2!2001:db8::7!6446!, 2001:db8:0:0:0:0:0:7, 6446",
        "|2|::ffff:192.0.2.7|6446|, 192.0.2.7, 6446"
    })
    void eprtTakesAnyDelimiterAndUndoesMappedAddresses(String argument, String address, int port) {
        assertThat(DataAddress.ofEprt(argument)).hasValueSatisfying(target -> {
            assertThat(target.getAddress().getHostAddress()).isEqualTo(address);
            assertThat(target.getPort()).isEqualTo(port);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|1|localhost|6446|", "|1|192.0.2.7|0|", "|1|192.0.2.7|65536|", "|1|192.0.2.7|-1|", "|1|::1|6446|",
                "|2|192.0.2.7|6446|", "|1|192.0.2.7|6446", "1|192.0.2.7|6446|", "|1|192.0.2|6446|", "|1|300.0.2.7|1|",
                "||||", "|1|1.2.3.4|99999999999999999999|"
            })
    void eprtIsStrictAndAsksNobodyForNames(String argument) {
        assertThat(DataAddress.ofEprt(argument)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", " 1", "1.0", "9223372036854775808", "99999999999999999999", "1e3"})
    void numbersThatDoNotFitAreNone(String digits) {
        assertThat(Numbers.parse(digits)).isEmpty();
    }

    @Test
    void theLargestNumberFits() {
        assertThat(Numbers.parse("9223372036854775807")).hasValue(Long.MAX_VALUE);
    }
}
