// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.metatype;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenerPortsTest {

    private static final String LISTENER = "org.staithe.core.listener~";
    private static final String PASSIVE = "org.staithe.dataport.passive~default";
    private static final Map<String, Map<String, Object>> OTHERS = Map.of(
            LISTENER + "lan",
            Map.of("name", "lan", "address", "192.0.2.1", "port", 2121),
            PASSIVE,
            Map.of("ports", new String[] {"50000-50999", "60000"}));

    @Test
    void oneAddressAndPortIsForOneListener() {
        assertThat(listener("wan", "192.0.2.1", "2121")).containsExactly("port: listener lan is at 192.0.2.1:2121");
        assertThat(listener("wan", "0.0.0.0", "2121")).hasSize(1);
        assertThat(listener("wan", "192.0.2.2", "2121")).isEmpty();
        assertThat(listener("wan", "192.0.2.1", "2122")).isEmpty();
        assertThat(listener("wan", "192.0.2.1", "0")).isEmpty();
    }

    @Test
    void oneNameIsForOneListener() {
        assertThat(listener("lan", "192.0.2.2", "2122")).containsExactly("name: another listener has this name");
    }

    @Test
    void itDoesNotOverlapItself() {
        assertThat(ListenerPorts.findings(LISTENER + "lan", OTHERS.get(LISTENER + "lan"), OTHERS))
                .isEmpty();
    }

    @Test
    void aListenerIsNotAmongThePassivePorts() {
        assertThat(listener("wan", "192.0.2.2", "50500")).hasSize(1);
        assertThat(listener("wan", "192.0.2.2", "60000")).hasSize(1);
        assertThat(listener("wan", "192.0.2.2", "51000")).isEmpty();
        assertThat(texts(PASSIVE, Map.of("ports", "2000-3000")))
                .containsExactly("ports: holds 2121, where listener lan is");
        assertThat(texts(PASSIVE, Map.of("ports", "0"))).isEmpty();
    }

    private static List<String> listener(String name, String address, String port) {
        return texts(LISTENER + "new", Map.of("name", name, "address", address, "port", port));
    }

    private static List<String> texts(String pid, Map<String, ?> values) {
        return ListenerPorts.findings(pid, values, OTHERS).stream()
                .map(Finding::text)
                .toList();
    }
}
